"""PNG written here reads as what was drawn; plans of slides are the largest that fit."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage

from engine.scenario import find_scenario
from gui.document import Document
from gui.drawing.primitives import Rect
from gui.export import whole
from gui.export.looks import slide_theme
from gui.export.png import chunk, png_bytes
from gui.export.render import render_image
from gui.export.slide import SlideOptions, diagram_slide


def drawn(*, clear: bool) -> QImage:
    """A picture with every shade in it, and with every transparency where it is to be clear."""
    rng = np.random.default_rng(5)
    pixels = rng.integers(0, 256, (37, 53, 4), dtype=np.uint8)
    if not clear:
        pixels[..., 3] = 255
    image = QImage(pixels.tobytes(), 53, 37, 53 * 4, QImage.Format.Format_RGBA8888)
    return image.copy()


@pytest.mark.parametrize("clear", [False, True])
def test_every_pixel_is_read_back_as_it_was(qapp: object, clear: bool) -> None:
    image = drawn(clear=clear)
    data = png_bytes(image)
    read = QImage.fromData(data)
    assert read.hasAlphaChannel() == clear
    assert read.convertToFormat(QImage.Format.Format_RGBA8888) == image
    with Image.open(io.BytesIO(data)) as picture:
        picture.verify()  # the checks of all its parts
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.mode == ("RGBA" if clear else "RGB")
        shown = np.asarray(picture.convert("RGBA"))
    assert np.array_equal(shown.ravel(), np.frombuffer(image.constBits(), np.uint8))


def test_size_on_paper_and_title_are_said(qapp: object) -> None:
    data = png_bytes(drawn(clear=False), 300, "weights – 权重")
    read = QImage.fromData(data)
    assert read.text("Title") == "weights – 权重"
    assert read.dotsPerMeterX() == read.dotsPerMeterY() == 11811
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.info["Title"] == "weights – 权重"
        assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    assert "Title" not in QImage.fromData(png_bytes(drawn(clear=False))).textKeys()


@pytest.mark.parametrize("background", [True, False])
def test_a_slide_reads_as_it_was_rendered(qapp: object, background: bool) -> None:
    document = Document(find_scenario("worked-example"))
    document.last_step()
    slide = diagram_slide(document, slide_theme("light"), SlideOptions())
    image = render_image(slide, (640, 360))
    if not background:
        image.fill(QColor(0, 0, 0, 0))
    read = QImage.fromData(png_bytes(image))
    assert read.hasAlphaChannel() != background
    wanted = image.convertToFormat(QImage.Format.Format_RGBA8888)
    assert read.convertToFormat(QImage.Format.Format_RGBA8888) == wanted


def test_the_check_of_a_part_covers_its_kind_and_its_data() -> None:
    assert chunk(b"IEND", b"") == bytes.fromhex("0000000049454e44ae426082")


@pytest.mark.parametrize("name", ["worked-example", "worked-block", "apple"])
def test_the_plan_is_the_best_of_all(
    qapp: object, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    document = Document(find_scenario(name))
    document.last_step()
    compared = 0
    best, largest = whole._Drawing._best, whole._Drawing._largest

    def from_the_smallest(one: Any, look: Any, room: Rect, _: float) -> whole._Plan | None:
        return largest(one, look, room, 0.0)

    def both(self: whole._Drawing, area: Rect) -> whole._Plan:
        nonlocal compared
        for body in (area, Rect(0, 0, 500, 900), Rect(0, 0, 1700, 300), Rect(0, 0, 60, 40)):
            quick = best(self, body)
            with monkeypatch.context() as slowly:
                slowly.setattr(whole._Drawing, "_largest", from_the_smallest)
                thorough = best(self, body)
            assert quick.look == thorough.look
            assert quick.bounds == thorough.bounds
            compared += 1
        return best(self, area)

    monkeypatch.setattr(whole._Drawing, "_best", both)
    diagram_slide(document, slide_theme("light"), SlideOptions())
    assert compared == 4
