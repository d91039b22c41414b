"""Prose bound to numbers."""

from __future__ import annotations

import numpy as np
import pytest

from engine.prose import BindingError, Context, Run, bind, bindings, plain_text
from tests.engine.samples import worked

EN, ZH = ["I", "love", "tea"], ["我", "爱", "茶"]


@pytest.fixture
def context() -> Context:
    return Context(worked().evaluator(), EN, "en", worked().config)


TEXTS = {
    "no binding at all": "no binding at all",
    "": "",
    "{scores[1,2]}": "12",
    "{ scores[1, 2] }": "12",
    "{scores[99,99]}": "10",  # beyond the end is the last
    "{Q[1]}": "[2, 2, 2]",
    "{Q[9]}": "[2, 1, 3]",
    "{divisor}": "1",
    "{weights[0,0]}": "0.0634",
    "{weights[0,0]|2}": "0.06",
    "{weights[0]|2}": "[0.06, 0.47, 0.47]",
    "{weights[0,0] | 6}": "0.063379",
    "{weights[0,0]|0}": "6.3e−2",
    "{product weights[0,1] V[1]}": "[0.9366, 3.7465, 0]",
    "{product weights[0,1] V[1]|1}": "[0.9, 3.7, 0]",
    "{product Q[0,2] K[1,0]}": "8",
    "{sum weights[0]}": "1",
    "{sum V[0]}": "6",
    "{sum weights[0]|2}": "1",
    "{largest weights[1]}": "love",
    "{largest weights[0]}": "love and tea",
    "{word 1}": "love",
    "{word 9}": "tea",
    "{size d_k}": "3",
    "{size d_model}": "4",
    "{size word}": "3",
    "{root d_k}": "1.7321",
    "{root d_k|2}": "1.73",
    "{root d_model}": "2",
    "{shape W_Q}": "4×3",
    "a <query>b</query> c <b>d</b> {divisor}.": "a b c d 1.",
    "1 < 2 and 3 > 2": "1 < 2 and 3 > 2",
    "<query>{Q[0]}</query>": "[1, 0, 2]",
}


@pytest.mark.parametrize(("prose", "text"), TEXTS.items())
def test_text(context: Context, prose: str, text: str) -> None:
    assert plain_text(bind(prose, context)) == text


def test_runs_say_what_they_are(context: Context) -> None:
    runs = bind("a <key>k</key><b>s</b>{K[1,0]}{word 0}{size d_k}", context)
    assert runs == [
        Run("text", "a "),
        Run("term", "k", role="key"),
        Run("strong", "s"),
        Run("value", "4", role="key", node="K", cells=((1, 0),)),
        Run("word", "I"),
        Run("value", "3"),
    ]


CELLS = {
    "{V[1]}": ("V", ((1, 0), (1, 1), (1, 2))),
    "{V[9,9]}": ("V", ((2, 2),)),
    "{divisor}": ("divisor", ((0, 0),)),
    "{sum weights[0]}": ("weights", ((0, 0), (0, 1), (0, 2))),
    "{largest weights[2]}": ("weights", ((2, 0), (2, 1), (2, 2))),
    "{product weights[0,1] V[1]}": ("V", ((1, 0), (1, 1), (1, 2))),
    "{shape W_Q}": ("W_Q", ()),
}


@pytest.mark.parametrize(("prose", "where"), CELLS.items())
def test_a_value_knows_where_it_lives(
    context: Context, prose: str, where: tuple[str, tuple[tuple[int, int], ...]]
) -> None:
    (run,) = bind(prose, context)
    assert (run.node, run.cells) == where


def test_bindings_follow_edits() -> None:
    context = Context(worked().evaluator(), ZH, "zh", worked().config)
    prose = "{largest weights[0]}：{scores[0,2]}"
    assert plain_text(bind(prose, context)) == "爱、茶：4"
    context.evaluator.set_cell("W_K", (2, 2), 1)  # K[0,2] and K[2,2] grow by 1
    assert plain_text(bind(prose, context)) == "茶：6"
    context.evaluator.override("scores", (0, 2), -7)
    assert plain_text(bind(prose, context)) == "我、爱：−7"


def test_three_words_are_listed_with_commas(context: Context) -> None:
    context.evaluator.set_cells("weights", {(0, column): 0.5 for column in range(3)})
    assert plain_text(bind("{largest weights[0]}", context)) == "I, love and tea"
    chinese = Context(context.evaluator, ZH, "zh", worked().config)
    assert plain_text(bind("{largest weights[0]}", chinese)) == "我、爱、茶"


def test_a_word_is_never_read_as_markup() -> None:
    words = ["{Q[0]}", "<b>", "</key>"]
    context = Context(worked().evaluator(), words, "en", worked().config)
    runs = bind("{word 0}{word 1}{word 2}", context)
    assert runs == [Run("word", word) for word in words]


ERRORS = {
    "{}": "neither",
    "{nobody}": "nobody",
    "{nobody[0]}": "nobody",
    "{Q}": "whole matrix",
    "{Q[a]}": "neither",
    "{Q[-1]}": "neither",
    "{Q[0,0,0]}": "neither",
    "{Q[0]|x}": "decimals",
    "{Q[0]|}": "decimals",
    "{Q[0]|²}": "decimals",
    "{Q[0]|99}": "decimals",
    "{word}": "word",
    "{word one}": "one",
    "{word -1}": "-1",
    "{size nobody}": "nobody",
    "{root nobody}": "nobody",
    "{shape nobody}": "nobody",
    "{sum}": "neither",
    "{largest nobody[0]}": "nobody",
    "{largest scores[0,0]}": "every word or name",
    "{largest X[0]}": "every word or name",
    "{product weights[0] V[1]}": "one number",
    "{product weights[0,0]}": "neither",
    "{product}": "neither",
    "{unknown Q[0]}": "neither",
    "{Q[" + "9" * 5000 + "]}": "neither",
    "<b>open": "not closed",
    "</b>": "closes nothing",
    "<b>x</query>": "closes nothing",
    "<query>a<b>b</b></query>": "closes nothing",
    "<nobody>x</nobody>": "nobody",
}


@pytest.mark.parametrize(("prose", "says"), ERRORS.items(), ids=[key[:30] for key in ERRORS])
def test_errors(context: Context, prose: str, says: str) -> None:
    with pytest.raises(BindingError, match=says):
        bind(prose, context)


def test_overflowed_numbers_are_told_without_a_warning(context: Context) -> None:
    context.evaluator.set_cells("X", dict.fromkeys(np.ndindex(3, 4), 1e308))
    context.evaluator.set_cell("X", (0, 0), -1e308)
    prose = "{sum scores[0]} {product Q[1,0] V[1]} {largest weights[1]} {weights[1,1]}"
    assert "NaN" in plain_text(bind(prose, context))


def test_bindings_lists_every_binding() -> None:
    assert list(bindings("a {Q[0]} <b>{ word 1 }</b> {size d_k|2}")) == [
        "Q[0]",
        "word 1",
        "size d_k|2",
    ]
