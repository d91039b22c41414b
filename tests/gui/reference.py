"""One attention head in straight numpy, written apart from the engine to check its values."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def attention(inputs: Mapping[str, Array], pins: Mapping[str, Mapping] | None = None) -> dict:  # type: ignore[type-arg]
    """Every matrix of one attention head, from the inputs and the pinned cells."""
    pins = pins or {}
    values = {name: np.array(matrix, dtype=float) for name, matrix in inputs.items()}

    def put(name: str, matrix: Array) -> None:
        values[name] = np.array(matrix)
        for cell, value in pins.get(name, {}).items():
            values[name][cell] = value

    put("Q", values["X"] @ values["W_Q"])
    put("K", values["X"] @ values["W_K"])
    put("V", values["X"] @ values["W_V"])
    put("scores", values["Q"] @ values["K"].T)
    put("scaled_scores", values["scores"] / values["divisor"][0, 0])
    shifted = values["scaled_scores"] - values["scaled_scores"].max(axis=1, keepdims=True)
    put("weights", np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True))
    put("head_output", values["weights"] @ values["V"])
    return values
