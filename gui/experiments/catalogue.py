"""All switches of the experiments under their headings, and why one may do nothing."""

from __future__ import annotations

from engine.errors import translatable
from gui.experiments.attention_switches import (
    BIASES,
    DIVISOR,
    JOINING,
    MASK,
    MASKING,
    MEMORY,
    OUTPUT,
    POSITIONS,
    READING,
    SOFTMAX,
)
from gui.experiments.block_switches import (
    ACTIVATION,
    EPS,
    EXTENT,
    LOSS,
    NORM_AXIS,
    NORM_DIVISOR,
    NORM_FIRST,
    RESIDUAL,
)
from gui.experiments.switch import Group, Needs

GROUPS = (
    Group(translatable("experiments", "What goes in"), (POSITIONS, MEMORY)),
    Group(translatable("experiments", "Scores and weights"), (DIVISOR, MASK, MASKING, SOFTMAX)),
    Group(translatable("experiments", "Heads"), (READING, BIASES, JOINING, OUTPUT)),
    Group(
        translatable("experiments", "The rest of the block"),
        (EXTENT, RESIDUAL, NORM_FIRST, NORM_AXIS, NORM_DIVISOR, EPS, ACTIVATION),
    ),
    Group(translatable("experiments", "What comes out"), (LOSS,)),
)

#: Why a switch does nothing in an example that lacks what it needs.
REASONS: dict[Needs, str] = {
    "heads": translatable(
        "experiments", "There is one head, so nothing is cut. Choose more heads under Sizes."
    ),
    "mask": translatable("experiments", "There is no mask to lay on. Choose one above."),
    "joined": translatable(
        "experiments",
        "Here no heads come together. Choose more heads under Sizes, and let the example end after "
        "attention or the block.",
    ),
    "attention": translatable(
        "experiments", "This example ends before W_O. Let it end after attention or the block."
    ),
    "block": translatable(
        "experiments", "This example ends before the norms. Let it end after the block."
    ),
}
