"""One attention head, or a whole block, with a classifier behind it, over many sentences at once.

The operations are those of the pipeline: their leading axis, which is heads there, is the sentence
here. What is learnt can be put into a pipeline, whose numbers are then the trainer's.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import numpy as np
from numpy.typing import NDArray

from engine.block import RESULT, block_backward, block_forward, block_shapes
from engine.losses import Kind, of_labels
from engine.ops import (
    Array,
    Divide,
    Linear,
    Mask,
    MatMul,
    Mix,
    QueryKeyProduct,
    SinusoidalPositions,
    Softmax,
)

Indices = NDArray[np.intp]


class Sizes(msgspec.Struct, frozen=True):
    """The sizes of a network.

    Attributes:
        words: of the vocabulary.
        classes: the classifier tells apart.
        longest: sentence.
        positions: whether positions are added to the word vectors.
        causal: whether no word sees a later one.
        d_ff: columns of W_1 of the block around the head; 0 where there is the head alone, whose
            mix the classifier reads.
    """

    words: int
    classes: int
    longest: int
    d_model: int = 8
    d_k: int = 8
    d_v: int = 8
    positions: bool = False
    causal: bool = False
    d_ff: int = 0

    @property
    def read(self) -> int:
        """How many numbers of each word the classifier reads."""
        return self.d_model if self.d_ff else self.d_v


class Batch(msgspec.Struct, frozen=True):
    """Sentences of one length, shorter ones padded.

    Attributes:
        words: index of each word, anything where there is none. [sentence, place]
        there: where there is a word. [sentence, place]
        asked: the places whose class is asked for. [sentence, question]
        labels: the classes. [sentence, question]
    """

    words: Indices
    there: NDArray[np.bool_]
    asked: Indices
    labels: Indices

    def part(self, which: Indices) -> Batch:
        """Some of the sentences."""
        return Batch(self.words[which], self.there[which], self.asked[which], self.labels[which])


class Pass(msgspec.Struct, frozen=True):
    """What a forward pass made.

    Attributes:
        weights: [sentence, question, place]
        mix: [sentence, question, d_v]
        logits: [sentence, question, class]
        block: what the rest of the block made, by name; empty where there is the head alone.
            [sentence · question, column]
    """

    X: Array
    asked: Array
    Q: Array
    K: Array
    V: Array
    scores: Array
    scaled: Array
    masked: Array
    weights: Array
    mix: Array
    logits: Array
    mask: Array
    block: dict[str, Array] = msgspec.field(default_factory=dict)

    @property
    def read(self) -> Array:
        """What the classifier reads. [sentence, question, column]"""
        return self.block[RESULT].reshape(*self.mix.shape[:2], -1) if self.block else self.mix


def drawn(sizes: Sizes, seed: int, spread: float = 0.3) -> dict[str, Array]:
    """Parameters to begin with: normal draws, biases and β 0, γ 1. The same seed gives the same."""
    random = np.random.RandomState(seed)
    shapes = {
        "E": (sizes.words, sizes.d_model),
        "W_Q": (sizes.d_model, sizes.d_k),
        "W_K": (sizes.d_model, sizes.d_k),
        "W_V": (sizes.d_model, sizes.d_v),
        "W_C": (sizes.read, sizes.classes),
        "b_C": (1, sizes.classes),
    }
    if sizes.d_ff:
        shapes |= block_shapes(sizes.d_model, sizes.d_v, sizes.d_ff)
    made = {n: random.standard_normal(shape) * spread for n, shape in shapes.items()}
    for name, matrix in made.items():
        if name.startswith(("b_", "beta_")):
            matrix[:] = 0.0
        elif name.startswith("gamma_"):
            matrix[:] = 1.0
    return made


class Network:
    """Runs forwards and backwards. Holds no parameters: they are passed in."""

    def __init__(self, sizes: Sizes) -> None:
        self.sizes = sizes
        self._product, self._compare, self._mix = MatMul(), QueryKeyProduct(), Mix()
        self._divide, self._mask, self._softmax, self._class = Divide(), Mask(), Softmax(), Linear()
        self._divisor = np.full((1, 1), np.sqrt(sizes.d_k))
        self._places = np.zeros((sizes.longest, sizes.d_model))
        if sizes.positions:
            SinusoidalPositions(sizes.longest, sizes.d_model).forward((), self._places)

    def forward(self, parameters: Mapping[str, Array], batch: Batch) -> Pass:
        """Everything a pass makes; where it overflows there is ∞ or no number."""
        with np.errstate(all="ignore"):
            return self._forward(parameters, batch)

    def _forward(self, parameters: Mapping[str, Array], batch: Batch) -> Pass:
        count, length = batch.words.shape
        questions = batch.asked.shape[1]
        sizes = self.sizes
        vectors = parameters["E"][batch.words] + self._places[:length]  # [sentence, place, d_model]
        asked = np.take_along_axis(vectors, batch.asked[..., None], axis=1)
        queries = np.empty((count, questions, sizes.d_k))
        keys, values = np.empty((count, length, sizes.d_k)), np.empty((count, length, sizes.d_v))
        self._product.forward((asked, parameters["W_Q"]), queries)
        self._product.forward((vectors, parameters["W_K"]), keys)
        self._product.forward((vectors, parameters["W_V"]), values)
        scores, scaled, masked, weights = (np.empty((count, questions, length)) for _ in range(4))
        self._compare.forward((queries, keys), scores)
        self._divide.forward((scores, self._divisor), scaled)
        mask = self._may_see(batch)
        self._mask.forward((scaled, mask), masked)
        self._softmax.forward((masked,), weights)
        mix = np.empty((count, questions, sizes.d_v))
        self._mix.forward((weights, values), mix)
        rest: dict[str, Array] = {}
        if sizes.d_ff:
            rest = block_forward(parameters, _rows(asked), _rows(mix))
        logits = np.empty((count, questions, sizes.classes))
        made = Pass(
            vectors, asked, queries, keys, values, scores, scaled, masked, weights, mix, logits,
            mask, rest,
        )  # fmt: skip
        self._class.forward((made.read, parameters["W_C"], parameters["b_C"]), logits)
        return made

    def loss(
        self,
        parameters: Mapping[str, Array],
        batch: Batch,
        smoothing: float,
        kind: Kind = "cross-entropy",
    ) -> tuple[float, dict[str, Array], Pass]:
        """The loss, its gradient by every parameter, and the pass."""
        made = self.forward(parameters, batch)
        flat = made.logits.reshape(-1, self.sizes.classes)
        value, grad = of_labels(kind, flat, batch.labels.ravel(), smoothing)
        return value, self._backward(parameters, batch, made, grad.reshape(made.logits.shape)), made

    def _backward(
        self, parameters: Mapping[str, Array], batch: Batch, made: Pass, grad: Array
    ) -> dict[str, Array]:
        classifier = (made.read, parameters["W_C"], parameters["b_C"])
        to_read, to_class, to_bias = self._class.vjp(grad, classifier, made.logits)
        around, to_mix = np.zeros_like(made.asked), to_read
        rest: dict[str, Array] = {}
        if made.block:
            by_row, mix_by_row, rest = block_backward(parameters, made.block, _rows(to_read))
            around, to_mix = by_row.reshape(around.shape), mix_by_row.reshape(made.mix.shape)
        to_weights, to_values = self._mix.vjp(to_mix, (made.weights, made.V), made.mix)
        (to_masked,) = self._softmax.vjp(to_weights, (made.masked,), made.weights)
        to_scaled, _ = self._mask.vjp(to_masked, (made.scaled, made.mask), made.masked)
        to_scores, _ = self._divide.vjp(to_scaled, (made.scores, self._divisor), made.scaled)
        to_queries, to_keys = self._compare.vjp(to_scores, (made.Q, made.K), made.scores)
        to_asked, to_wq = self._product.vjp(to_queries, (made.asked, parameters["W_Q"]), made.Q)
        by_key, to_wk = self._product.vjp(to_keys, (made.X, parameters["W_K"]), made.K)
        by_value, to_wv = self._product.vjp(to_values, (made.X, parameters["W_V"]), made.V)
        to_words = np.zeros_like(parameters["E"])
        np.add.at(to_words, batch.words, (by_key + by_value) * batch.there[..., None])
        np.add.at(to_words, np.take_along_axis(batch.words, batch.asked, axis=1), to_asked + around)
        found = {"E": to_words, "W_Q": to_wq, "W_K": to_wk, "W_V": to_wv, "W_C": to_class}
        return {**found, "b_C": to_bias, **rest}

    def _may_see(self, batch: Batch) -> Array:
        """1 where a question may look. [sentence, question, place]"""
        there = batch.there[:, None, :]
        if self.sizes.causal:
            places = np.arange(batch.words.shape[1])
            there = there & (places <= batch.asked[..., None])
        shape = (*batch.asked.shape, batch.words.shape[1])
        return np.broadcast_to(there, shape).astype(np.float64)


def _rows(array: Array) -> Array:
    """All rows of all sentences, one below the other. [sentence · question, column]"""
    return array.reshape(-1, array.shape[-1])
