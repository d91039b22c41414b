"""Before and after: what an edit moved, snapshots to compare with, and a cell that wiggles."""
