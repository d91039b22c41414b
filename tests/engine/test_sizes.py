"""Several sizes at once: only the result has to fit, and what it holds is counted."""

from __future__ import annotations

import numpy as np
import pytest

from engine.errors import SizeLimit, SoftmixError
from engine.pipeline import Config
from engine.pipeline.requirements import ConcatMismatch, NotDivisible
from engine.resize import resize_many
from engine.scenario import find_scenario
from engine.sizes import Size, fitting_heads, plan, sizes_of, ways_out
from engine.state import State
from engine.switches import reconfigure
from tests.engine.blocks import drawn, state
from tests.engine.reference_encoder import encode
from tests.engine.samples import identical, same_state, worked


def block(**fields: object) -> State:
    config = Config(6, 3, 3, heads=2, d_ff=5, extent="block", **fields)  # type: ignore[arg-type]
    return state(config, 3, drawn(config, 3, 5))


def check(made: State) -> None:
    """Every number of the state is what numpy alone makes of its inputs."""
    expected = encode(made.config, made.inputs)
    for name, matrix in made.evaluator().values().items():
        np.testing.assert_allclose(matrix, expected[name], rtol=1e-12, atol=1e-12)


def test_every_size_at_once_keeps_the_corner_that_stays() -> None:
    start = block(biases=True)
    sizes: dict[Size, int] = {
        "word": 5, "d_model": 8, "head": 4, "d_k": 2, "d_v": 4, "d_ff": 3, "blocks": 2,
    }  # fmt: skip
    made = resize_many(start, sizes)
    assert sizes_of(made) == sizes
    check(made)
    assert identical(made.inputs["W_Q"][:2, :6, :2], start.inputs["W_Q"][:, :, :2])
    assert identical(made.inputs["W_1"][:6, :], start.inputs["W_1"][:, :3])
    of_heads = made.inputs["W_O"].reshape(4, 4, 8)[:2, :3, :6]
    assert identical(of_heads, start.inputs["W_O"].reshape(2, 3, 6))
    assert "block_2.W_Q" in made.inputs


def test_words_that_are_added_repeat_the_sentence_and_its_vectors() -> None:
    made = resize_many(worked(), {"word": 5})
    assert [word.en for word in made.words] == ["I", "love", "tea", "I", "love"]
    assert identical(made.inputs["X"], worked().inputs["X"][[0, 1, 2, 0, 1]])
    check(made)
    fewer = resize_many(made, {"word": 2})
    assert [word.en for word in fewer.words] == ["I", "love"]
    assert identical(fewer.inputs["X"], worked().inputs["X"][:2])


def test_memory_words_repeat_on_their_own() -> None:
    start = find_scenario("relatives").state()
    made = resize_many(start, {"memory": 13, "word": 1})
    assert [word.en for word in made.memory_words[10:]] == ["cousin", "mother", "father"]
    assert identical(made.inputs["memory"][11:], start.inputs["memory"][:2])
    check(made)


def test_sizes_that_fit_together_are_not_refused_for_what_lies_between() -> None:
    beside = block(output_projection=False)  # heads · d_v must be d_model
    with pytest.raises(ConcatMismatch):
        resize_many(beside, {"head": 3})
    made = resize_many(beside, {"head": 3, "d_v": 2})
    check(made)
    cut = block(reading="cut")
    with pytest.raises(NotDivisible):
        resize_many(cut, {"head": 4})
    check(resize_many(cut, {"head": 4, "d_model": 8}))


def test_wider_and_fewer_blocks_and_the_other_way_round() -> None:
    start = reconfigure(block(), blocks=3)
    fewer = resize_many(start, {"blocks": 1, "d_model": 7})
    assert fewer.config.blocks == 1
    check(fewer)
    check(resize_many(fewer, {"blocks": 3, "d_model": 6}))


def test_blocks_that_come_back_hold_what_they_held() -> None:
    start = reconfigure(block(), blocks=2)
    again = resize_many(resize_many(start, {"blocks": 1}), {"blocks": 2})
    assert same_state(again, start)


def test_pins_stay_where_their_cells_stay() -> None:
    start = block()
    pinned = State(start.config, start.words, start.inputs, {"Q": {(1, 2, 2): 7.0, (1, 2, 0): 5.0}})
    assert resize_many(pinned, {"d_k": 2, "word": 4}).overrides == {"Q": {(1, 2, 0): 5.0}}


def test_nothing_happens_to_a_state_whose_sizes_are_refused() -> None:
    start = block()
    before = {name: matrix.copy() for name, matrix in start.inputs.items()}
    for sizes in ({"d_model": 1025}, {"blocks": 13}, {"word": 129}, {"word": 0}):
        with pytest.raises(SizeLimit):
            resize_many(start, sizes)  # type: ignore[arg-type]
    assert all(identical(matrix, before[name]) for name, matrix in start.inputs.items())


def test_the_numbers_of_the_papers_base_layer() -> None:
    # 3,152,384: what a mainstream framework counts in an encoder layer 512, 8, 2048 with biases.
    start = reconfigure(find_scenario("paper-base").state(), biases=True)
    assert plan(start, {}).learned == 3_152_384
    # By hand: weights 4·512·512 + 2·512·2048, biases 4·512 + 2048 + 512, norms 4·512.
    assert plan(start, {"blocks": 2}).learned == 2 * 3_152_384


def test_numbers_in_all_of_the_worked_example() -> None:
    # X 12; three matrices of 12; Q, K, V of 9; S, S′, A and Z of 9; the divisor.
    assert plan(worked(), {}).numbers == 12 + 3 * 12 + 3 * 9 + 4 * 9 + 1


def test_heads_that_fit_a_cut_vector_divide_it() -> None:
    start = reconfigure(find_scenario("eight-heads-512").state(), reading="cut")
    assert fitting_heads(start, {}) == [1, 2, 4, 8, 16]
    assert fitting_heads(start, {"d_model": 12}) == [1, 2, 3, 4, 6, 12]
    assert fitting_heads(reconfigure(start, reading="project"), {}) == list(range(1, 17))


def test_ways_out_of_seven_heads_are_single_changes_that_fit() -> None:
    start = reconfigure(find_scenario("eight-heads-512").state(), reading="cut")
    sizes: dict[Size, int] = {"head": 7}
    ways = ways_out(start, sizes)
    assert set(ways) == {("head", 4), ("head", 8), ("d_model", 511), ("d_model", 518)}
    for size, number in ways:
        plan(start, {**sizes, size: number})


def test_ways_out_where_heads_stand_side_by_side() -> None:
    start = block(output_projection=False)
    assert ("d_v", 2) in ways_out(start, {"head": 3})
    assert ("head", 2) in ways_out(start, {"head": 3})
    with pytest.raises(SoftmixError):
        plan(start, {"head": 3})
