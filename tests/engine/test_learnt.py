"""What is shipped: made by its script, and what its scenario and lesson say of it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from engine.ops import Array
from engine.resize import with_sentence
from engine.scenario import RESOURCES, find_scenario
from engine.state import State
from engine.switches import reconfigure
from engine.tasks.letters import copy_previous, find_duplicate, read_backwards, sort_letters
from engine.tasks.task import Task
from engine.training import trained
from engine.vocabulary import Vocabulary, vocabulary

MAKERS: dict[str, Callable[[], Task]] = {
    "copy-previous": copy_previous,
    "read-backwards": read_backwards,
    "find-duplicate": find_duplicate,
    "sort-letters": sort_letters,
}


def state(name: str) -> State:
    """A scenario as it opens."""
    return find_scenario(name).state()


def words_of(name: str) -> Vocabulary:
    """The words that were learnt with it."""
    found = vocabulary(name)
    assert found is not None
    return found


def typed(name: str, text: str) -> State:
    """The scenario with a sentence a person types."""
    known = words_of(name)
    return with_sentence(state(name), text.split(), "word", known.known(), known.neutral)


def weights(of: State) -> Array:
    """Its attention. [query, key]"""
    return of.evaluator().value("weights")


def answers(name: str, of: State) -> list[str]:
    """What the classifier reads from each row of the mix, or of what the block makes."""
    known = words_of(name)
    read = of.evaluator().value("norm_2" if of.config.extent == "block" else "head_output")
    return [known.classes[int(known.answer(row).argmax())].en for row in read]


def read_off(name: str, words: list[str]) -> list[str]:
    """The right answers, by plain Python, of the places that are asked."""
    if name == "copy-previous":
        return words[:-1]
    if name == "read-backwards":
        return words[::-1]
    if name == "sort-letters":
        return sorted(words)
    return [next(word for word in words if words.count(word) == 2)]


def asked(name: str, said: list[str]) -> list[str]:
    """The answers at those places."""
    return {"copy-previous": said[1:], "find-duplicate": said[-1:]}.get(name, said)


@pytest.mark.parametrize("name", ["apple", *MAKERS])
def test_the_script_makes_what_is_shipped(name: str, tmp_path: Path) -> None:
    script = RESOURCES / "trained" / "make.py"
    command = [sys.executable, str(script), "--into", str(tmp_path), name]
    subprocess.run(command, check=True, cwd=tmp_path, timeout=240)
    for folder in ("trained", "scenarios"):
        ours, theirs = (
            json.loads((top / folder / f"{name}.json").read_bytes())
            for top in (RESOURCES, tmp_path)
        )
        matrices = {"vectors", "classifier", "bias", "neutral", "inputs"}
        for key in {*ours, *theirs} - matrices:
            assert ours[key] == theirs[key], key
        for key in matrices & ours.keys():
            pairs = ours[key].items() if isinstance(ours[key], dict) else [("", ours[key])]
            for which, matrix in pairs:
                again = theirs[key][which] if which else theirs[key]
                assert np.allclose(matrix, again, rtol=0, atol=0.011), (key, which)


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_letters_are_learnt_from_any_seed(make: Callable[[], Task]) -> None:
    task = make()
    for seed in range(3):
        trainer = trained(task, replace(task.recipe, seed=seed))
        assert trainer.accuracy(held_out=False) >= 0.99
        assert trainer.accuracy(held_out=True) >= 0.97


@pytest.mark.parametrize("name", MAKERS)
def test_the_shipped_numbers_answer_sentences_they_never_met(name: str) -> None:
    task = MAKERS[name]()
    met = {example.words for example in task.training}
    opened = state(name)
    assert tuple(word.en for word in opened.words) not in met
    assert asked(name, answers(name, opened)) == read_off(name, [w.en for w in opened.words])
    wrong = []
    for example in task.held_out[:60]:
        assert example.words not in met
        words = list(example.words)
        if asked(name, answers(name, typed(name, " ".join(words)))) != read_off(name, words):
            wrong.append(words)
    assert len(wrong) <= (3 if name == "sort-letters" else 0), wrong


@pytest.mark.parametrize(("name", "offset"), [("copy-previous", -1), ("read-backwards", None)])
def test_the_line_of_large_weights_is_one_of_places(name: str, offset: int | None) -> None:
    opened = state(name)
    blank = replace(opened, inputs={**opened.inputs, "E": np.zeros_like(opened.inputs["E"])})
    for of in (opened, blank):  # without any letter the places alone draw it
        matrix = weights(of)
        for row in range(1 if offset else 0, len(matrix)):
            wanted = row + offset if offset else len(matrix) - 1 - row
            assert matrix[row].argmax() == wanted
            assert matrix[row, wanted] > 0.5


def test_without_positions_the_line_is_gone() -> None:
    bare = weights(reconfigure(state("copy-previous"), positions=False))
    assert sum(int(bare[at].argmax()) == at - 1 for at in range(1, 7)) < 4
    opened = state("read-backwards")
    first = opened.words.index(opened.words[-1])  # the letter at the end stands earlier too
    bare = weights(reconfigure(opened, positions=False))
    assert first < len(bare) - 1
    assert np.allclose(bare[first], bare[-1])


def test_backwards_learnt_a_table_of_places_and_not_the_end() -> None:
    shorter = typed("read-backwards", "h g f")
    assert answers("read-backwards", shorter)[0] != "f"
    matrix = weights(typed("read-backwards", "c a f e b h d"))
    assert matrix.argmax(axis=1).tolist() == [6, 5, 4, 3, 2, 1, 0]


def test_the_line_of_copying_frays_beyond_the_places_it_met() -> None:
    matrix = weights(typed("copy-previous", "a b c d e f g h a b"))
    assert [int(row.argmax()) for row in matrix[1:7]] == [0, 1, 2, 3, 4, 5]
    assert any(int(matrix[at].argmax()) != at - 1 for at in (7, 8, 9))


def test_counting_needs_even_weights_and_no_order() -> None:
    opened = state("find-duplicate")
    row = weights(opened)[-1]
    assert row.max() - row.min() < 0.02
    values = opened.evaluator()
    assert np.abs(values.value("scores")[-1]).max() < np.abs(values.value("scores")[:-1]).max() / 4
    assert np.abs(values.value("V")[-1]).max() < np.abs(values.value("V")[:-1]).max() / 4
    mix = values.value("head_output")[-1]
    turned = typed("find-duplicate", "c d g c e h which")
    assert np.allclose(turned.evaluator().value("head_output")[-1], mix, rtol=0, atol=1e-12)
    spoilt = opened.evaluator()
    spoilt.set_cell("X", (6, 0), float(spoilt.value("X")[6, 0]) + 3)
    uneven = spoilt.value("weights")[-1]
    assert uneven.max() - uneven.min() > 0.1
