"""Help in the window: the manual with its glossary, the keys, the four hints, the about box."""
