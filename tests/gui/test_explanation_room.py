"""How cells are made, as pictures: nothing leaves its room, nothing stands on anything else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest

from engine.numbers import parse_number
from engine.ops import Cell
from gui.document import Document
from gui.drawing.explanation import explanation_picture
from gui.drawing.explanation_boxes import boxes
from gui.drawing.fonts import text_rect
from gui.drawing.primitives import Box, Primitive, Rect, Text
from gui.i18n import Languages
from gui.theme import theme
from tests.gui.variants import VARIANTS, varied

pytestmark = pytest.mark.usefixtures("qapp")
LOOK = theme("light")
#: Of a narrow panel, the panel at 316 and 352 px, a window, a wide window.
WIDTHS = (200, 276, 312, 660, 1200)


@pytest.fixture(params=["en", "zh"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language, in force."""
    languages = Languages()
    languages.use(request.param)
    yield request.param
    languages.use("en")


def cells(document: Document) -> Iterator[tuple[str, Cell]]:
    """A cell of every node, the last one: of the last word, column and head."""
    for node, shape in document.graph.shapes.items():
        yield node, tuple(size - 1 for size in shape)


def inked(text: Text) -> Rect:
    """Where the strokes of a text are, without the room above and below them."""
    area = text_rect(text)
    return Rect(area.x + 0.5, area.y + 0.12 * text.size, area.w - 1, 0.7 * text.size)


def check(parts: list[Primitive], width: float, height: float, what: object) -> None:
    texts = [part for part in parts if isinstance(part, Text) and part.plain.strip()]
    rims = [part.rect for part in parts if isinstance(part, Box)]
    for text in texts:
        area = text_rect(text)
        assert area.x >= -0.5, (what, text.plain)
        assert area.right <= width + 1, (what, text.plain)
        assert area.y >= -2, (what, text.plain)
        assert inked(text).bottom <= height, (what, text.plain)
    for first, second in combinations(texts, 2):
        assert not inked(first).overlaps(inked(second)), (what, first.plain, second.plain)
    for first, second in combinations(rims, 2):
        assert not first.overlaps(second), what
    for rim in rims:
        assert rim.x >= 0, what
        assert rim.right <= width + 1, what
        inside = [text for text in texts if inked(text).overlaps(rim)]
        assert len(inside) == 1, (what, [text.plain for text in inside])
        area = text_rect(inside[0])
        assert rim.x + 2 <= area.x, what
        assert area.right <= rim.right - 2, what


@pytest.mark.parametrize("name", VARIANTS)
def test_everything_stays_in_its_room(name: str, language: str) -> None:
    document = varied(name, language=language)
    for node, cell in cells(document):
        document.hover(node, cell)
        for width in WIDTHS:
            parts, height = explanation_picture(document, LOOK, width)
            check(parts, width, height, (node, width))


@pytest.mark.parametrize("width", WIDTHS)
def test_long_words_and_long_numbers_are_cut_not_spilt(width: int) -> None:
    document = varied("custom")
    document.rename_word(1, "a word much longer than all the others here")
    document.rename_word(2, "一个比别的都长得多的词语在这里")
    document.edit_cells("X", {(1, 0): -1234567.125, (1, 1): 1.25e12, (2, 2): 1e-9})
    for node in document.graph.order:
        *heads, rows, columns = document.graph.shapes[node]
        for row in (min(1, rows - 1), rows - 1):
            document.hover(node, (*(0 for _ in heads), row, columns - 1))
            parts, height = explanation_picture(document, LOOK, width)
            texts = [part for part in parts if isinstance(part, Text)]
            assert all(text_rect(text).right <= width + 1 for text in texts), node
            assert all(text.y <= height for text in texts), node


def test_a_scaled_picture_is_the_same_picture(document: Document) -> None:
    document.hover("scores", (1, 2))
    small, low = explanation_picture(document, LOOK, 300)
    large, high = explanation_picture(document, LOOK, 600, 2)
    assert [type(part) for part in small] == [type(part) for part in large]
    assert high == pytest.approx(2 * low)


