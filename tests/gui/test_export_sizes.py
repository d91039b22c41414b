"""Sizes of exports: chosen in the dialog, kept within limits, written into files, and in memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSettings
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from engine.errors import UnwritableFile
from engine.scenario import find_scenario
from gui.document import Document
from gui.export import room
from gui.export.choices import Choices
from gui.export.dialog import ExportDialog
from gui.export.jobs import default_name, file_names, run
from gui.export.looks import slide_theme
from gui.export.requests import ExportRequest
from gui.export.slide import SlideOptions, diagram_slide, step_slide
from tests.gui.slide_checks import check, cut_texts

TALL = (1191, 1684)
INCH = 0.0254


@pytest.fixture
def choices(qtbot: QtBot, document: Document) -> Choices:
    made = Choices(document)
    qtbot.addWidget(made)
    made.show()
    return made


def click(widget: Choices | ExportDialog, *names: str) -> None:
    for name in names:
        button = widget.findChild(QAbstractButton, name)
        assert button is not None, name
        button.click()


def number(widget: Choices | ExportDialog, name: str, value: int) -> None:
    box = widget.findChild(QSpinBox, name)
    assert box is not None, name
    assert box.isVisible(), name
    box.setValue(value)


@pytest.mark.parametrize(
    ("names", "size", "dots"),
    [
        (("sizeWide",), (1920, 1080), 144),
        (("sizeWide", "scale2"), (3840, 2160), 288),
        (("sizeOld", "scale4"), (5760, 4320), 576),
        (("sizeA4",), (1684, 1191), 144),
        (("sizeA4Portrait",), TALL, 144),
        (("sizeA4Portrait", "scale2"), (2381, 3368), 288),
    ],
)
def test_a_size_by_name(
    choices: Choices, names: tuple[str, ...], size: tuple[int, int], dots: int
) -> None:
    click(choices, *names)
    assert (choices.request.size, choices.request.dots_per_inch) == (size, dots)
    assert choices.fault == ""


def test_any_size_in_pixels_or_on_paper(choices: Choices) -> None:
    click(choices, "sizeCustom")
    number(choices, "widthSpin", 1200)
    number(choices, "heightSpin", 630)
    assert choices.request.size == (1200, 630)
    click(choices, "unitMillimetres")
    number(choices, "paperWidthSpin", 254)
    number(choices, "paperHeightSpin", 127)
    number(choices, "dotsSpin", 300)
    assert (choices.request.size, choices.request.dots_per_inch) == ((3000, 1500), 300)
    click(choices, "sizeA4")
    assert choices.request.size == (3508, 2480)
    label = choices.findChild(QLabel, "pixelsLabel")
    assert label is not None
    assert "297 × 210 mm" in label.text()


def test_beyond_the_limits_is_said_and_keeps_its_proportions(choices: Choices) -> None:
    click(choices, "sizeCustom", "scale2")
    number(choices, "widthSpin", 10000)
    number(choices, "heightSpin", 5000)
    assert "20000" in choices.fault
    assert "16384" in choices.fault
    width, height = choices.request.size
    assert width == 2 * height
    click(choices, "scale1")
    assert choices.fault == ""
    assert choices.request.size == (10000, 5000)


def test_a_size_that_cannot_be_cannot_be_exported(qtbot: QtBot, dialog: ExportDialog) -> None:
    buttons = [dialog.findChild(QPushButton, n) for n in ("exportNowButton", "copyPictureButton")]
    click(dialog, "sizeCustom", "unitMillimetres")
    number(dialog, "paperWidthSpin", 5000)
    number(dialog, "dotsSpin", 600)
    said = dialog.findChild(QLabel, "exportError")
    assert said is not None
    assert "16384" in said.text()
    assert not any(button is None or button.isEnabled() for button in buttons)
    click(dialog, "sizeWide")
    assert said.text() == ""
    assert all(button is not None and button.isEnabled() for button in buttons)


@pytest.fixture
def store(tmp_path: Path) -> QSettings:
    made = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    made.setValue("export/folder", str(tmp_path))
    return made


@pytest.fixture
def dialog(qtbot: QtBot, document: Document, appearance: object, store: QSettings) -> ExportDialog:
    made = ExportDialog(document, appearance, store)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_sizes_are_remembered(document: Document, choices: Choices, store: QSettings) -> None:
    click(choices, "sizeCustom", "unitMillimetres", "scale2")
    number(choices, "paperWidthSpin", 100)
    number(choices, "paperHeightSpin", 80)
    number(choices, "dotsSpin", 96)
    choices.remember(store)
    again = Choices(document)
    assert again.request.size != choices.request.size
    again.restore(store)
    assert again.request == choices.request


def test_a_png_says_how_large_it_is_on_paper(document: Document, tmp_path: Path) -> None:
    out = tmp_path / "a.png"
    run(document, ExportRequest("step", size=(3508, 2480), dots_per_inch=300), out)
    image = QImage(str(out))
    assert image.width() / image.dotsPerMeterX() == pytest.approx(0.297, abs=2e-4)
    assert image.height() / image.dotsPerMeterY() == pytest.approx(0.210, abs=2e-4)
    assert image.dotsPerMeterX() == round(300 / INCH)


@pytest.mark.parametrize("name", ["worked-example", "relatives", "causal", "worked-block"])
@pytest.mark.parametrize("speaker", [False, True])
def test_every_step_holds_on_upright_paper(qapp: object, name: str, speaker: bool) -> None:
    document = Document(find_scenario(name))
    look = slide_theme("print")
    options = SlideOptions(TALL, speaker=speaker)
    for index, step in enumerate(document.lesson.steps):
        slide = step_slide(document, look, index, options)
        check(f"{name} {step.id}", slide)
        assert not cut_texts(slide), step.id
    check(name, diagram_slide(document, look, options))


# -- memory --------------------------------------------------------------------------------------


def test_what_a_picture_takes_follows_its_pixels() -> None:
    picture = ExportRequest(size=(1000, 500))
    assert room.needed(picture, 20) == room.needed(picture, 1) >= 4 * 1000 * 500
    moving = replace(picture, format="gif")
    each = room.needed(moving, 21) - room.needed(moving, 20)
    assert 0 < each < room.needed(moving, 1)  # those that wait are packed
    assert room.needed(replace(picture, format="pptx"), 20) == 0


def test_a_lack_of_memory_is_said_before_anything_is_made(
    document: Document, dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system says how much is free; here it says less."""
    report = tmp_path / "meminfo"
    report.write_text("MemTotal: 9000 kB\nMemAvailable: 8000 kB\n")
    monkeypatch.setattr(room, "_MEMORY", report)
    told: list[int] = []
    with pytest.raises(UnwritableFile, match="takes 10 MB of memory, and 8 MB are free"):
        run(document, ExportRequest("every"), tmp_path / "a", lambda done, _: told.append(done))
    assert told == []
    assert not (tmp_path / "a").exists()
    click(dialog, "sizeOld")
    click(dialog, "sizeWide")
    said = dialog.findChild(QLabel, "exportError")
    assert said is not None
    assert "8 MB are free" in said.text()
    click(dialog, "formatSvg")
    assert said.text() == ""


def test_a_system_that_tells_nothing_is_not_asked(
    document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_MEMORY", tmp_path / "nowhere")
    assert room.free() is None
    assert run(document, ExportRequest(size=(96, 64)), tmp_path / "a.png")


# -- names ---------------------------------------------------------------------------------------


def test_names_say_a_thing_once(document: Document) -> None:
    for what, fields in (("range", {"step": 2, "last": 4}), ("moments", {"step": 8})):
        request = ExportRequest(what, **fields)  # type: ignore[arg-type]
        first = file_names(document, request, Path(default_name(document, request)))[0]
        expected = {"range": "softmix-03-query-word.png", "moments": "softmix-09-scores-01.png"}
        assert first.name == expected[what]
    deck = ExportRequest("range", step=2, last=4, format="pptx")
    assert default_name(document, deck) == "softmix-03-05.pptx"
    moving = ExportRequest("moments", step=8, format="gif")
    assert default_name(document, moving) == "softmix-09-scores.gif"
