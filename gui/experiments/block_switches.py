"""Where an example ends, and switches of what stands around the attention in a block."""

from __future__ import annotations

from engine.errors import translatable
from gui.experiments.switch import Choice, Switch

EXTENT = Switch(
    "extent",
    translatable("experiments", "The example ends after"),
    (
        Choice(
            "Head",
            "head",
            translatable("experiments", "the heads"),
            translatable("experiments", "Z is the end: what each head makes of its words."),
        ),
        Choice(
            "Attention",
            "attention",
            translatable("experiments", "attention"),
            translatable(
                "experiments", "The heads come together, and the result has the shape of X again."
            ),
        ),
        Choice(
            "Block",
            "block",
            translatable("experiments", "the block"),
            translatable(
                "experiments", "The last matrix has the shape of X, so another block can follow."
            ),
        ),
    ),
)
RESIDUAL = Switch(
    "residual",
    translatable("experiments", "Residual"),
    (
        Choice(
            "On",
            True,
            translatable("experiments", "added"),
            translatable("experiments", "Each word keeps what it was; attention only adds to it."),
        ),
        Choice(
            "Off",
            False,
            translatable("experiments", "left out"),
            translatable(
                "experiments", "Only what the sub-layers make goes on: what the word was is lost."
            ),
        ),
    ),
    needs="block",
)
NORM_FIRST = Switch(
    "norm_first",
    translatable("experiments", "Norms stand"),
    (
        Choice(
            "Post",
            False,
            translatable("experiments", "after"),
            translatable(
                "experiments", "Post-norm: with γ = 1 and β = 0 every row of Y has mean 0."
            ),
        ),
        Choice(
            "Pre",
            True,
            translatable("experiments", "before"),
            translatable(
                "experiments",
                "Pre-norm: what a sub-layer reads is normalised, the sums R and M are not.",
            ),
        ),
    ),
    needs="block",
)
NORM_AXIS = Switch(
    "norm_axis",
    translatable("experiments", "A norm evens out"),
    (
        Choice(
            "Row",
            "row",
            translatable("experiments", "word"),
            translatable(
                "experiments", "Change one word: the normalised rows of the others do not move."
            ),
        ),
        Choice(
            "Column",
            "column",
            translatable("experiments", "column"),
            translatable(
                "experiments", "Change one word: the normalised rows of all the others move too."
            ),
        ),
        Choice(
            "Matrix",
            "matrix",
            translatable("experiments", "matrix"),
            translatable(
                "experiments", "One mean for all words: a word of large numbers stays large."
            ),
        ),
    ),
    needs="block",
)
NORM_DIVISOR = Switch(
    "norm_divisor",
    translatable("experiments", "Variance divides by"),
    (
        Choice(
            "All",
            "d",
            translatable("experiments", "d"),
            translatable(
                "experiments", "With γ = 1 and β = 0 the squares of a row of N sum to d, but for ε."
            ),
        ),
        Choice(
            "OneLess",
            "d-1",
            translatable("experiments", "d − 1"),
            translatable(
                "experiments",
                "With γ = 1 and β = 0 the squares of a row of N sum to d − 1, but for ε.",
            ),
        ),
        Choice(
            "Nothing",
            "none",
            translatable("experiments", "nothing"),
            translatable(
                "experiments", "With γ = 1 and β = 0 the squares of a row of N sum to 1, but for ε."
            ),
        ),
    ),
    needs="block",
)
EPS = Switch(
    "eps",
    translatable("experiments", "Added to the variance: ε"),
    needs="block",
    about=translatable("experiments", "A large ε flattens rows whose numbers are close together."),
)
ACTIVATION = Switch(
    "activation",
    translatable("experiments", "Activation"),
    (
        Choice(
            "Relu",
            "relu",
            translatable("experiments", "ReLU"),
            translatable("experiments", "What is below 0 in H′ is exactly 0 in H."),
        ),
        Choice(
            "Gelu",
            "gelu",
            translatable("experiments", "GELU"),
            translatable(
                "experiments",
                "What is below 0 in H′ passes a little: hardly a cell of H is exactly 0.",
            ),
        ),
    ),
    needs="block",
)
LOSS = Switch(
    "loss",
    translatable("experiments", "The result is measured by"),
    (
        Choice(
            "None",
            "none",
            translatable("experiments", "nothing"),
            translatable("experiments", "The numbers flow forward only."),
        ),
        Choice(
            "Squared",
            "squared-error",
            translatable("experiments", "squared error"),
            translatable(
                "experiments",
                "Set the target: every number gets a gradient, and a step makes the loss smaller.",
            ),
        ),
    ),
)
