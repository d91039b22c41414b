"""Presenting: the slide of the step over a whole screen, live, with notes on another one."""
