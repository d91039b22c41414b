"""Mistakes worth making: predict, make one by a click, look at what it did, take it back."""
