"""What a changed cell was and is, in words and in a cell: `1 → 2`, `difference +1 (+100 %)`."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.compare import relative_difference
from engine.numbers import format_number, format_weight, signed_number
from engine.ops import Array, Cell
from gui.document import Document

translate = QCoreApplication.translate

#: More decimals where fewer would show the same number before and after.
_FEW, _MORE, _MOST = 4, 8, 15


def signed(value: float, decimals: int = 3) -> str:
    """`+1`, `−0.413`, `+∞`, but `0`: a difference says its direction, where it has one."""
    return signed_number(value, decimals) if value else "0"


def percent(part: float) -> str:
    """`+100 %`, `−3.2 %`; empty where there is nothing to be relative to (NaN)."""
    if math.isnan(part):
        return ""
    magnitude = abs(part) * 100
    return f"{signed(part * 100, 1 if magnitude < 100 else 0)} %"


def before_and_after(before: float, after: float) -> tuple[str, str]:
    """Both numbers, with as many digits as it takes to tell them apart."""
    numbers = before, after
    for decimals in (_FEW, _MORE, _MOST):
        texts = [format_number(value, decimals) for value in numbers]
        if len({round(value, decimals) for value in numbers}) == 2 and texts[0] != texts[1]:
            return texts[0], texts[1]
    return repr(before), repr(after)


def change_words(before: float, after: float) -> str:
    """`1 → 2, difference +1 (+100 %)`; `2, not changed`."""
    if before == after or (math.isnan(before) and math.isnan(after)):
        text = translate("changes", "{value}, not changed")
        return text.format(value=format_number(after, _FEW))
    old, new = before_and_after(before, after)
    part = percent(float(relative_difference(_one(before), _one(after))[0]))
    text = translate("changes", "{before} → {after}, difference {difference}")
    said = text.format(before=old, after=new, difference=signed(after - before, _FEW))
    return f"{said} ({part})" if part else said


def change_text(document: Document, name: str, cell: Cell) -> str:
    """`W_Q[1, 3]: 1 → 2, difference +1 (+100 %)`; empty where the cell has not changed, or the
    lesson has not shown it."""
    if not document.is_shown(name, cell) or not bool(document.changed_cells(name, cell)):
        return ""
    words = change_words(document.before(name, cell), float(document.value(name)[cell]))
    return f"{document.cell_name(name, cell)}: {words}"


def shows_changes(document: Document, node: str) -> bool:
    """Whether any cell that the lesson has shown differs from what marks of change compare with."""
    shown = document.visible()[node]
    if not shown.any() or not document.has_changes(node):
        return False
    return bool(shown.all() or (document.changed_cells(node) & shown).any())


def cell_change(before: float, after: float, *, weights: bool) -> tuple[str, str] | None:
    """What a narrow cell says of a change: `12`, `16`; None where so few digits say nothing."""
    if weights:
        texts = format_weight(before, 2), format_weight(after, 2)
    else:
        texts = _short(before), _short(after)
    return texts if texts[0] != texts[1] and max(map(len, texts)) <= 5 else None


def _short(value: float) -> str:
    return format_number(value, 2 if abs(value) < 10 else 1)


def _one(value: float) -> Array:
    return np.array([value])
