"""Slides: the document as pictures for a projector, laid out anew, never a shot of the window."""
