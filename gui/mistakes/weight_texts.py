"""Texts of the mistakes between scores and weights: divisors, softmax, masks."""

from __future__ import annotations

from engine.errors import translatable
from gui.mistakes.texts import Texts

_SUMS = {
    "one": translatable("mistakes", "exactly 1"),
    "less": translatable("mistakes", "less than 1"),
    "more": translatable("mistakes", "more than 1"),
}

ROOT_OF_MODEL = Texts(
    title=translatable("mistakes", "√d_model instead of √d_k"),
    line=translatable("mistakes", "The right idea with the wrong width"),
    why=translatable(
        "mistakes",
        "The paper divides scores by √d_k, where d_k = {d_k} is the length of a query. The width "
        "that is at hand in code is often another one: d_model = {d_model}, the length of a word’s "
        "vector.",
    ),
    question=translatable(
        "mistakes",
        "The largest weight of “{word}” is {weight}. What becomes of it when the scores are "
        "divided by √{d_model} instead of √{d_k}?",
    ),
    choices={
        "grows": translatable("mistakes", "it grows"),
        "shrinks": translatable("mistakes", "it shrinks"),
        "same": translatable("mistakes", "it stays"),
    },
    findings={
        "largest": translatable(
            "mistakes", "The largest weight of “{word}”: {before} before, {now} now."
        ),
        "entropy": translatable(
            "mistakes",
            "The entropy of a row, on average: {before} bits before, {now} now. Equal weights "
            "would have {most}.",
        ),
        "divisor": translatable("mistakes", "The divisor is {divisor}; √d_k is {root}."),
    },
    look=translatable(
        "mistakes",
        "A score is a sum of d_k products, so its spread grows with √d_k; d_model has no part in "
        "it. A divisor that is too large pulls every row towards equal weights, and words tell "
        "each other apart less. Training can make up for it with larger W_Q and W_K, so the "
        "mistake hides well.",
    ),
    source=translatable("mistakes", "Vaswani et al. 2017, section 3.2.1"),
    of_head=True,
)

NO_DIVISOR = Texts(
    title=translatable("mistakes", "No divisor at d_k = 512"),
    line=translatable("mistakes", "Softmax of scores as they come"),
    why=translatable(
        "mistakes",
        "A dot product of {d_k} numbers is a sum of {d_k} products. If each varies by about 1, the "
        "sum varies by about √{d_k}. The divisor takes that out again; here it becomes 1.",
    ),
    question=translatable(
        "mistakes",
        "As it is, the largest of the {keys} weights in a row is {largest}, on average over {rows} "
        "rows. What will it be at d_k = {d_k} without a divisor?",
    ),
    choices={
        "less-than-half": translatable("mistakes", "less than 0.5"),
        "more-than-half": translatable("mistakes", "between 0.5 and 0.9"),
        "almost-all": translatable("mistakes", "more than 0.9"),
    },
    findings={
        "largest": translatable(
            "mistakes",
            "The largest weight in a row, on average: {now}. Divided by √d_k it is {divided}.",
        ),
        "entropy": translatable(
            "mistakes",
            "The entropy of a row, on average: {now} bits. Divided by √d_k it is {divided}.",
        ),
        "spread": translatable(
            "mistakes", "The scores have a standard deviation of {spread}; √{d_k} is {root}."
        ),
    },
    look=translatable(
        "mistakes",
        "Each row of A is nearly a single 1: softmax has become a choice. Where a weight is almost "
        "1 or 0, a small change of a score hardly moves it, so gradients are almost 0 and training "
        "stalls. The curves show how this comes on as d_k grows, and how √d_k stops it.",
    ),
    source=translatable("mistakes", "Vaswani et al. 2017, section 3.2.1, note 4"),
)

COLUMNS = Texts(
    title=translatable("mistakes", "Softmax down the columns"),
    line=translatable("mistakes", "The wrong axis, one argument away"),
    why=translatable(
        "mistakes",
        "In code, the axis of a softmax is one small argument. With the wrong one, every column "
        "of A sums to 1 instead of every row, and no error is raised.",
    ),
    question=translatable(
        "mistakes",
        "Each row of A sums to 1. What will the row of “{word}” sum to when softmax runs down the "
        "columns?",
    ),
    choices=_SUMS,
    findings={
        "row": translatable("mistakes", "The row of “{word}” sums to {sum}."),
        "least": translatable("mistakes", "The smallest sum of a row is {sum}, for “{least}”."),
        "columns": translatable("mistakes", "Every column sums to {sum}."),
        "broken": translatable("mistakes", "Not every column sums to 1; one sums to {sum}."),
    },
    look=translatable(
        "mistakes",
        "A row of A should be shares of one whole: how a word divides its attention. Down the "
        "columns, the words that look compete for each key instead. One takes more than a whole in "
        "all, another almost nothing, and their rows of Z are too large and too small.",
    ),
    of_head=True,
)

ZERO = Texts(
    title=translatable("mistakes", "Masking with 0"),
    line=translatable("mistakes", "A score of 0 instead of −∞"),
    why=translatable(
        "mistakes",
        "A mask says which words a word may not see. To write 0 where it forbids seems natural: 0 "
        "is nothing. But what is masked is a score, and scores go through a softmax.",
    ),
    question=translatable(
        "mistakes",
        "“{word}” may not see {hidden} of the {keys} words, and gives them nothing. How much of "
        "its attention do they get when their scores are 0 instead of −∞?",
    ),
    choices={
        "nothing": translatable("mistakes", "nothing"),
        "less": translatable("mistakes", "something, less than half"),
        "half": translatable("mistakes", "half or more"),
    },
    findings={
        "share": translatable("mistakes", "Masked words get {share} of the attention of “{word}”."),
        "score": translatable(
            "mistakes", "The score of “{word}” with “{other}” is {score}, and its weight {weight}."
        ),
        "pairs": translatable(
            "mistakes", "Of {masked} masked pairs, {count} have a weight above 0."
        ),
    },
    look=translatable(
        "mistakes",
        "e to the power of 0 is 1, so a score of 0 is a score like any other, and it need not be "
        "the lowest of its row. Look at the masked cells of A: none is 0. Only e to the power of "
        "−∞ is, so −∞ is what a mask has to write.",
    ),
    source=translatable("mistakes", "Vaswani et al. 2017, section 3.2.3"),
    of_head=True,
)

LATE = Texts(
    title=translatable("mistakes", "A mask after the softmax"),
    line=translatable("mistakes", "Weights set to 0, too late"),
    why=translatable(
        "mistakes",
        "What is masked should weigh 0, so why not write 0 over its weight? Here the mask is laid "
        "on A, after the softmax, instead of on the scores before it.",
    ),
    question=translatable(
        "mistakes",
        "The row of “{word}” sums to 1, and {hidden} of its {keys} weights are masked. What will "
        "it sum to when the mask comes after the softmax?",
    ),
    choices=_SUMS,
    findings={
        "sum": translatable(
            "mistakes", "The row of “{word}” sums to {sum}; the masked words took {gone}."
        ),
        "zeros": translatable("mistakes", "Of {masked} masked weights, {count} are exactly 0."),
        "mix": translatable(
            "mistakes",
            "Its mix is {sum} times what it was before. The largest difference from that: "
            "{difference}.",
        ),
    },
    look=translatable(
        "mistakes",
        "The masked weights are 0 as they should be. But softmax had shared out to those words "
        "too: what they took is lost, and the mix shrinks. Worse, their scores stand in the sum "
        "that softmax divided by, so a word still feels words that it may not see.",
    ),
    of_head=True,
)
