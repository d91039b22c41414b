"""Mistakes worth making: each set up by one call, asked about before, looked at after."""

from engine.mistakes.base import (
    Filling,
    Finding,
    Kept,
    Label,
    Labels,
    Mistake,
    Outcome,
    Place,
    Row,
    Value,
    Values,
    keep,
)
from engine.mistakes.block import CONSTANT, NO_OUTPUT, NO_RESIDUAL, NORM_MATRIX, RESHAPE
from engine.mistakes.masks import LATE, ORDER, ZERO
from engine.mistakes.matrices import COPY, NEGATE, OTHER_VALUES
from engine.mistakes.sharing import COLUMNS, NO_DIVISOR, ROOT_OF_MODEL
from engine.mistakes.spread import DRAWS, SIZES, Curves, Sharpness, curves, own_point

#: All of them, in the order of the pipeline.
MISTAKES: tuple[Mistake, ...] = (
    ORDER,
    COPY,
    NEGATE,
    ROOT_OF_MODEL,
    NO_DIVISOR,
    COLUMNS,
    ZERO,
    LATE,
    OTHER_VALUES,
    RESHAPE,
    NO_OUTPUT,
    NO_RESIDUAL,
    NORM_MATRIX,
    CONSTANT,
)

__all__ = [
    "DRAWS",
    "MISTAKES",
    "SIZES",
    "Curves",
    "Filling",
    "Finding",
    "Kept",
    "Label",
    "Labels",
    "Mistake",
    "Outcome",
    "Place",
    "Row",
    "Sharpness",
    "Value",
    "Values",
    "curves",
    "keep",
    "own_point",
]
