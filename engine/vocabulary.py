"""Words a scenario has learnt, with their vectors: what a sentence typed there is made of."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
import numpy as np

from engine.ops import Array
from engine.resize import word_key
from engine.words import Word

_FOLDER = Path(__file__).resolve().parent.parent / "resources" / "trained"


class _File(msgspec.Struct, forbid_unknown_fields=True):
    words: list[Word]
    vectors: list[list[float]]
    neutral: list[float]
    classes: list[Word]
    classifier: list[list[float]]
    bias: list[list[float]]


class Vocabulary(msgspec.Struct, frozen=True, eq=False):
    """What has been learnt beside the matrices of the scenario.

    Attributes:
        words: all words, each in both languages.
        vectors: their rows. [word, d_model]
        neutral: the vector of a word that is not among them: the mean of the words that stand in
            every sense alike. [d_model]
        classes: what the classifier answers.
        classifier, bias: what reads the mix, or norm_2 of a block. [column, class], [1, class]
    """

    words: tuple[Word, ...]
    vectors: Array
    neutral: Array
    classes: tuple[Word, ...]
    classifier: Array
    bias: Array

    def known(self) -> dict[str, tuple[Word, Array]]:
        """Every word with its vector, by every name it has (as `word_key` writes it)."""
        return {
            word_key(name): (word, row)
            for word, row in zip(self.words, self.vectors, strict=True)
            for name in (word.zh, word.en)
        }

    def strangers(self, texts: list[str]) -> list[str]:
        """The words of a sentence that are not among them."""
        known = self.known()
        return [text for text in dict.fromkeys(texts) if word_key(text) not in known]

    def answer(self, mix: Array) -> Array:
        """How likely each class is, of a row of the mix (of norm_2, with a block). [class]"""
        logits = mix @ self.classifier + self.bias[0]
        raised = np.exp(logits - logits.max())
        return np.asarray(raised / raised.sum())


@cache
def vocabulary(name: str) -> Vocabulary | None:
    """The words the scenario of that name has learnt; None where it has learnt none."""
    path = _FOLDER / f"{name}.json"
    if not path.is_file():
        return None
    stored = msgspec.json.decode(path.read_bytes(), type=_File)
    return Vocabulary(
        tuple(stored.words), np.array(stored.vectors), np.array(stored.neutral),
        tuple(stored.classes), np.array(stored.classifier), np.array(stored.bias),
    )  # fmt: skip
