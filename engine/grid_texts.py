"""Grids of numbers as text for other programs; each is read back to the bit by `engine.grids`."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from engine.exchange import csv_cell, latex_bmatrix
from engine.ops import Array

Names = Sequence[str]


def _number(value: float) -> str:
    """The shortest text that reads back as the same number; whole ones without a point."""
    if not math.isfinite(value):
        return "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"
    if value == 0 and math.copysign(1.0, value) < 0:
        return "-0.0"
    return repr(float(value)).removesuffix(".0")


def _separated(separator: str) -> Callable[[Array, Names, Names], str]:
    def write(values: Array, rows: Names, columns: Names) -> str:
        lines = []
        if columns:
            lines.append(separator.join([*([""] if rows else []), *map(_quoted, columns)]))
        for index, row in enumerate(values.tolist()):
            cells = [csv_cell(value) if separator == "," else _number(value) for value in row]
            lines.append(separator.join([*([_quoted(rows[index])] if rows else []), *cells]))
        return "\n".join(lines)

    return write


def _quoted(name: str) -> str:
    """A name without what separates cells."""
    return name.replace("\t", " ").replace(",", " ").replace(";", " ").replace('"', " ")


def _numpy(values: Array, rows: Names, columns: Names) -> str:
    lines = ",\n       ".join(
        "[" + ", ".join(repr(float(value)) for value in row) + "]" for row in values.tolist()
    )
    return f"array([{lines}])"


def _python(values: Array, rows: Names, columns: Names) -> str:
    return (
        "["
        + ",\n ".join(
            "[" + ", ".join(_number(value) for value in row) + "]" for row in values.tolist()
        )
        + "]"
    )


def _latex(values: Array, rows: Names, columns: Names) -> str:
    return latex_bmatrix(values)


def _markdown(values: Array, rows: Names, columns: Names) -> str:
    heads = list(columns) or [f"c{index + 1}" for index in range(values.shape[1])]
    first = [""] if rows else []
    lines = [[*first, *heads], ["---"] * (len(first) + len(heads))]
    for index, row in enumerate(values.tolist()):
        lines.append([*([rows[index]] if rows else []), *map(_number, row)])
    return "\n".join("| " + " | ".join(c.replace("|", "/") for c in line) + " |" for line in lines)


WRITERS: Mapping[str, Callable[[Array, Names, Names], str]] = {
    "tsv": _separated("\t"),
    "csv": _separated(","),
    "numpy": _numpy,
    "python": _python,
    "latex": _latex,
    "markdown": _markdown,
}


def write_grid(values: Array, form: str, rows: Names = (), columns: Names = ()) -> str:
    """A matrix [row, column] as text in one of WRITERS, with names where the form has room."""
    return WRITERS[form](np.asarray(values, dtype=np.float64), rows, columns)
