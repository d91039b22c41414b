"""What training has found, in the open example: matrices, and words to make sentences of."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from engine.ops import Array
from engine.resize import word_key
from engine.vocabulary import Vocabulary, vocabulary
from gui.editing import Editing


class Learnt:
    """Keeps the words that go with matrices that were taken from the training window."""

    def __init__(self, document: Editing) -> None:
        self._document = document
        self._taken: list[tuple[Array, Vocabulary]] = []

    def vocabulary(self, lesson: str) -> Vocabulary | None:
        """The words of the matrices that stand there now, else those that come with the lesson;
        None where it has none.
        """
        shipped = vocabulary(lesson)
        if shipped is None:
            return None
        standing = self._document.value("W_Q")
        own = (words for matrix, words in self._taken if np.array_equal(matrix, standing))
        return next(own, shipped)

    def take(self, learnt: Mapping[str, Array], words: Vocabulary) -> None:
        """Put what was learnt (W_Q, W_K, W_V, or all of a block) and the vectors of the words of
        the sentence (E where positions are on, else X) into the open example, as one undo step.
        Words that were not learnt keep their vectors.

        As long as these matrices stand there, sentences that are typed are made of these words.

        Raises:
            ShapeMismatch: the example has other sizes now; nothing has changed.
        """
        document = self._document
        old, known = document.state(), words.known()
        words_in = "E" if "E" in old.inputs else "X"
        taken = {n: learnt[n] for n in old.inputs if n in learnt and n != words_in}
        for name, matrix in taken.items():
            document.evaluator.check_matrix(name, matrix)
        vectors = old.inputs[words_in].copy()
        for place, word in enumerate(old.words):
            found = known.get(word_key(word.en)) or known.get(word_key(word.zh))
            if found is not None:
                vectors[place] = found[1]
        self._taken.append((learnt["W_Q"], words))
        new = replace(old, inputs={**old.inputs, **taken, words_in: vectors})
        text = "Take what was learnt"
        document.take_up(new, lambda: QCoreApplication.translate("Document", text))
