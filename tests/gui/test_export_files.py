"""Pictures and files: alike every time, whole or not at all, with a display or without."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from engine.errors import (
    SoftmixError,
    UnknownNode,
    UnknownPictureFormat,
    UnknownStep,
    UnknownTheme,
    UnwritableFile,
)
from engine.scenario import find_scenario
from gui.document import Document
from gui.drawing.outlines import outline
from gui.drawing.painter import paint
from gui.export.jobs import file_names, run
from gui.export.looks import slide_theme
from gui.export.png import png_bytes
from gui.export.render import pdf_bytes, render_image, svg_bytes
from gui.export.requests import ExportRequest
from gui.export.slide import SlideOptions, step_slide

SCORES = 8
FULL_HD = (1920, 1080)


def picture(document: Document, theme: str = "light", *, clear: bool = False) -> QImage:
    """The slide of the step `scores`."""
    options = SlideOptions(transparent=clear)
    return render_image(step_slide(document, slide_theme(theme), SCORES, options), FULL_HD)


def pixels(image: QImage) -> np.ndarray:
    """[row, column, bgra]"""
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)


def test_the_same_input_gives_the_same_bytes(document: Document) -> None:
    other = Document(find_scenario("worked-example"))
    first, second = (
        step_slide(source, slide_theme("light"), SCORES, SlideOptions())
        for source in (document, other)
    )
    assert png_bytes(render_image(first, FULL_HD)) == png_bytes(render_image(second, FULL_HD))
    assert svg_bytes(first, FULL_HD) == svg_bytes(second, FULL_HD)
    document.edit_cells("X", {(0, 0): 9.0})
    assert picture(document) != picture(other)


@pytest.mark.parametrize("name", ["worked-block", "paper-base"])
def test_every_kind_of_slide_gives_the_same_bytes(qapp: object, tmp_path: Path, name: str) -> None:
    """Cards, bars, thumbnails, heads, the block, a heat map: in every format of one process."""
    requests = [ExportRequest("matrix", node="W_1"), ExportRequest("matrix", node="Q")]
    requests += [ExportRequest("step", step=step) for step in (1, 5, 9)] + [ExportRequest()]
    made: list[bytes] = []
    for _ in range(2):
        source = Document(find_scenario(name))
        for form in ("png", "svg"):
            for request in requests:
                out = tmp_path / f"a.{form}"
                run(source, replace(request, format=form, size=(960, 540)), out)
                made.append(out.read_bytes())
    half = len(made) // 2
    assert made[:half] == made[half:]


def test_what_was_painted_before_changes_no_byte(document: Document) -> None:
    """Fonts at other sizes leave their traces in what Qt makes of glyphs."""
    slide = step_slide(document, slide_theme("light"), SCORES, SlideOptions())
    made: list[tuple[bytes, bytes]] = []
    for size in (0, 13, 15, 20, 44):
        if size:
            face = QFont("Inter")
            face.setPixelSize(size)
            other = QImage(400, 80, QImage.Format.Format_ARGB32_Premultiplied)
            painter = QPainter(other)
            painter.setFont(face)
            painter.drawText(5, 60, "Compare every query 0123")
            painter.end()
        outline.cache_clear()
        made.append((svg_bytes(slide, FULL_HD), png_bytes(render_image(slide, FULL_HD))))
    assert all(files == made[0] for files in made)


def test_pictures_have_their_ground_or_none(document: Document) -> None:
    light, dark, clear = picture(document), picture(document, "dark"), picture(document, clear=True)
    assert light.format() == QImage.Format.Format_ARGB32_Premultiplied
    assert light.pixelColor(3, 3) == QColor(slide_theme("light").panel)
    assert dark.pixelColor(3, 3) == QColor(slide_theme("dark").panel)
    assert clear.pixelColor(3, 3).alpha() == 0
    assert (pixels(clear)[..., 3] == 255).any()
    assert (pixels(light)[..., 3] == 255).all()


def test_cells_have_the_colour_of_their_value(document: Document) -> None:
    look = slide_theme("light")
    slide = step_slide(document, look, SCORES, SlideOptions())
    image = render_image(slide, FULL_HD)
    card = slide.cards["scores"]
    peak = document.colour_range("scores")
    wanted = {look.diverging.fills[look.diverging.index(v / peak)]
              for v in document.value("scores").flat}  # fmt: skip
    area = pixels(image)[int(card.y) : int(card.bottom), int(card.x) : int(card.right), 2::-1]
    found = {"#{:02X}{:02X}{:02X}".format(*rgb) for rgb in np.unique(area.reshape(-1, 3), axis=0)}
    assert wanted <= found


def test_a_preview_is_the_picture_made_small(document: Document) -> None:
    slide = step_slide(document, slide_theme("light"), SCORES, SlideOptions())
    small = pixels(render_image(slide, (480, 270))).astype(int)
    large = pixels(render_image(slide, FULL_HD)).astype(int)
    shrunk = large.reshape(270, 4, 480, 4, 4).mean(axis=(1, 3))
    assert np.abs(small - shrunk).mean() < 2


def test_svg_holds_outlines_and_pdf_a_page_for_each_slide(document: Document) -> None:
    look = slide_theme("light")
    slides = [step_slide(document, look, index, SlideOptions()) for index in (0, 7, 16)]
    root = ElementTree.fromstring(svg_bytes(slides[1], FULL_HD))
    assert root.get("viewBox") == "0 0 1920 1080"
    assert not [tag for tag in root.iter() if tag.tag.endswith("}text")]
    assert pdf_bytes(slides).count(b"/Type /Page\n") == len(slides)


# -- requests ------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_files_and_screen_show_the_same(document: Document, theme: str) -> None:
    """Drawn by one renderer; as pictures they differ by no more than how edges are smoothed."""
    size = (960, 540)
    slide = step_slide(document, slide_theme(theme), SCORES, SlideOptions())
    image = pixels(render_image(slide, size)).astype(int)
    drawn = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    drawn.fill(0)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg_bytes(slide, size))).render(painter)
    painter.end()
    screen = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)  # as the window paints it
    screen.fill(QColor(slide.background))
    painter = QPainter(screen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size[0] / slide.size[0], size[1] / slide.size[1])
    paint(painter, slide.primitives)
    painter.end()
    for other in (drawn, screen):
        difference = np.abs(pixels(other).astype(int) - image).max(axis=2)
        assert (difference > 24).mean() < 0.03
        blocks = difference.reshape(54, 10, 96, 10).mean(axis=(1, 3))
        assert blocks.max() < 40


def test_every_step_makes_numbered_files(document: Document, tmp_path: Path) -> None:
    request = ExportRequest("every", size=(320, 180))
    told: list[tuple[int, int]] = []
    written = run(document, request, tmp_path, lambda done, total: told.append((done, total)))
    names = [path.name for path in written]
    assert names[:2] == ["softmix-01-words.png", "softmix-02-matrices.png"]
    assert sorted(tmp_path.iterdir()) == sorted(written)
    assert told[0] == (0, 17)
    assert told[-1] == (17, 17)
    assert all(QImage(str(path)).width() == 320 for path in written)
    named = file_names(document, request, tmp_path / "deck.png")
    assert named[-1] == tmp_path / "deck-17-whole.png"
    folder = run(document, request, tmp_path / "new")
    assert {path.parent for path in folder} == {tmp_path / "new"}


def test_every_step_as_pdf_is_one_file(document: Document, tmp_path: Path) -> None:
    out = tmp_path / "deck.pdf"
    assert run(document, ExportRequest("every", format="pdf"), out) == [out]
    assert out.read_bytes().count(b"/Type /Page\n") == 17


def test_cancelling_leaves_nothing(document: Document, tmp_path: Path) -> None:
    done: list[int] = []
    for form in ("png", "pdf"):
        written = run(
            document,
            ExportRequest("every", size=(160, 90), format=form),
            tmp_path / f"deck.{form}",
            lambda count, total: done.append(count),
            lambda: done[-1] >= 5,
        )
        assert written == []
        assert list(tmp_path.iterdir()) == []
        done.clear()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="a folder where even root cannot write")
@pytest.mark.parametrize("what", ["step", "every"])
def test_an_unwritable_folder_is_named(document: Document, what: str) -> None:
    request = ExportRequest(what, size=(160, 90))  # type: ignore[arg-type]
    with pytest.raises(UnwritableFile, match="/proc/softmix"):
        run(document, request, Path("/proc/softmix.png"))


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        (ExportRequest("matrix", node="nothing"), UnknownNode),
        (ExportRequest("step", step=99), UnknownStep),
        (ExportRequest("step", format="bmp"), UnknownPictureFormat),
        (ExportRequest("step", theme="pink"), UnknownTheme),
    ],
    ids=["node", "step", "format", "theme"],
)
def test_bad_requests_are_named_and_write_nothing(
    document: Document, tmp_path: Path, request_: ExportRequest, error: type[SoftmixError]
) -> None:
    with pytest.raises(error):
        run(document, request_, tmp_path / "a.png")
    assert list(tmp_path.iterdir()) == []


def test_the_refusal_of_a_format_names_those_there_are(document: Document) -> None:
    with pytest.raises(UnknownPictureFormat, match=r"BMP.*PNG, SVG, PDF, PPTX, GIF, APNG"):
        run(document, ExportRequest(format="bmp"), Path("never.bmp"))


@pytest.mark.parametrize("what", ["step", "every"])
@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_a_missing_folder_is_named(
    document: Document, tmp_path: Path, what: str, form: str
) -> None:
    out = tmp_path / "no" / "such" / f"a.{form}"
    request = ExportRequest(what, format=form, size=(160, 90))  # type: ignore[arg-type]
    with pytest.raises(UnwritableFile, match="no folder"):
        run(document, request, out)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_a_folder_stops_all_files(document: Document, tmp_path: Path) -> None:
    request = ExportRequest("every", size=(160, 90))
    names = file_names(document, request, tmp_path)
    names[0].write_bytes(b"old")
    mounted = names[8]
    mounted.mkdir()
    real = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self == mounted:
            raise PermissionError(1, "Operation not permitted")
        return real(self, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "rename", refuse)
        with pytest.raises(UnwritableFile, match="softmix-09-scores"):
            run(document, request, tmp_path)
    assert names[0].read_bytes() == b"old"
    assert sorted(tmp_path.iterdir()) == sorted([names[0], mounted])
