"""Switches of the words and of the attention, from positions to W_O."""

from __future__ import annotations

from engine.errors import translatable
from gui.experiments.switch import Choice, Switch

POSITIONS = Switch(
    "positions",
    translatable("experiments", "Positions"),
    (
        Choice(
            "On",
            True,
            translatable("experiments", "added"),
            translatable("experiments", "A word that stands twice has two different rows of X."),
        ),
        Choice(
            "Off",
            False,
            translatable("experiments", "left out"),
            translatable(
                "experiments",
                "With no mask, words in another order get the same numbers as before.",
            ),
        ),
    ),
)
MEMORY = Switch(
    "memory",
    translatable("experiments", "Keys and values come from"),
    (
        Choice(
            "Off",
            False,
            translatable("experiments", "the sentence"),
            translatable(
                "experiments",
                "Every word looks at the words of its own sentence, itself among them.",
            ),
        ),
        Choice(
            "On",
            True,
            translatable("experiments", "a memory"),
            translatable(
                "experiments",
                "A has a column for every memory word; only the queries come from the sentence.",
            ),
        ),
    ),
)
DIVISOR = Switch(
    "divisor",
    translatable("experiments", "Divisor"),
    (
        Choice(
            "Root",
            "root",
            translatable("experiments", "√d_k"),
            translatable(
                "experiments",
                "The scores keep about the same spread, however many columns Q and K have.",
            ),
        ),
        Choice(
            "One",
            "one",
            translatable("experiments", "1"),
            translatable("experiments", "Large scores push each row of A towards a single 1."),
        ),
    ),
    about=translatable(
        "experiments", "A larger number evens the rows of A out; a smaller one sharpens them."
    ),
)
MASK = Switch(
    "mask",
    translatable("experiments", "Mask"),
    (
        Choice(
            "None",
            "none",
            translatable("experiments", "none"),
            translatable("experiments", "Every word takes something from every word."),
        ),
        Choice(
            "Causal",
            "causal",
            translatable("experiments", "causal"),
            translatable(
                "experiments", "No word may see a later one: above its diagonal, the mask is 0."
            ),
        ),
        Choice(
            "Padding",
            "padding",
            translatable("experiments", "padding"),
            translatable(
                "experiments", "No word may see the padding: the last columns of the mask are 0."
            ),
        ),
        Choice(
            "Custom",
            "custom",
            translatable("experiments", "by hand"),
            translatable(
                "experiments",
                "Write 0 in a cell of the mask, and see what becomes of that cell and row of A.",
            ),
        ),
    ),
)
MASKING = Switch(
    "masking",
    translatable("experiments", "The mask writes"),
    (
        Choice(
            "LeaveOut",
            "leave-out",
            translatable("experiments", "−∞"),
            translatable(
                "experiments", "Masked weights are exactly 0, and the rest of the row sums to 1."
            ),
        ),
        Choice(
            "Zero",
            "zero",
            translatable("experiments", "score 0"),
            translatable(
                "experiments",
                "A mistake: e to the power of 0 is 1, so masked words still get weights.",
            ),
        ),
        Choice(
            "AfterSoftmax",
            "after-softmax",
            translatable("experiments", "weight 0"),
            translatable(
                "experiments",
                "A mistake: masked weights are 0, but the rows of A no longer sum to 1.",
            ),
        ),
    ),
    needs="mask",
)
SOFTMAX = Switch(
    "softmax_axis",
    translatable("experiments", "Softmax along"),
    (
        Choice(
            "Row",
            "row",
            translatable("experiments", "rows"),
            translatable(
                "experiments", "Each row of A sums to 1: a word shares out its own attention."
            ),
        ),
        Choice(
            "Column",
            "column",
            translatable("experiments", "columns"),
            translatable(
                "experiments",
                "A mistake: the columns sum to 1, so the shares of a word make no whole.",
            ),
        ),
    ),
)
READING = Switch(
    "reading",
    translatable("experiments", "Heads read"),
    (
        Choice(
            "Project",
            "project",
            translatable("experiments", "whole vector"),
            translatable(
                "experiments",
                "W_Q, W_K and W_V have no blocks of zeros: each head sees every number of a word.",
            ),
        ),
        Choice(
            "Cut",
            "cut",
            translatable("experiments", "own piece"),
            translatable(
                "experiments",
                "W_Q, W_K and W_V are 0 outside a head's own rows: it sees only its piece.",
            ),
        ),
    ),
    needs="heads",
)
BIASES = Switch(
    "biases",
    translatable("experiments", "Biases"),
    (
        Choice(
            "Off",
            False,
            translatable("experiments", "none"),
            translatable("experiments", "A word of zeros has a query, key and value of zeros."),
        ),
        Choice(
            "On",
            True,
            translatable("experiments", "with"),
            translatable(
                "experiments", "They start at 0: change one, and the same is added to every word."
            ),
        ),
    ),
)
JOINING = Switch(
    "joining",
    translatable("experiments", "Heads join"),
    (
        Choice(
            "Transpose",
            "transpose",
            translatable("experiments", "by word"),
            translatable("experiments", "Each row of C holds one word, as every head sees it."),
        ),
        Choice(
            "Reshape",
            "reshape",
            translatable("experiments", "by head"),
            translatable(
                "experiments",
                "A mistake, a reshape without the transpose: a row of C holds several words.",
            ),
        ),
    ),
    needs="joined",
)
OUTPUT = Switch(
    "output_projection",
    translatable("experiments", "Output matrix W_O"),
    (
        Choice(
            "On",
            True,
            translatable("experiments", "with"),
            translatable("experiments", "Every column of O takes something from every head."),
        ),
        Choice(
            "Off",
            False,
            translatable("experiments", "left out"),
            translatable(
                "experiments",
                "The heads stay apart: each column of the result comes from one head alone.",
            ),
        ),
    ),
    needs="attention",
)
