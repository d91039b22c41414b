"""What every task gives the trainer."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from engine.errors import SoftmixError, translatable
from engine.losses import Kind
from engine.network import Batch, Sizes
from engine.optimisers import Name
from engine.resize import word_key
from engine.words import split_sentence

_NAMED = 10  # of the words of a vocabulary


class NeverLearnt(SoftmixError):
    """Fields: words, known."""

    template = translatable("errors", "The task has no word {words}. It has words such as {known}.")


class NoPlaceFor(SoftmixError):
    """Fields: count, most."""

    template = translatable(
        "errors", "A sentence of this task has 1 to {most} words; this one has {count}."
    )


class Example(msgspec.Struct, frozen=True):
    """A sentence, the places that are asked about, and the class of each."""

    words: tuple[str, ...]
    asked: tuple[int, ...]
    labels: tuple[int, ...]


class Recipe(msgspec.Struct, frozen=True):
    """How a task is learnt well; where nobody asks otherwise.

    Attributes:
        rate: the learning rate.
        decay: weight decay (AdamW).
        smoothing: of the labels.
        batch: sentences a step.
        steps: how many are enough.
        spread: of the first draws.
        loss: what is made small.
    """

    loss: Kind = "cross-entropy"
    optimiser: Name = "adamw"
    rate: float = 0.02
    decay: float = 0.1
    smoothing: float = 0.2
    batch: int = 64
    steps: int = 480
    spread: float = 0.3
    seed: int = 0


class Task(msgspec.Struct, frozen=True):
    """A task, ready to be learnt.

    Attributes:
        vocabulary: every word there is, in the order of the rows of E.
        classes: what the classifier answers.
        training, held_out: examples to learn from, and others to be tested with.
        shown: sentences to watch, which are among neither.
        positions, causal, width, hidden: of the network that learns it (`Sizes`): d_model, d_k and
            d_v are the width; d_ff is what is hidden, 0 where the head alone is enough.
    """

    name: str
    vocabulary: tuple[str, ...]
    classes: tuple[str, ...]
    training: tuple[Example, ...]
    held_out: tuple[Example, ...]
    shown: tuple[Example, ...]
    positions: bool = False
    causal: bool = False
    width: int = 8
    hidden: int = 0
    recipe: Recipe = Recipe()

    @property
    def sizes(self) -> Sizes:
        """Of the network that learns it."""
        sentences = (*self.training, *self.held_out, *self.shown)
        longest = max(len(example.words) for example in sentences)
        return Sizes(
            len(self.vocabulary), len(self.classes), longest, self.width, self.width, self.width,
            self.positions, self.causal, self.hidden,
        )  # fmt: skip

    def sentence(self, text: str) -> tuple[str, ...]:
        """The words of a sentence a person types, as the vocabulary spells them.

        Raises:
            NeverLearnt: some are not in the vocabulary.
            NoPlaceFor: there are none, or more than in any example.
        """
        known = {word_key(word): word for word in self.vocabulary}
        words = split_sentence(text, self.vocabulary)
        strangers = [word for word in dict.fromkeys(words) if word_key(word) not in known]
        if strangers:
            raise NeverLearnt(words=", ".join(strangers), known=", ".join(self.vocabulary[:_NAMED]))
        if not 1 <= len(words) <= self.sizes.longest:
            raise NoPlaceFor(count=len(words), most=self.sizes.longest)
        return tuple(known[word_key(word)] for word in words)

    def asking(self, words: Sequence[str]) -> int:
        """Which word of a sentence asks: the one that always does, else the last."""
        always = {example.words[example.asked[-1]] for example in self.training}
        if len(always) == 1 and always <= {*words}:
            return words.index(always.pop())
        return len(words) - 1

    def batch(self, examples: Sequence[Example]) -> Batch:
        """Examples as arrays. Raises KeyError for a word that is not in the vocabulary."""
        index = {word: at for at, word in enumerate(self.vocabulary)}
        longest = max(len(example.words) for example in examples)
        words = np.zeros((len(examples), longest), dtype=np.intp)
        there = np.zeros(words.shape, dtype=bool)
        for row, example in enumerate(examples):
            words[row, : len(example.words)] = [index[word] for word in example.words]
            there[row, : len(example.words)] = True
        asked = np.array([example.asked for example in examples], dtype=np.intp)
        labels = np.array([example.labels for example in examples], dtype=np.intp)
        return Batch(words, there, asked, labels)
