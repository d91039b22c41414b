"""Where a word stands in the sentence, as numbers. (Vaswani 2017, section 3.5)"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.ops.base import Array, Generated


class SinusoidalPositions(Generated):
    """Sine in even columns, cosine in odd ones. No inputs -> [word, d_model].

    `PE[pos, 2i] = sin(pos / 10000^(2i/d))`, `PE[pos, 2i+1] = cos(pos / 10000^(2i/d))`, counting
    positions and columns from 0.
    """

    formula = (
        r"<out>_{p,2i} = \sin\frac{p}{10000^{2i/d}},"
        r"\quad <out>_{p,2i+1} = \cos\frac{p}{10000^{2i/d}}"
    )
    cell_formula = formula
    plain = "<out> = sin, cos"

    def __init__(self, words: int, d_model: int) -> None:
        self._shape = (words, d_model)

    def forward(self, inputs: Sequence[Array], out: Array) -> None:
        words, d_model = self._shape
        columns = np.arange(d_model)
        angles = np.arange(words)[:, None] / 10000.0 ** (columns // 2 * 2 / d_model)
        out[:, 0::2] = np.sin(angles[:, 0::2])
        out[:, 1::2] = np.cos(angles[:, 1::2])

    def wave(self, column: int) -> str:
        """`sin` for even columns (from 0), `cos` for odd ones."""
        return "cos" if column % 2 else "sin"

    def exponent(self, column: int) -> str:
        """What 10000 is raised to in a column, as a fraction: `2/4`."""
        return f"{column // 2 * 2}/{self._shape[1]}"

    def divisor(self, column: int) -> float:
        """What the position is divided by in a column."""
        return float(10000.0 ** (column // 2 * 2 / self._shape[1]))
