"""The trail: where a person came from while following terms upstream."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.document import Document
from gui.trail import Trail
from tests.gui.variants import varied

A, B, C, D = (("a", (0, 0)), ("b", (0, 1)), ("c", (1, 0)), ("d", (1, 1)))


def test_it_grows_as_terms_are_followed_and_is_cut_on_the_way_back() -> None:
    trail = Trail()
    trail.follow(A)
    trail.travel(A, B)
    trail.travel(B, C)
    trail.follow(C)
    assert trail.places == (A, B, C)
    assert trail.back_to(-2) == B
    assert trail.places == (A, B)
    trail.travel(B, D)
    assert trail.back_to(0) == A
    assert trail.places == (A,)
    with pytest.raises(IndexError):
        trail.back_to(-2)


def test_it_begins_anew_where_another_cell_is_selected() -> None:
    trail = Trail()
    trail.travel(A, B)
    trail.follow(D)
    assert trail.places == (D,)
    trail.travel(A, B)  # from a cell the pointer was over
    assert trail.places == (A, B)
    trail.follow(None)
    assert trail.places == ()


def test_another_structure_keeps_the_end_that_still_holds() -> None:
    trail = Trail()
    for here, to in ((A, B), (B, C), (C, D)):
        trail.travel(here, to)
    trail.prune(D, lambda made, source: (made, source) != (A, B))
    assert trail.places == (B, C, D)
    trail.prune(D, lambda made, source: False)
    assert trail.places == (D,)
    trail.prune(None, lambda made, source: True)
    assert trail.places == ()


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["go", "select", "back"]))))
def test_it_always_ends_where_one_is(steps: list[tuple[str, str]]) -> None:
    trail, here = Trail(), A
    for name, act in steps:
        place = (name, (0, 0))
        if act == "go":
            trail.travel(here, place)
        elif act == "select":
            trail.follow(place)
        elif len(trail.places) > 1:
            place = trail.back_to(-2)
        else:
            continue
        here = place
        assert trail.places[-1] == here


# -- in the document -------------------------------------------------------------------------------


@pytest.fixture
def there(document: Document) -> Document:
    """head_output[love, 2] > weights[love, tea] > scaled_scores[love, tea]."""
    document.last_step()
    document.select("head_output", (1, 1))
    document.travel("weights", (1, 2))
    document.travel("scaled_scores", (1, 2))
    return document


WAY = (("head_output", (1, 1)), ("weights", (1, 2)), ("scaled_scores", (1, 2)))


def test_travelling_selects_and_going_back_selects_again(there: Document) -> None:
    assert there.trail.places == WAY
    assert (there.node, there.cell) == WAY[2]
    there.travel_back()
    assert (there.node, there.cell) == WAY[1]
    assert there.trail.places == WAY[:2]
    there.travel("scaled_scores", (1, 0))
    there.travel_back(0)
    assert (there.node, there.cell) == WAY[0]
    there.travel_back()  # there is no way back from the start
    assert (there.node, there.cell) == WAY[0]


def test_a_selection_elsewhere_begins_a_trail_of_its_own(there: Document) -> None:
    there.select("Q", (0, 0))
    assert there.trail.places == (("Q", (0, 0)),)
    there.select(*WAY[2])
    assert there.trail.places == (WAY[2],)
    there.select("Q")
    assert there.trail.places == ()


def test_it_survives_edits_and_undo(there: Document) -> None:
    there.edit_cells("X", {(0, 0): 5})
    there.edit_cells("weights", {(1, 2): 0.5})
    there.undo()
    there.release_all()
    assert there.trail.places == WAY


def test_pointing_elsewhere_does_not_end_it(there: Document) -> None:
    there.hover("Q", (0, 0))
    assert there.trail.places == WAY
    there.travel("X", (0, 0))  # by the keys of the strip, which explains what is pointed at
    assert there.trail.places == (("Q", (0, 0)), ("X", (0, 0)))
    assert there.lit == ("X", (0, 0))


def test_another_structure_drops_what_is_not_made_of_the_next(there: Document) -> None:
    there.switch(softmax_axis="column")  # a cell is in its column as well as in its row
    assert there.trail.places == WAY
    there.switch(mask="causal")  # weights are made of masked_scores now
    assert there.trail.places == (WAY[2],)
    there.undo()
    assert there.trail.places == (WAY[2],)


def test_a_row_that_no_longer_shares_the_sum_breaks_it(document: Document) -> None:
    document.last_step()
    document.select("weights", (1, 2))
    document.travel("scaled_scores", (1, 0))
    document.switch(softmax_axis="column")
    assert document.trail.places == (("scaled_scores", (1, 0)),)


def test_words_that_go_take_their_crumbs_along(there: Document) -> None:
    there.remove("word", 2)
    assert there.trail.places[-1] == (there.node, there.cell)
    assert all(
        all(at < size for at, size in zip(cell, there.graph.shapes[node], strict=True))
        for node, cell in there.trail.places
    )


def test_another_example_begins_without_one(there: Document) -> None:
    from engine.scenario import find_scenario

    there.open(find_scenario("causal"))
    assert len(there.trail.places) <= 1


def test_heads_and_blocks_are_shown_on_the_way() -> None:
    document = varied("two blocks")
    document.select("block_2.concat", (2, 3))
    document.travel("block_2.head_output", (1, 2, 1))
    assert (document.head, document.block) == (1, 2)
    document.set_head(0)  # another cell is selected by that
    document.travel("block_2.weights", (0, 2, 0))
    document.travel("block_2.masked_scores", (0, 2, 0))
    document.select("block_2.Q", (0, 2, 0))
    document.travel("norm_2", (2, 1))
    assert document.block == 1
    document.travel_back()
    assert (document.node, document.block, document.head) == ("block_2.Q", 2, 0)
