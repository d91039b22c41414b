"""Prose about a whole block: heads, blocks, what the switches make of a node, conditions."""

from __future__ import annotations

import numpy as np
import pytest

from engine.pipeline import Config
from engine.prose import BindingError, Context, Run, bind, bindings, plain_text
from engine.state import State
from engine.switches import reconfigure
from tests.engine.blocks import drawn, named, state

CONFIG = Config(4, 2, 2, heads=2, d_ff=5, extent="block", blocks=2, memory=True)
NAMES = {"memory": ["m0", "m1", "m2"], "d_k": ["size"]}


def example(**switches: object) -> State:
    return reconfigure(state(CONFIG, 2, drawn(CONFIG, 2, 3, 3), 3), **switches)


def context(current: State | None = None, head: int = 0, language: str = "en") -> Context:
    current = example() if current is None else current
    words = [word.en for word in named(2)]
    return Context(current.evaluator(), words, language, current.config, NAMES, head=head)


def say(prose: str, **kwargs: object) -> str:
    return plain_text(bind(prose, context(**kwargs)))  # type: ignore[arg-type]


def row(text: str) -> list[float]:
    return [float(part) for part in text.replace("−", "-").strip("[]").split(", ")]


def test_a_head_is_the_chosen_one_or_the_one_named() -> None:
    values = context().evaluator.value("Q")
    for head in (0, 1):
        np.testing.assert_allclose(row(say("{Q[1]|6}", head=head)), values[head, 1], atol=1e-6)
    np.testing.assert_allclose(row(say("{Q@1[1]|6}", head=0)), values[1, 1], atol=1e-6)
    (run,) = bind("{Q@1[1,0]}", context())
    assert run.cells == ((1, 1, 0),)


def test_nodes_of_another_block_and_heads_that_are_gone() -> None:
    second = context().evaluator.value("block_2.norm_1")[0]
    np.testing.assert_allclose(row(say("{block_2.norm_1[0]|6}")), second, atol=1e-6)
    alone = example(blocks=1)
    assert say("{block_2.norm_1[0]|6}", current=alone) == say("{norm_1[0]|6}", current=alone)
    assert say("{Q@7[0]}") == say("{Q@1[0]}")


def test_the_first_input_follows_the_switches() -> None:
    assert say("{>norm_1[0]}") == say("{residual_1[0]}")
    bare = example(residual=False)
    assert say("{>norm_1[0]}", current=bare) == say("{attention_output[0]}", current=bare)
    masked = example(mask="custom")
    assert say("{>weights[0,1]}", current=masked) == say("{masked_scores[0,1]}", current=masked)


def test_a_condition_may_ask_for_two_things() -> None:
    prose = (
        "{if mask and not masking=zero}out{end}{if mask and masking=zero}0{end}{if not mask}no{end}"
    )
    assert say(prose) == "no"
    assert say(prose, current=example(mask="custom")) == "out"
    assert say(prose, current=example(mask="custom", masking="zero")) == "0"
    with pytest.raises(BindingError, match="neither a node nor a switch nobody"):
        say("{if residual and nobody}a{end}")
    with pytest.raises(BindingError, match="neither a node nor a switch nobody"):
        say("{if mask and nobody}a{end}")  # although there is no mask here
    late = example(mask="custom", masking="after-softmax")
    assert say("{>weights[0,1]}", current=late) == say("{unmasked_weights[0,1]}", current=late)
    assert say("{unmasked_weights[0,1]}") == "—"


def test_what_the_switches_leave_out_reads_as_a_dash() -> None:
    bare = example(residual=False)
    for prose in ("{residual_1[0]}", "{shape mask}", "{sum masked_scores[0]}", "{mean E[0]}"):
        assert say(prose, current=bare) == "—", prose
    with pytest.raises(BindingError, match="there is no node nobody"):
        say("{nobody[0]}")