def numbers_in(parts: list[Primitive]) -> list[float]:
    """The numbers in the boxes, from the first on."""
    rims = [part.rect for part in parts if isinstance(part, Box)]
    texts = [part for part in parts if isinstance(part, Text)]
    inside = [next(t for t in texts if inked(t).overlaps(rim)) for rim in rims]
    return [parse_number(text.plain) for text in inside]


def boxed(document: Document, node: str, cell: Cell) -> list[float]:
    document.hover(node, cell)
    explanation = document.explanation()
    assert explanation is not None
    return numbers_in(boxes(document, LOOK, explanation, 2000, 1)[0])


def test_boxes_hold_the_factors_and_the_bias() -> None:
    document = varied("block")
    row, column = document.value("norm_1")[1], document.value("W_1")[:, 2]
    factors = [value for pair in zip(row, column, strict=True) for value in pair]
    bias = float(document.value("b_1")[0, 2])
    assert boxed(document, "ffn_hidden", (1, 2)) == pytest.approx([*factors, bias], abs=5e-4)


def test_boxes_hold_what_a_norm_evens_out() -> None:
    document = varied("block")
    row = document.value("residual_1")[1]
    assert boxed(document, "norm_1", (1, 2)) == pytest.approx(row.tolist(), abs=5e-4)
    wrong = varied("wrong way")
    column = wrong.value("residual_1")[:, 2]
    assert boxed(wrong, "norm_1", (1, 2)) == pytest.approx(column.tolist(), abs=5e-4)


def test_below_the_boxes_of_a_norm_stand_the_centred_and_the_normal_numbers() -> None:
    document = varied("block")
    document.hover("norm_1", (1, 2))
    explanation = document.explanation()
    assert explanation is not None
    texts = [p for p in boxes(document, LOOK, explanation, 2000, 1)[0] if isinstance(p, Text)]
    row = document.value("residual_1")[1]
    centred = row - row.mean()
    normal = centred / (row.var() + 1e-5) ** 0.5
    lines: dict[float, list[float]] = {}
    for text in texts:
        if text.anchor == "middle":
            lines.setdefault(text.y, []).append(parse_number(text.plain))
    shown = [lines[y] for y in sorted(lines)]
    assert shown[1] == pytest.approx(centred.tolist(), abs=5e-4)
    assert shown[2] == pytest.approx(normal.tolist(), abs=5e-4)


def test_boxes_of_single_numbers() -> None:
    document = varied("block")
    document.edit_cells("ffn_hidden", {(1, 0): -2})
    assert boxed(document, "ffn_activation", (1, 0)) == [-2]
    document.edit_cells("head_output", {(1, 1, 0): 2.5})
    assert boxed(document, "concat", (1, 2)) == [2.5]
    document.edit_cells("X", {(1, 0): 4})
    document.edit_cells("attention_output", {(1, 0): -1})
    assert boxed(document, "residual_1", (1, 0)) == [4, -1]
    causal = varied("causal")
    assert boxed(causal, "mask", (1, 3)) == [4, 2]  # the places of “hot” and “also”
    causal.edit_cells("scaled_scores", {(1, 3): 5})
    assert boxed(causal, "masked_scores", (1, 3)) == [5, 0]


def test_the_places_of_the_largest_terms_are_named() -> None:
    document = varied("paper")
    document.hover("ffn_output", (1, 300))
    explanation = document.explanation()
    assert explanation is not None
    shown = {p.plain for p in boxes(document, LOOK, explanation, 2000, 1)[0] if isinstance(p, Text)}
    products = document.value("ffn_activation")[1] * document.value("W_2")[:, 300]
    largest = sorted(range(2048), key=lambda i: -abs(products[i]))[:3]
    assert {str(index + 1) for index in largest} <= shown
    relatives = varied("cross")
    relatives.hover("weights", (0, 4))
    explanation = relatives.explanation()
    assert explanation is not None
    shown = {p.plain for p in boxes(relatives, LOOK, explanation, 2000, 1)[0]
             if isinstance(p, Text)}  # fmt: skip
    assert any(text.startswith("father's f") for text in shown)
