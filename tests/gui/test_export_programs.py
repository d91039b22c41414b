"""Files of slides as other programs read them: sizes, moments, odd characters, colours."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from PySide6.QtCore import QThread
from PySide6.QtGui import QGuiApplication, QImage

from engine.scenario import find_scenario
from gui.document import Document
from gui.drawing.primitives import Box, Cells, Heat, Text
from gui.export.animation import apng_bytes, gif_bytes
from gui.export.deck import deck_bytes
from gui.export.jobs import run
from gui.export.looks import slide_theme
from gui.export.moments import moment_slides
from gui.export.now import now_slide
from gui.export.picture import copy_step
from gui.export.render import pdf_bytes, render_image, svg_bytes
from gui.export.requests import ExportRequest
from gui.export.slide import Slide, SlideOptions, step_slide
from gui.export.xml_text import xml_text

SCORES = 8
SIZE = (640, 360)


def pixels(image: QImage) -> np.ndarray:
    made = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return np.frombuffer(bytes(made.constBits()), np.uint8).reshape(made.height(), made.width(), 4)


def slide_of(document: Document, step: int = SCORES, theme: str = "light") -> Slide:
    return step_slide(document, slide_theme(theme), step, SlideOptions())


# -- SVG -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (1123, 794)])
def test_an_svg_has_the_pixels_that_were_asked_for(
    document: Document, size: tuple[int, int]
) -> None:
    root = ElementTree.fromstring(svg_bytes(slide_of(document), size))
    assert (root.get("width"), root.get("height")) == (str(size[0]), str(size[1]))
    assert root.get("viewBox") == "0 0 1920 1080"


def test_another_program_draws_the_svg_as_we_do(document: Document, tmp_path: Path) -> None:
    program = shutil.which("rsvg-convert")
    if program is None:
        pytest.skip("rsvg-convert is not installed")
    for step in (0, SCORES, 16):
        slide = slide_of(document, step, "dark")
        (tmp_path / "a.svg").write_bytes(svg_bytes(slide, SIZE))
        subprocess.run([program, "-o", tmp_path / "a.png", tmp_path / "a.svg"], check=True)
        theirs = pixels(QImage(str(tmp_path / "a.png"))).astype(int)
        ours = pixels(render_image(slide, SIZE)).astype(int)
        assert theirs.shape == ours.shape
        assert np.abs(theirs - ours).mean() < 1.5  # edges are smoothed in another way


# -- PDF -------------------------------------------------------------------------------------------


def test_the_same_slides_make_the_same_pdf_at_any_time(document: Document) -> None:
    slides = [slide_of(document, step) for step in (0, SCORES)]
    first = pdf_bytes(slides)
    QThread.msleep(1100)  # its moments have seconds
    assert pdf_bytes(slides) == first
    for line in (b"/CreationDate (D:20000101000000", b'xmp:ModifyDate="2000-01-01T00:00:00'):
        assert line in first
    table = int(first.rsplit(b"startxref\n", 1)[1].split()[0])
    assert first[table : table + 4] == b"xref"  # every byte is where it was


@pytest.mark.parametrize("step", [SCORES, 13])
def test_the_numbers_of_a_pdf_can_be_found_and_heard(
    document: Document, tmp_path: Path, step: int
) -> None:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed")
    slide = slide_of(document, step)
    (tmp_path / "a.pdf").write_bytes(pdf_bytes([slide]))
    made = subprocess.run(
        [program, "-enc", "UTF-8", tmp_path / "a.pdf", "-"], check=True, capture_output=True
    )
    there = Counter(made.stdout.decode().split())
    shown = Counter(
        text for item in slide.primitives if isinstance(item, Cells) for text in item.texts if text
    )
    assert len(shown) > 3
    assert shown <= there
    assert slide.title in made.stdout.decode()


# -- odd characters --------------------------------------------------------------------------------


def test_text_for_xml_keeps_all_that_may_be_there() -> None:
    assert xml_text("𝑄 我 ∞ −1\n\t😀") == "𝑄 我 ∞ −1\n\t😀"
    assert xml_text("a\x00b\x0bc\ufffed\uffffe\ud800f") == "abcdef"


@pytest.mark.parametrize("form", ["png", "svg", "pdf", "pptx", "gif"])
def test_a_word_with_a_character_that_is_none_can_be_exported(
    document: Document, tmp_path: Path, form: str
) -> None:
    document.rename_word(0, "tea\ufffe<&>")
    out = tmp_path / f"a.{form}"
    run(document, ExportRequest("step", step=3, format=form, size=SIZE), out)
    assert out.stat().st_size > 1000
    if form == "svg":
        ElementTree.parse(out)


# -- moving pictures -------------------------------------------------------------------------------


def frames_of(data: bytes) -> list[np.ndarray]:
    picture = Image.open(io.BytesIO(data))
    found = []
    for index in range(picture.n_frames):  # type: ignore[attr-defined]
        picture.seek(index)
        found.append(np.asarray(picture.convert("RGBA")).astype(int))
    return found


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_a_gif_has_the_very_ground_and_nearly_every_colour(document: Document, theme: str) -> None:
    slides = moment_slides(document, slide_theme(theme), SCORES, SlideOptions(SIZE))
    for slide, frame in zip(slides, frames_of(gif_bytes(slides, SIZE)), strict=True):
        ours = pixels(render_image(slide, SIZE)).astype(int)
        assert (frame[2, 2] == ours[2, 2]).all()
        assert np.abs(frame - ours).mean() < 0.5


@pytest.mark.parametrize("clear", [False, True])
def test_an_apng_has_every_pixel_of_every_frame(document: Document, clear: bool) -> None:
    options = SlideOptions(SIZE, transparent=clear)
    slides = moment_slides(document, slide_theme("light"), SCORES, options)
    slides = [*slides, slides[-1]]  # nothing changes there
    frames = frames_of(apng_bytes(slides, SIZE))
    for slide, frame in zip(slides, frames, strict=True):
        image = render_image(slide, SIZE).convertToFormat(QImage.Format.Format_RGBA8888)
        assert (frame == pixels(image)).all()


@pytest.mark.parametrize("make", [gif_bytes, apng_bytes])
def test_no_slides_are_no_moving_picture(make: object) -> None:
    with pytest.raises(ValueError, match="no slides"):
        make([], SIZE)  # type: ignore[operator]


# -- decks -----------------------------------------------------------------------------------------


def test_a_deck_shows_its_first_slide_in_folders(document: Document) -> None:
    slides = [slide_of(document, step, "dark") for step in (SCORES, 0)]
    with zipfile.ZipFile(io.BytesIO(deck_bytes(slides))) as archive:
        shown = Image.open(io.BytesIO(archive.read("docProps/thumbnail.jpeg"))).convert("RGB")
    assert shown.size == (256, 144)
    ours = pixels(render_image(slides[0], shown.size))[..., :3].astype(int)
    assert np.abs(np.asarray(shown).astype(int) - ours).mean() < 5  # a JPEG is near enough


def test_notes_are_in_the_language_of_the_slides(document: Document) -> None:
    (page,) = Presentation(io.BytesIO(deck_bytes([slide_of(document)], language="zh"))).slides
    runs = [run for line in page.notes_slide.notes_text_frame.paragraphs for run in line.runs]
    assert runs
    assert all(run._r.rPr.get("lang") == "zh-CN" for run in runs)


def test_pictures_of_wide_matrices_have_the_gaps_of_their_rows(qapp: object) -> None:
    document = Document(find_scenario("eight-heads-512"))
    slide = step_slide(document, slide_theme("light"), 0, SlideOptions())
    (heat,) = [item for item in slide.primitives if isinstance(item, Heat)]
    (page,) = Presentation(io.BytesIO(deck_bytes([slide]))).slides
    (shape,) = [shape for shape in page.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    picture = np.asarray(Image.open(io.BytesIO(shape.image.blob)).convert("RGB"))
    ground = tuple(bytes.fromhex(heat.ground[1:]))
    empty = (picture == ground).all(axis=(1, 2)).mean()
    wanted = (heat.rows - 1) * heat.gap / heat.rect.h
    assert wanted > 0
    assert empty == pytest.approx(wanted, rel=0.5)
    assert shape.name == "Word vectors"


# -- the clipboard ---------------------------------------------------------------------------------


def test_what_is_copied_is_what_the_window_shows(document: Document) -> None:
    document.go_to(SCORES)

    def copied() -> np.ndarray:
        copy_step(document, "light")
        image = QGuiApplication.clipboard().image()
        QGuiApplication.clipboard().clear()
        return pixels(image)

    whole = copied()
    document.step_in()
    assert document.inside.on
    inside = now_slide(document, slide_theme("light"), SlideOptions(head=document.head))
    assert (copied() == pixels(render_image(inside, (1920, 1080)))).all()
    document.previous_step()
    document.predict(True)
    assert document.predicting.asking
    asked = now_slide(document, slide_theme("light"), SlideOptions(head=document.head))
    assert (copied() == pixels(render_image(asked, (1920, 1080)))).all()
    assert not (copied() == whole).all()


# -- what moves covers no word ---------------------------------------------------------------------


@pytest.mark.parametrize("step", [SCORES, 13])
def test_a_ring_leaves_the_names_above_the_columns_whole(document: Document, step: int) -> None:
    slides = moment_slides(document, slide_theme("light"), step, SlideOptions())
    seen = 0
    for slide in slides:
        names = [
            item for item in slide.primitives if isinstance(item, Text) and item.plain == "tea"
        ]
        rings = [item for item in slide.primitives if isinstance(item, Box) and item.fill is None]
        for ring in rings:
            outside = ring.rect.grown(ring.width / 2)
            for name in names:
                beside = outside.x < name.x < outside.right and name.anchor == "middle"
                if beside and name.y < ring.rect.middle:
                    assert name.y <= outside.y + 0.5
                    seen += 1
    assert seen
