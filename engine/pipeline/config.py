"""The sizes and switches of a pipeline, as scenario files write them."""

from __future__ import annotations

import msgspec

from engine.graph import Axis

#: The sizes a person may ask for: rows and columns one can still read, and memory that is bounded.
MAX_WORDS = 64
MAX_FEATURES = 256


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sizes and switches of one attention pipeline.

    Attributes:
        d_model: numbers that describe a word (columns of X).
        d_k: columns of W_Q and W_K. Independent of the number of words.
        d_v: columns of W_V.
        positions: whether X = E + PE; off, X itself is the input.
    """

    d_model: int
    d_k: int
    d_v: int
    positions: bool = False

    def sizes(self, words: int) -> dict[Axis, int]:
        """The size of every axis, for a sentence of `words` words."""
        return {
            "word": words,
            "d_model": self.d_model,
            "d_k": self.d_k,
            "d_v": self.d_v,
            "one": 1,
        }
