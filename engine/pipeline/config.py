"""The sizes and switches of a pipeline, as scenario files write them."""

from __future__ import annotations

from typing import Literal

import msgspec

from engine.graph import Axis
from engine.ops import NormAxis, NormDivisor

#: The sizes a person may ask for: what one can still look at, and memory that is bounded.
MAX_WORDS = 128
MAX_FEATURES = 1024
MAX_HIDDEN = 4096
MAX_HEADS = 16
MAX_BLOCKS = 12
#: How many numbers all matrices together may hold (8 bytes each).
MAX_NUMBERS = 120_000_000

Extent = Literal["head", "attention", "block"]
Reading = Literal["project", "cut"]
MaskKind = Literal["none", "causal", "padding", "custom"]
Masking = Literal["leave-out", "zero", "after-softmax"]
SoftmaxAxis = Literal["row", "column"]
Joining = Literal["transpose", "reshape"]
Activation = Literal["relu", "gelu"]
Vectors = Literal["whole", "real"]
LossKind = Literal["none", "squared-error"]


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Sizes and switches of one pipeline. What is left out is as the worked example has it.

    Attributes:
        d_model: numbers that describe a word (columns of X).
        d_k: columns of W_Q and W_K of one head. Independent of the number of words.
        d_v: columns of W_V of one head.
        positions: whether X = E + PE; off, X itself is the input.
        heads: how many heads work side by side; with one, matrices have no head axis.
        d_ff: columns of W_1, the hidden layer of the feed-forward network (extent `block`).
        extent: where the pipeline ends: at the mix of each head, at the output of the attention
            (concat, W_O), or at the end of the block (add & norm, feed-forward, add & norm).
        blocks: how many blocks are stacked (extent `block`).
        memory: cross-attention: keys and values come from a set of words of their own.
        biases: whether the projections and W_O have biases (the paper has none).
        output_projection: whether W_O blends the heads.
        reading: every head projects the whole vector (the paper), or sees only its own slice.
        mask: which pairs of words are left out.
        padding: how many words at the end of the keys are padding (mask `padding`).
        masking: what the mask does: it leaves pairs out of the softmax, or, two mistakes, it writes
            0 over their scores, or over their weights after the softmax.
        softmax_axis: `row`, or the mistake `column`.
        joining: heads come together word by word (`transpose`), or, a mistake, their numbers fill
            the rows in the order they lie in memory (`reshape`).
        residual: whether what goes into a sub-layer is added to what comes out of it.
        norm_first: pre-norm, as later models have it; off, post-norm as in the paper.
        norm_axis, norm_divisor: what LayerNorm evens out, and what it divides the squares by.
        activation: of the feed-forward network.
        vectors: whether new words get small whole numbers or draws from a normal distribution.
        seed: of the vectors of new words.
        loss: what the result is measured by against a target; with it come the gradients of all
            numbers and a step downhill.
        frozen: parameters that the step leaves as they are, by name; they get no gradient.
    """

    d_model: int
    d_k: int
    d_v: int
    positions: bool = False
    heads: int = 1
    d_ff: int = 0
    extent: Extent = "head"
    blocks: int = 1
    memory: bool = False
    biases: bool = False
    output_projection: bool = True
    reading: Reading = "project"
    mask: MaskKind = "none"
    padding: int = 0
    masking: Masking = "leave-out"
    softmax_axis: SoftmaxAxis = "row"
    joining: Joining = "transpose"
    residual: bool = True
    norm_first: bool = False
    norm_axis: NormAxis = "row"
    norm_divisor: NormDivisor = "d"
    activation: Activation = "relu"
    vectors: Vectors = "whole"
    seed: int = 0
    loss: LossKind = "none"
    frozen: tuple[str, ...] = ()

    def sizes(self, words: int, memory_words: int = 0) -> dict[Axis, int]:
        """The size of every axis, for a sentence of `words` words (and a memory of its own)."""
        return {
            "word": words,
            "memory": memory_words,
            "d_model": self.d_model,
            "d_k": self.d_k,
            "d_v": self.d_v,
            "d_ff": self.d_ff,
            "concat": self.heads * self.d_v,
            "head": self.heads,
            "one": 1,
        }