def test_summaries_of_a_row() -> None:
    values = context().evaluator.value("residual_1")[1]
    for verb, expected in {
        "mean": values.mean(),
        "variance": values.var(),
        "deviation": values.std(),
        "max": values.max(),
        "min": values.min(),
        "sum": values.sum(),
    }.items():
        said = say(f"{{{verb} residual_1[1]|6}}").replace("−", "-")
        assert float(said) == pytest.approx(float(expected), abs=1e-6), verb
    hidden = context().evaluator.value("ffn_activation")[0]
    assert say("{count ffn_activation[0] zero}") == str((hidden == 0).sum())


def test_names_of_the_memory_and_of_columns() -> None:
    weights = context().evaluator.value("weights")[0, 1]
    order = np.argsort(-weights)
    assert say("{largest weights[1]}") == NAMES["memory"][order[0]]
    expected = f"{NAMES['memory'][order[0]]} and {NAMES['memory'][order[1]]}"
    assert say("{largest 2 weights[1]}") == expected
    assert say("{memory 1} {memory 9} {label d_k 0} {label d_k 1}") == "m1 m2 size 2"
    assert say("{size memory} {size heads} {size d_ff} {size concat}") == "3 2 5 4"
    assert say("{memory 0}", current=example(memory=False)) == "m0"  # the words are kept


def test_long_rows_and_long_lists_are_cut() -> None:
    config = Config(20, 2, 2)
    wide = state(config, 9, {**drawn(config, 9, 1), "X": np.ones((9, 20)) * np.arange(20)})
    words = [f"w{i}" for i in range(9)]
    there = Context(wide.evaluator(), words, "en", config)
    assert plain_text(bind("{X[0]}", there)) == "[0, 1, 2, …, 19]"
    flat = State(config, wide.words, {**wide.inputs, "X": np.zeros((9, 20))}, {})
    tied = Context(flat.evaluator(), words, "en", config)
    assert plain_text(bind("{largest weights[0]}", tied)) == "w0, w1, w2, w3 and 5 more"
    chinese = Context(flat.evaluator(), words, "zh", config)
    assert plain_text(bind("{largest weights[0]}", chinese)) == "w0、w1、w2、w3等 9 个"


CONDITIONS = {
    "residual_1": True,
    "not residual_1": False,
    "mask": False,
    "not PE": True,
    "memory": True,
    "norm_first": False,
    "not norm_first": True,
    "reading=project": True,
    "mask=causal": False,
    "not mask=causal": True,
    "norm_divisor=d": True,
    "heads=2": True,
    "block_2.Q": True,
}


@pytest.mark.parametrize("condition", CONDITIONS)
def test_conditions(condition: str) -> None:
    holds = CONDITIONS[condition]
    said = say(f"a {{if {condition}}}<b>yes</b> {{word 0}}{{else}}no{{end}} z")
    assert said == ("a yes w0 z" if holds else "a no z")
    assert say(f"a{{if {condition}}}!{{end}}") == ("a!" if holds else "a")


WRONG = {
    "{if residual_1}open": "not ended",
    "{else}": "without",
    "{end}": "without",
    "{if Q}{if K}{end}{end}": "inside another",
    "{if nobody}{end}": "neither a node nor a switch nobody",
    "{if a b c}{end}": "no condition",
    "{>X[0]}": "made from nothing",
    "{count X[0]}": "zero",
    "{label nobody 1}": "no axis",
    "{largest nobody}": "no node",
}


@pytest.mark.parametrize("prose", WRONG)
def test_errors(prose: str) -> None:
    with pytest.raises(BindingError, match=WRONG[prose]):
        say(prose)


def test_bindings_are_those_of_both_branches() -> None:
    assert list(bindings("{if PE}{Q[0]}{else}{K[0]}{end}{word 1}")) == ["Q[0]", "K[0]", "word 1"]


def test_tags_in_a_branch_that_is_not_taken_are_left_alone() -> None:
    assert bind("{if PE}<b>x</b>{end}y", context()) == [Run("text", "y")]
