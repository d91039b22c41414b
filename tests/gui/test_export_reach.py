"""The dialog and the command line reach the same: every kind, look and format, the same files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QAbstractButton, QLabel, QSpinBox, QToolButton
from pytestqt.qtbot import QtBot

from engine.exchange import parse_assignment
from engine.scenario import find_scenario
from gui.document import Document
from gui.export.command import run_export
from gui.export.controls import Preview
from gui.export.dialog import ExportDialog
from gui.export.render import render_image
from gui.export.requests import sheets

SCORES = 8
EDIT = "X[0,1]=3"

#: What is pressed in the dialog, numbers that are set there, and what the command line says.
WAYS: dict[str, tuple[list[str], dict[str, int], dict[str, object]]] = {
    "step": (["whatStep"], {}, {"step": "scores"}),
    "range": ([], {"firstStepSpin": 8, "lastStepSpin": 10}, {"step": "8-10"}),
    "every": (["whatEvery"], {}, {"step": "all"}),
    "diagram": (["whatDiagram"], {}, {}),
    "matrix": (["whatMatrix"], {}, {"node": "scores"}),
    "heat": (["whatHeat"], {}, {"node": "scores", "heat": True}),
    "inside": (["whatMoments"], {}, {"step": "scores", "inside": "all"}),
    "before and after": ([], {"momentSpin": 3}, {"step": "scores", "inside": "3"}),
    "explanation": (["whatExplanation"], {}, {"explain": "scores[1,2]"}),
    "compare": (["whatCompare"], {}, {"compare": "scores"}),
    "pdf": (["whatEvery", "formatPdf"], {}, {"step": "all", "format": "pdf"}),
    "pptx": (["whatEvery", "formatPptx"], {}, {"step": "all", "format": "pptx"}),
    "gif": (["whatStep", "formatGif"], {}, {"step": "scores", "format": "gif"}),
    "apng": (["whatStep", "formatApng"], {}, {"step": "scores", "format": "apng"}),
    "png": (["whatStep", "formatPng"], {}, {"step": "scores", "format": "png"}),
    "every png": (["whatEvery", "formatPng"], {}, {"step": "all", "format": "png"}),
    "print": (["backgroundPrint"], {}, {"step": "scores", "theme": "print"}),
    "dark": (["backgroundDark"], {}, {"step": "scores", "theme": "dark"}),
    "clear": (
        ["backgroundPrint", "backgroundTransparent", "formatPng"],
        {},
        {"step": "scores", "theme": "print", "transparent": True, "format": "png"},
    ),
    "speaker": (["speakerCheck"], {}, {"step": "scores", "speaker": True}),
    "Chinese": (["slidesChinese"], {}, {"step": "scores", "language": "zh"}),
}
#: Kinds that light the selected cell; the command line lights the one of the lesson.
LIT = {"explanation"}


@pytest.fixture
def opened(
    qtbot: QtBot, document: Document, appearance: object, tmp_path: Path
) -> Callable[..., ExportDialog]:
    """Opens the dialog on an edited example, at the step about scores."""

    def make(cell: tuple[int, int] | None = None) -> ExportDialog:
        document.edit_cells("X", {(0, 1): 3.0})
        document.go_to(SCORES)
        document.select("scores", cell)
        store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        store.setValue("export/format", "svg")
        (tmp_path / "out").mkdir(exist_ok=True)
        store.setValue("export/folder", str(tmp_path / "out"))
        made = ExportDialog(document, appearance, store)  # type: ignore[arg-type]
        qtbot.addWidget(made)
        made.show()
        qtbot.waitExposed(made)
        return made

    return make


def choose(dialog: ExportDialog, buttons: list[str], numbers: dict[str, int]) -> None:
    for name in buttons:
        button = dialog.findChild(QAbstractButton, name)
        assert button is not None, name
        assert button.isEnabled(), name
        button.click()
    for name, value in numbers.items():
        box = dialog.findChild(QSpinBox, name)
        assert box is not None, name
        box.setValue(value)


@pytest.mark.parametrize("way", WAYS)
def test_dialog_and_command_line_make_the_same_files(
    opened: Callable[..., ExportDialog], tmp_path: Path, way: str
) -> None:
    buttons, numbers, asked = WAYS[way]
    dialog = opened((1, 2) if way in LIT else None)
    choose(dialog, buttons, numbers)
    dialog.export()
    assert dialog.written, dialog.findChild(QLabel, "exportError").text()  # type: ignore[union-attr]
    mine = {path.name: path.read_bytes() for path in dialog.written}
    told = {"format": "svg", **asked}
    single = len(mine) == 1
    folder = tmp_path / "told"
    folder.mkdir()
    made = run_export(
        find_scenario("worked-example"),
        [parse_assignment(EDIT)],
        folder / next(iter(mine)) if single else folder,
        **told,  # type: ignore[arg-type]
    )
    theirs = {path.name: path.read_bytes() for path in made}
    if way == "pdf":  # a PDF says when it was made
        assert theirs.keys() == mine.keys()
        assert abs(len(theirs["softmix.pdf"]) - len(mine["softmix.pdf"])) < 100
    else:
        assert theirs == mine


def test_the_preview_turns_the_slides_of_a_range(
    opened: Callable[..., ExportDialog], document: Document, qtbot: QtBot
) -> None:
    dialog = opened()
    choose(dialog, [], {"firstStepSpin": 8, "lastStepSpin": 10})
    preview = dialog.findChild(Preview)
    place = dialog.findChild(QLabel, "slidePlace")
    onward = dialog.findChild(QToolButton, "nextSlideButton")
    back = dialog.findChild(QToolButton, "previousSlideButton")
    assert preview is not None
    assert place is not None
    assert onward is not None
    assert back is not None
    request = dialog._choices.request
    made = sheets(document, request)
    assert len(made) == 3
    for number, sheet in enumerate(made, 1):
        wanted = render_image(sheet.make(), preview.pixels(request.size))
        qtbot.waitUntil(lambda wanted=wanted: preview.image == wanted)  # type: ignore[misc]
        assert place.text() == f"{number} of 3"
        assert (back.isEnabled(), onward.isEnabled()) == (number > 1, number < 3)
        onward.click()
    choose(dialog, ["whatStep"], {})
    qtbot.waitUntil(lambda: not place.isVisible())


def test_another_language_changes_the_slides_and_nothing_in_the_window(
    opened: Callable[..., ExportDialog], document: Document
) -> None:
    dialog = opened()

    def texts() -> list[str]:
        return [button.text() for button in dialog.findChildren(QAbstractButton)]

    before = texts()
    choose(dialog, ["slidesChinese"], {})
    assert texts() == before
    assert dialog.windowTitle() == "Export"
    dialog.export()
    assert document.language == "en"
    assert texts() == before
    written = dialog.written[0].read_text(encoding="utf-8")
    assert any("\u4e00" <= letter <= "\u9fff" for letter in written)  # its title
