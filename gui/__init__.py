"""The window: PySide6. Draws and asks; every number comes from `engine`."""
