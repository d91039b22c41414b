"""Boxes for a number as this product draws them."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QAbstractSpinBox

_Box = TypeVar("_Box", bound=QAbstractSpinBox)
_MARGIN = 6


def inset(box: _Box) -> _Box:
    """The box, its number a little off the edge: a style sheet moves the frame, not the text."""
    box.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)
    return box
