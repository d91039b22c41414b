"""Texts of the mistakes with the order of words, with queries and keys, and with values."""

from __future__ import annotations

from engine.errors import translatable
from gui.mistakes.texts import Texts

REORDER = Texts(
    title=translatable("mistakes", "Words in another order"),
    line=translatable("mistakes", "The sentence backwards, without positions"),
    why=translatable(
        "mistakes",
        "A sentence is an order of words, but X is only a list of rows. As long as no positions "
        "are added, nothing in attention knows which row comes first.",
    ),
    question=translatable(
        "mistakes",
        "The sentence is turned round: “{word}”, which is first, comes last. What does it get as "
        "its mix of values then?",
    ),
    choices={
        "same": translatable("mistakes", "the same numbers as before"),
        "place": translatable("mistakes", "what the last word gets now"),
        "other": translatable("mistakes", "other numbers"),
    },
    findings={
        "moved": translatable(
            "mistakes",
            "Every row of the result has moved with its word. The largest change of a number: "
            "{difference}.",
        ),
        "weights": translatable(
            "mistakes", "The largest weight of “{word}” was {before}; it is {largest}."
        ),
    },
    look=translatable(
        "mistakes",
        "Follow one word: its row of Z stands elsewhere and keeps its numbers, and the columns of "
        "A have moved as its rows have. To attention, a sentence is a bag of words. For an order "
        "to mean something, the paper adds a vector of its position to every word.",
    ),
    source=translatable("mistakes", "Vaswani et al. 2017, section 3.5"),
    of_head=True,
)

COPY = Texts(
    title=translatable("mistakes", "One matrix for queries and keys"),
    line=translatable("mistakes", "W_K becomes a copy of W_Q"),
    why=translatable(
        "mistakes",
        "A query says what a word looks for, a key what it offers. Both are made from the same "
        "row, so why learn two matrices? Here W_K becomes a copy of W_Q.",
    ),
    question=translatable(
        "mistakes",
        "“{first}” scores “{second}” with {there}, and “{second}” scores “{first}” with {back}. "
        "How will the two stand to each other after the copy?",
    ),
    choices={
        "equal": translatable("mistakes", "they are equal"),
        "swapped": translatable("mistakes", "they change places"),
        "unlike": translatable("mistakes", "they still differ"),
    },
    findings={
        "difference": translatable(
            "mistakes", "scores − scoresᵀ, its largest number: {difference}."
        ),
        "pair": translatable(
            "mistakes",
            "“{first}” scores “{second}” with {there}, “{second}” scores “{first}” with {back}.",
        ),
        "own": translatable(
            "mistakes", "“{word}” scores itself with {score}, the squared length of its query."
        ),
    },
    look=translatable(
        "mistakes",
        "With one matrix W for both, the scores are X W Wᵀ Xᵀ, which is its own transpose: whom a "
        "word looks at looks back with the same score. A verb could not seek its object without "
        "being sought as much. The weights need not be symmetric: softmax divides each row by its "
        "own sum.",
    ),
    of_head=True,
)

NEGATE = Texts(
    title=translatable("mistakes", "A query with its sign turned"),
    line=translatable("mistakes", "W_Q becomes −W_Q"),
    why=translatable(
        "mistakes",
        "The signs in a learned matrix look arbitrary. Here every number of W_Q changes its sign, "
        "as if a minus had slipped into the code, and W_K stays as it is.",
    ),
    question=translatable(
        "mistakes",
        "“{word}” gives “{most}” the weight {weight}, the most, and “{least}” {small}, the least. "
        "Which of the two gets more after the change of sign?",
    ),
    choices={
        "most": translatable("mistakes", "“{most}”, as before"),
        "least": translatable("mistakes", "“{least}”"),
        "alike": translatable("mistakes", "both get the same"),
    },
    findings={
        "sum": translatable(
            "mistakes", "New scores + old scores, the largest number: {difference}."
        ),
        "turned": translatable("mistakes", "The weight of “{least}”: {before} before, {now} now."),
        "dropped": translatable("mistakes", "The weight of “{most}”: {before} before, {now} now."),
    },
    look=translatable(
        "mistakes",
        "Every score has the other sign, so the order within each row is turned round: the best "
        "match is the worst. Turn the signs of W_K as well, and all is as it was: only the product "
        "W_Q W_Kᵀ counts. A number of W_Q means nothing on its own.",
    ),
    of_head=True,
)

OTHER_VALUES = Texts(
    title=translatable("mistakes", "The same weights, other values"),
    line=translatable("mistakes", "Attention is not explanation"),
    why=translatable(
        "mistakes",
        "A heat map of A is often read as what a result is made of. Here all values of the word "
        "that gets the most attention are pinned at 0. Nothing else is touched.",
    ),
    question=translatable(
        "mistakes",
        "“{word}” gives “{top}” the weight {weight}. What happens to the weights when all values "
        "of “{top}” become 0?",
    ),
    choices={
        "dropped": translatable("mistakes", "this one drops to 0"),
        "all": translatable("mistakes", "the whole row changes"),
        "none": translatable("mistakes", "no weight changes"),
    },
    findings={
        "weights": translatable("mistakes", "Of {cells} weights, {count} have changed."),
        "part": translatable(
            "mistakes",
            "“{top}” has the weight {weight} for “{word}”, and the most it adds to a number of "
            "that word’s mix is {given}.",
        ),
        "mix": translatable("mistakes", "The largest change of a number in Z: {moved}."),
    },
    look=translatable(
        "mistakes",
        "A is the same to the last bit, and Z is not. A weight says how much of a value is taken, "
        "not what is in it: the word that gets the most attention may add nothing. A map of "
        "weights alone does not explain a result.",
    ),
    source=translatable(
        "mistakes",
        "Jain and Wallace 2019; Kobayashi et al. 2020, “Attention Is Not Only a Weight”",
    ),
    of_head=True,
)
