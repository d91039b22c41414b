"""Thumbnails: every bin shows a value that is really there, and hides none that is far out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from gui.document import Document
from gui.drawing.card import CardContent
from gui.drawing.content import card_content
from gui.drawing.metrics import COMPACT, SCREEN
from gui.drawing.painter import paint
from gui.drawing.primitives import Heat, Rect
from gui.drawing.thumbnail import FAR_OUT, heat, sampled, thumbnail_size
from gui.theme import theme
from tests.gui.diagrams import state_of

AREA = Rect(0, 0, 72, 56)


def content_of(document: Document, values: NDArray[np.float64], **fields: object) -> CardContent:
    """What a card of these numbers shows, everything visible."""
    base = card_content(document, theme("light"), "X", np.ones((1, 1), bool))
    return replace(
        base,
        values=values,
        visible=np.ones(values.shape, bool),
        changed=np.zeros(values.shape, bool),
        peak=float(np.abs(values[np.isfinite(values)]).max(initial=1.0)),
        row_labels=(),
        **fields,
    )


def colour(value: float, peak: float) -> tuple[int, ...]:
    """The colour the theme gives a value, found one number at a time."""
    colours = theme("light").diverging
    return tuple(colours.table[colours.index(value / peak)].tolist())


@settings(max_examples=80, deadline=None)
@given(
    rows=st.integers(1, 80),
    columns=st.integers(1, 90),
    high=st.integers(1, 20),
    wide=st.integers(1, 24),
    seed=st.integers(0, 2**32 - 1),
    outliers=st.integers(0, 3),
)
def test_bins_show_their_own_cells_and_what_is_far_out(
    rows: int, columns: int, high: int, wide: int, seed: int, outliers: int
) -> None:
    rng = np.random.default_rng(seed)
    high, wide = min(high, rows), min(wide, columns)
    values = rng.standard_normal((rows, columns))
    for _ in range(outliers):
        values[rng.integers(rows), rng.integers(columns)] = rng.choice([-1, 1]) * 1000
    shown_rows, shown_columns = sampled(values, high, wide)
    deviation = np.abs(values - values.mean())
    far = deviation > FAR_OUT * values.std()
    for y in range(high):
        for x in range(wide):
            inside = np.ix_(
                [i for i in range(rows) if i * high // rows == y],
                [j for j in range(columns) if j * wide // columns == x],
            )
            at = shown_rows[y, x], shown_columns[y, x]
            assert at[0] * high // rows == y
            assert at[1] * wide // columns == x
            if far[inside].any() and high * wide < values.size:
                assert deviation[at] == pytest.approx(deviation[inside].max())


def test_as_many_bins_as_cells_show_every_cell() -> None:
    values = np.arange(12.0).reshape(3, 4)
    rows, columns = sampled(values, 3, 4)
    np.testing.assert_array_equal(values[rows, columns], values)


@pytest.mark.parametrize("values", [np.zeros((20, 30)), np.full((20, 30), 7.25)])
def test_where_all_are_alike_nothing_is_far_out(values: NDArray[np.float64]) -> None:
    rows, _ = sampled(values, 4, 5)
    np.testing.assert_array_equal(rows[:, 0], [2, 7, 12, 17])


def test_what_is_no_number_hides_nothing() -> None:
    values = np.random.default_rng(1).standard_normal((40, 50))
    values[:, 25:] = -np.inf
    values[3, 7] = np.nan
    values[11, 4] = 500
    rows, columns = sampled(values, 4, 5)
    assert (rows[1, 0], columns[1, 0]) == (11, 4)


def test_every_pixel_is_the_colour_of_a_real_value(document: Document) -> None:
    values = np.random.default_rng(2).standard_normal((4, 512))
    content = content_of(document, values)
    made = heat(content, COMPACT, theme("light"), AREA)
    assert made.pixels.shape == (4, 24, 3)
    for y, x in np.ndindex(4, 24):
        value = values[made.shown_rows[y, x], made.shown_columns[y, x]]
        assert tuple(made.pixels[y, x].tolist()) == colour(value, content.peak)


def test_one_outlier_in_a_million_is_seen(document: Document) -> None:
    values = np.zeros((512, 2048))
    values += np.linspace(-0.1, 0.1, 2048)
    values[300, 1001] = 9
    made = heat(content_of(document, values), COMPACT, theme("light"), AREA)
    ink = colour(9, 9)
    found = np.argwhere((made.pixels == ink).all(axis=-1))
    assert len(found) == 1
    y, x = found[0]
    assert made.at(AREA.w * (x + 0.5) / made.pixels.shape[1],
                   AREA.h * (y + 0.5) / made.pixels.shape[0]) == (300, 1001)  # fmt: skip


def test_masked_cells_are_hatched_and_hidden_ones_blank(document: Document) -> None:
    values = np.random.default_rng(3).standard_normal((10, 10)) + 5
    masked = np.triu(np.ones((10, 10), bool), 1)
    visible = np.ones((10, 10), bool)
    visible[7:] = False
    content = replace(content_of(document, values), masked=masked, visible=visible)
    look = theme("light")
    made = heat(content, COMPACT, look, AREA)
    blank = np.array([int(look.card[i : i + 2], 16) for i in (1, 3, 5)])
    per_cell = made.pixels.reshape(10, made.detail, 10, made.detail, 3).swapaxes(1, 2)
    for row, column in np.ndindex(10, 10):
        colours = {tuple(c) for c in per_cell[row, column].reshape(-1, 3).tolist()}
        if row >= 7:
            assert colours == {tuple(blank.tolist())}
        elif masked[row, column]:
            assert len(colours) == 2  # lines on the ground of the card
            assert tuple(blank.tolist()) in colours
        else:
            assert colours == {colour(values[row, column], content.peak)}


def test_the_hatching_of_large_cells_is_as_fine_as_that_of_small_ones(document: Document) -> None:
    values = np.ones((5, 5))
    content = replace(content_of(document, values), masked=np.eye(5, dtype=bool))
    look, side = theme("light"), 20 * COMPACT.bin
    made = heat(content, COMPACT, look, Rect(0, 0, 5 * side, 5 * side))
    assert side / made.detail <= COMPACT.bin / 6  # what is one pixel of a line
    across = (made.pixels[0, : made.detail] != made.pixels[0, 1]).any(axis=-1)
    lines = int((np.diff(across.astype(int)) != 0).sum()) / 2
    assert lines == pytest.approx(10, abs=1)  # one for every two bins of the smallest size


def test_cells_fixed_at_zero_are_told_from_zeros(document: Document) -> None:
    document.apply_state(state_of(extent="attention", heads=2, d_model=16, d_k=8, d_v=8,
                                  reading="cut"))  # fmt: skip
    look = theme("light")
    for head in (0, 1):
        document.set_head(head)
        content = card_content(document, look, "W_K", np.ones((16, 8), bool))
        made = heat(content, SCREEN, look, AREA)
        faint = tuple(int(look.hover[i : i + 2], 16) for i in (1, 3, 5))
        is_faint = (made.pixels == faint).all(axis=-1)
        expected = np.arange(16) // 8 != head
        np.testing.assert_array_equal(is_faint, np.repeat(expected[:, None], 8, axis=1))


def test_words_are_named_where_a_row_each_is_high_enough(document: Document) -> None:
    few = content_of(document, np.zeros((6, 512)))
    few = replace(few, row_labels=tuple("abcdef"))
    width, height = thumbnail_size(few, COMPACT)
    assert (width, height / 6) == (72, 14)
    many = replace(few, values=np.zeros((30, 512)), row_labels=tuple("a" * 30))
    assert thumbnail_size(many, COMPACT) == (72, 56)
    pair = replace(few, values=np.zeros((30, 30)), pairs=True)
    assert thumbnail_size(pair, COMPACT) == (132, 96)


def painted(item: Heat, *, outlines: bool) -> QImage:
    """The thumbnail as the painter puts it on a picture ten times its bins."""
    high, wide, _ = item.pixels.shape
    image = QImage(wide * 10, high * 10, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    painter.scale(image.width() / item.rect.w, image.height() / item.rect.h)
    paint(painter, [item], outlines=outlines)
    painter.end()
    return image


@pytest.mark.parametrize("outlines", [False, True])
def test_the_painter_puts_every_pixel_in_its_place(document: Document, outlines: bool) -> None:
    values = np.random.default_rng(5).standard_normal((40, 60))
    made = heat(content_of(document, values), COMPACT, theme("light"), AREA)
    image = painted(made, outlines=outlines)
    high, wide, _ = made.pixels.shape
    for y, x in np.ndindex(high, wide):
        found = QColor(image.pixel(x * 10 + 5, y * 10 + 5))
        assert [found.red(), found.green(), found.blue()] == made.pixels[y, x].tolist()


def test_a_thumbnail_survives_svg(document: Document) -> None:
    from PySide6.QtCore import QBuffer, QSize
    from PySide6.QtSvg import QSvgGenerator

    values = np.random.default_rng(6).standard_normal((40, 60))
    made = heat(content_of(document, values), COMPACT, theme("light"), AREA)
    data = QByteArray()
    buffer = QBuffer(data)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(72, 56))
    generator.setViewBox(QRectF(0, 0, 72, 56))
    painter = QPainter(generator)
    paint(painter, [made], outlines=True)
    painter.end()
    high, wide, _ = made.pixels.shape
    image = QImage(wide * 12, high * 12, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    QSvgRenderer(data).render(painter, QRectF(0, 0, image.width(), image.height()))
    painter.end()
    for y, x in np.ndindex(high, wide):
        found = QColor(image.pixel(x * 12 + 6, y * 12 + 6))
        shown = np.array([found.red(), found.green(), found.blue()])
        assert np.abs(shown - made.pixels[y, x]).max() <= 2


def test_thumbnails_are_compared_by_what_they_show(document: Document) -> None:
    values = np.random.default_rng(7).standard_normal((40, 60))
    one, two = (heat(content_of(document, values.copy()), COMPACT, theme("light"), AREA)
                for _ in range(2))  # fmt: skip
    assert one == two
    values[20, 30] = 50
    assert one != heat(content_of(document, values), COMPACT, theme("light"), AREA)
