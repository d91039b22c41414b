"""Texts of the mistakes with heads, the residual and the norms."""

from __future__ import annotations

from engine.errors import translatable
from gui.mistakes.texts import Texts

RESHAPE = Texts(
    title=translatable("mistakes", "Heads reshaped without the transpose"),
    line=translatable("mistakes", "The right shape with the wrong numbers"),
    why=translatable(
        "mistakes",
        "Z is [head, word, d_v], and C has to be [word, heads · d_v]. A reshape gives this shape "
        "at once. But it takes the numbers in the order they lie in memory, head by head.",
    ),
    question=translatable(
        "mistakes",
        "The row of “{word}” in C has {columns} numbers, all of them its own. How many are its own "
        "after a reshape without a transpose?",
    ),
    choices={
        "all": translatable("mistakes", "all {columns}"),
        "some": translatable("mistakes", "some of them"),
        "none": translatable("mistakes", "none"),
    },
    findings={
        "own": translatable(
            "mistakes", "Of the {columns} numbers in the row of “{word}”, {own} are its own."
        ),
        "owners": translatable("mistakes", "The row of “{word}” holds numbers of: {words}."),
        "numbers": translatable(
            "mistakes", "All {count} numbers of the heads are in C, each of them once."
        ),
    },
    look=translatable(
        "mistakes",
        "No number is lost and every shape fits, so nothing fails. But a row of C is no longer one "
        "word: what follows takes it for the word of that row, and even with a causal mask an "
        "early row may hold a later word. Transpose to [word, head, d_v] first, then reshape.",
    ),
)

NO_OUTPUT = Texts(
    title=translatable("mistakes", "No output matrix W_O"),
    line=translatable("mistakes", "Heads side by side, never blended"),
    why=translatable(
        "mistakes",
        "Side by side, the heads make {columns} columns, and one could go on with C as it is. Here "
        "W_O is left out, and C itself is what attention gives.",
    ),
    question=translatable(
        "mistakes",
        "The mix of head {head} changes for “{word}”. How many of the {columns} columns of the "
        "result can change with it, without W_O?",
    ),
    choices={
        "all": translatable("mistakes", "all {columns}"),
        "own": translatable("mistakes", "the {own} columns of that head"),
        "none": translatable("mistakes", "none"),
    },
    findings={
        "columns": translatable(
            "mistakes", "The mix of head {head} moves {count} of the {columns} columns."
        ),
        "copied": translatable("mistakes", "Result − C, the largest number: {difference}."),
    },
    look=translatable(
        "mistakes",
        "Each head writes to columns of its own, whatever the others have found. With W_O, a "
        "number of the result can draw on every head, and training decides what of a head goes "
        "where. Without it, that is fixed before training begins.",
    ),
    source=translatable("mistakes", "Vaswani et al. 2017, section 3.2.2"),
)

NO_RESIDUAL = Texts(
    title=translatable("mistakes", "No residual"),
    line=translatable("mistakes", "What a word was is lost"),
    why=translatable(
        "mistakes",
        "The residual adds what went into a sub-layer to what comes out of it. Next to attention "
        "it looks like a detail. Here it is left out, around attention and around the feed-forward "
        "network.",
    ),
    question=translatable(
        "mistakes",
        "Take the cosine between the rows of two words at the end: {likeness} on average over all "
        "pairs. What becomes of it without the residual?",
    ),
    choices={
        "more": translatable("mistakes", "it rises: words grow alike"),
        "same": translatable("mistakes", "it stays about the same"),
        "less": translatable("mistakes", "it falls: words grow apart"),
    },
    findings={
        "likeness": translatable(
            "mistakes", "The cosine between two words, on average: {before} before, {now} now."
        ),
        "input": translatable(
            "mistakes",
            "What the norm reads − attention’s output, the largest number: {difference}.",
        ),
    },
    look=translatable(
        "mistakes",
        "Attention gives every word a mix of the same values. Without the residual nothing else "
        "goes on: the rows are blends of one set of ingredients, and what a word was by itself is "
        "gone. In a stack, rows draw together block by block, until words can hardly be told "
        "apart.",
    ),
    source=translatable(
        "mistakes", "Dong, Cordonnier and Loukas 2021, “Attention Is Not All You Need”"
    ),
)

NORM_MATRIX = Texts(
    title=translatable("mistakes", "LayerNorm over the whole matrix"),
    line=translatable("mistakes", "One mean for all words"),
    why=translatable(
        "mistakes",
        "LayerNorm takes a mean and a variance. Of which numbers? In the paper, of those of one "
        "word. Here all words share one mean and one variance, as they do when the axes given in "
        "code are wrong.",
    ),
    question=translatable(
        "mistakes",
        "One number of “{word}” changes just before the norm. How many of the {rows} rows of N "
        "move with it?",
    ),
    choices={
        "own": translatable("mistakes", "one, that of “{word}”"),
        "all": translatable("mistakes", "all {rows}"),
        "none": translatable("mistakes", "none"),
    },
    findings={
        "rows": translatable(
            "mistakes", "A change of “{word}” before the norm moves {count} of the {rows} rows."
        ),
        "means": translatable(
            "mistakes",
            "The row of “{word}” has the mean {mean} and the standard deviation {spread}; a norm "
            "of its own would make them 0 and 1.",
        ),
        "whole": translatable("mistakes", "The mean of the whole matrix: {mean}."),
    },
    look=translatable(
        "mistakes",
        "A word of large numbers stays large, and one number changed anywhere moves every row. A "
        "word more, or padding, would move them too; under a causal mask, later words would be "
        "felt through the mean. A norm by row leaves each word to itself.",
    ),
    source=translatable("mistakes", "Ba, Kiros and Hinton 2016"),
)

CONSTANT = Texts(
    title=translatable("mistakes", "A row of equal numbers"),
    line=translatable("mistakes", "What LayerNorm cannot see"),
    why=translatable(
        "mistakes",
        "LayerNorm takes the mean off a row and divides by its spread, for “{word}” {spread}. Here "
        "every number of that row becomes {number} just before the norm, so the spread is 0.",
    ),
    question=translatable(
        "mistakes",
        "Every number of “{word}” is {number}. What does the norm make of the row?",
    ),
    choices={
        "number": translatable("mistakes", "{number} everywhere, as it was"),
        "beta": translatable("mistakes", "β, here {beta}"),
        "other": translatable("mistakes", "other numbers"),
        "nan": translatable("mistakes", "0 ÷ 0, which is no number"),
    },
    findings={
        "row": translatable("mistakes", "The row of “{word}” in N: {row}."),
        "variance": translatable(
            "mistakes", "Its variance is {variance}; ε = {eps} keeps the divisor from being 0."
        ),
    },
    look=translatable(
        "mistakes",
        "x − μ is 0 in every column, so whatever it is divided by, β is what is left; ε keeps "
        "0 ÷ 0 away. A row of 3s and a row of 7s come out the same: a norm sees the pattern of a "
        "row, not its level.",
    ),
    source=translatable("mistakes", "Ba, Kiros and Hinton 2016"),
)
