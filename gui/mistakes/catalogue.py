"""The texts of every mistake by its key, and how they are filled."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from engine.mistakes import Filling, Label, Labels, Row, Value
from engine.numbers import format_number
from gui.mistakes.attention_texts import COPY, NEGATE, OTHER_VALUES, REORDER
from gui.mistakes.block_texts import CONSTANT, NO_OUTPUT, NO_RESIDUAL, NORM_MATRIX, RESHAPE
from gui.mistakes.texts import Texts
from gui.mistakes.weight_texts import COLUMNS, LATE, NO_DIVISOR, ROOT_OF_MODEL, ZERO

TEXTS: Mapping[str, Texts] = {
    "reorder-words": REORDER,
    "copy-w-q": COPY,
    "negate-w-q": NEGATE,
    "root-d-model": ROOT_OF_MODEL,
    "no-divisor": NO_DIVISOR,
    "softmax-columns": COLUMNS,
    "mask-zero": ZERO,
    "mask-late": LATE,
    "other-values": OTHER_VALUES,
    "reshape-heads": RESHAPE,
    "no-w-o": NO_OUTPUT,
    "no-residual": NO_RESIDUAL,
    "norm-matrix": NORM_MATRIX,
    "constant-row": CONSTANT,
}

#: What a place on an axis is called.
Namer = Callable[[Label], str]
#: Numbers below this come from rounding where whole numbers are compared.
_ROUNDING = 1e-9
_LONGEST_ROW = 6

translate = QCoreApplication.translate


def title(key: str) -> str:
    """What a mistake is called."""
    return translate("mistakes", TEXTS[key].title)


def filled(text: str, filling: Filling, namer: Namer) -> str:
    """A text in the language of now, with its numbers and words."""
    shown = {key: _shown(value, namer) for key, value in filling.items()}
    return translate("mistakes", text).format(**shown)


def _shown(value: Value, namer: Namer) -> str:
    if isinstance(value, Label):
        return namer(value)
    if isinstance(value, Labels):
        return translate("mistakes", ", ").join(namer(label) for label in value.labels)
    if isinstance(value, Row):
        shown = [_number(number) for number in value.numbers[:_LONGEST_ROW]]
        return "  ".join([*shown, *(["…"] if len(value.numbers) > _LONGEST_ROW else [])])
    return str(value) if isinstance(value, int) else _number(value)


def _number(value: float) -> str:
    if 0 < abs(value) < _ROUNDING:
        return translate("mistakes", "0, but for rounding")
    return format_number(round(value, 9))
