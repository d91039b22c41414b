"""The mix table: numpy's numbers, nothing on top of anything else, nothing wider than it may be."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from engine.numbers import format_number
from engine.resize import Fill
from engine.scenario import find_scenario
from engine.words import Word
from gui.document import Document
from gui.drawing.fonts import text_rect
from gui.drawing.mix_table import (
    LARGEST,
    MOST_WORDS,
    MixTable,
    mix_height,
    mix_keys,
    mix_rows,
    mix_table,
)
from gui.drawing.primitives import Text
from gui.theme import theme
from tests.gui.variants import varied

WIDTHS = (262, 276, 296, 420, 1640)


def with_words(count: int) -> Document:
    document = Document(find_scenario("worked-example"))
    for extra in range(count - 3):
        document.insert("word", 1 + extra, Fill(extra + 1), Word(f"word {extra}", f"词{extra}"))
    return document


def texts(table: MixTable) -> list[str]:
    return [item.plain for item in table.primitives if isinstance(item, Text)]


def table_of(document: Document, word: int, width: float, size: float = 13) -> MixTable:
    return mix_table(document, theme("light"), word, width, show_sum=True, size=size)


@pytest.mark.parametrize("count", [3, MOST_WORDS, MOST_WORDS + 1, 12])
@pytest.mark.usefixtures("qapp")
def test_rows_add_up_to_the_row_of_z(count: int) -> None:
    document = with_words(count)
    weights, values = document.value("weights"), document.value("V")
    for word in range(count):
        rows, total = mix_rows(document, word)
        np.testing.assert_allclose(sum(row.products for row in rows), weights[word] @ values)
        np.testing.assert_allclose(total.products, (weights @ values)[word])
        for row in rows:
            if row.weight is not None:
                np.testing.assert_array_equal(row.products, row.weight * row.values)


@pytest.mark.usefixtures("qapp")
def test_beyond_six_words_the_largest_weights_are_shown_in_the_order_of_the_sentence() -> None:
    document = with_words(12)
    rows, _ = mix_rows(document, 2)
    weights = document.value("weights")[2]
    largest = sorted(np.argsort(-weights, kind="stable")[:LARGEST].tolist())
    assert [row.label for row in rows[:-1]] == [document.words[key] for key in largest]
    assert rows[-1].label == "… and 7 more"
    others = [key for key in range(12) if key not in largest]
    np.testing.assert_allclose(rows[-1].products, weights[others] @ document.value("V")[others])


def test_the_table_shows_the_numbers(document: Document) -> None:
    shown = texts(table_of(document, 1, 1640))
    for value in (document.value("weights")[1, 1], *document.value("head_output")[1]):
        assert format_number(float(value), 4) in shown


def test_fewer_decimals_where_it_is_narrow(document: Document) -> None:
    decimals = [table_of(document, 0, width).decimals for width in (1640, 296, 262)]
    assert decimals == [4, 3, 2]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("count", [3, 6, 12])
@pytest.mark.usefixtures("qapp")
def test_nothing_overlaps_and_nothing_is_wider_than_allowed(count: int, width: int) -> None:
    document = with_words(count)
    document.rename_word(0, "a word much longer than others")
    document.edit_cells("head_output", {(1, 1): -1234.5678})
    document.edit_cells("weights", {(1, 0): 12.34567, (2, 1): 1e-9})
    for word in range(3):
        table = table_of(document, word, width, size=38 if width > 1000 else 13)
        assert table.width <= width
        size = 38 if width > 1000 else 13
        assert table.height == pytest.approx(mix_height(count, show_sum=True, size=size))
        areas = [text_rect(t) for t in table.primitives if isinstance(t, Text)]
        for first, second in combinations(areas, 2):
            assert not first.grown(-0.25).overlaps(second.grown(-0.25))
        for area in areas:
            assert area.x >= 0
            assert area.right <= table.width + 0.5
            assert area.bottom <= table.height


def test_pinned_weights_are_used_and_a_pinned_sum_is_said(document: Document) -> None:
    document.edit_cells("weights", {(1, 2): 0.25})
    rows, total = mix_rows(document, 1)
    assert rows[2].pinned
    np.testing.assert_allclose(rows[2].products, 0.25 * document.value("V")[2])
    assert "pinned" not in texts(table_of(document, 1, 400))
    document.edit_cells("head_output", {(1, 0): 99.0})
    _, total = mix_rows(document, 1)
    assert total.pinned
    shown = texts(table_of(document, 1, 400))
    assert "99" in shown
    assert "pinned" in shown


def test_many_columns_end_in_an_ellipsis(document: Document) -> None:
    for index in range(20):
        document.insert("d_v", index, Fill(index))
    table = table_of(document, 0, 276)
    assert table.width <= 276
    assert texts(table).count("…") == 7  # both blocks of three rows, and the sum


def test_a_word_beyond_the_last_means_the_last(document: Document) -> None:
    assert texts(table_of(document, 9, 300)) == texts(table_of(document, 2, 300))


# -- heads, blocks, the memory ---------------------------------------------------------------------


@pytest.mark.usefixtures("qapp")
def test_the_rows_are_those_of_the_head_that_is_shown() -> None:
    document = varied("block")
    weights, values = document.value("weights"), document.value("V")
    for head in (0, 1):
        document.set_head(head)
        rows, total = mix_rows(document, 1)
        assert [row.weight for row in rows] == weights[head, 1].tolist()
        for row, value in zip(rows, values[head], strict=True):
            np.testing.assert_array_equal(row.values, value)
        np.testing.assert_allclose(total.products, weights[head, 1] @ values[head])
    document.edit_cells("weights", {(0, 1, 2): 0.5})
    assert not any(row.pinned for row in mix_rows(document, 1)[0])  # a pin of the other head
    document.set_head(0)
    assert [row.pinned for row in mix_rows(document, 1)[0]] == [False, False, True]


@pytest.mark.usefixtures("qapp")
def test_the_rows_are_those_of_the_block_that_is_shown() -> None:
    document = varied("two blocks")
    document.set_block(1)
    first = mix_rows(document, 1)[1].products
    document.set_block(2)
    rows, total = mix_rows(document, 1)
    weights, values = document.value("block_2.weights")[0], document.value("block_2.V")[0]
    np.testing.assert_allclose(total.products, weights[1] @ values)
    np.testing.assert_allclose(sum(row.products for row in rows), total.products)
    assert not np.allclose(first, total.products)
    assert rows[2].weight == 0  # the mask leaves tea out for love
    np.testing.assert_array_equal(rows[2].products, [0, 0])


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.usefixtures("qapp")
def test_values_of_a_memory_carry_its_words(language: str) -> None:
    document = varied("cross", language=language)
    weights, values = document.value("weights"), document.value("V")
    for word in (0, 1):
        rows, total = mix_rows(document, word)
        largest = sorted(np.argsort(-weights[word], kind="stable")[:LARGEST].tolist())
        assert [row.label for row in rows[:-1]] == [document.memory_words[k] for k in largest]
        assert total.label == document.words[word]
        np.testing.assert_allclose(sum(row.products for row in rows), weights[word] @ values)
        for width in WIDTHS[:4]:
            table = mix_table(document, theme("light"), word, width, show_sum=True, size=11)
            assert table.width <= width
            assert table.height == pytest.approx(mix_height(11, show_sum=True, size=11))
    assert mix_keys(document) == 11


@pytest.mark.usefixtures("qapp")
def test_names_that_differ_are_not_cut_to_the_same_letters() -> None:
    document = varied("cross")
    for index, name in enumerate(("neighbour's son", "neighbour's aunt", "neighbour's dog")):
        document.rename_word(index, name, "memory")
    document.edit_cells("weights", {(0, index): 0.3 for index in range(3)})
    for width in (276, 312, 420):
        table = mix_table(document, theme("light"), 0, width, show_sum=True, size=11)
        assert table.width <= width
        labels = [text for text in texts(table) if text.startswith("neigh")]
        assert len(labels) == len(set(labels)) == 3, labels


@pytest.mark.usefixtures("qapp")
def test_a_masked_word_adds_nothing() -> None:
    document = varied("cross, masked")
    rows, total = mix_rows(document, 0)
    weights, values = document.value("weights")[0], document.value("V")
    assert weights[-4:].tolist() == [0, 0, 0, 0]
    np.testing.assert_allclose(total.products, weights[:7] @ values[:7])
    custom = varied("custom")
    rows, total = mix_rows(custom, 1)
    assert [row.weight for row in rows] == [0, 0, 0]
    np.testing.assert_array_equal(total.products, [0, 0])


@pytest.mark.usefixtures("qapp")
def test_sixty_four_words_and_sixty_four_columns() -> None:
    document = varied("paper")
    document.resize("word", 64)
    table = mix_table(document, theme("light"), 63, 276, show_sum=True, size=11)
    assert table.width <= 276
    assert "… and 59 more" in texts(table)
    assert texts(table).count("…") == 2 * LARGEST + 2
