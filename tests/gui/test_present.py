"""A presentation, held with the keys of a clicker and a keyboard, and with the mouse."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from engine.numbers import format_number
from engine.scenario import find_scenario
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.primitives import Cells, Text
from gui.export.slide import Slide
from gui.main_window import MainWindow
from gui.present.keys import KEYS
from gui.present.presenting import Presenting
from gui.present.stage import Stage
from gui.present.window import PresentWindow

TOP = Path(__file__).resolve().parents[2]
SCORES = 8


@pytest.fixture
def presenting(window: MainWindow, qtbot: QtBot) -> Iterator[Presenting]:
    window.document.go_to(SCORES)
    held = window.showing.presenting
    window.actions_["present"].trigger()
    assert held.window is not None
    qtbot.waitExposed(held.window)
    QApplication.processEvents()
    yield held
    held.stop()


def stage_window(held: Presenting) -> PresentWindow:
    assert held.window is not None
    return held.window


def slide(held: Presenting) -> Slide:
    """What is on the stage."""
    window = stage_window(held)
    window.refresh()
    shown = window.stage._slide
    assert shown is not None
    return shown


def press(held: Presenting, key: Qt.Key, mods: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(stage_window(held), key, mods or Qt.KeyboardModifier.NoModifier)
    QApplication.processEvents()


def numbers(shown: Slide, name: str) -> list[str]:
    card = shown.cards[name]
    grids = [item for item in shown.primitives if isinstance(item, Cells)]
    (grid,) = [item for item in grids if card.contains(item.rect)]
    return list(grid.texts)


def place(held: Presenting, node: str, cell: tuple[int, ...]) -> QPoint:
    """The middle of a cell on the stage."""
    area = stage_window(held).stage.cell_area(node, cell)
    assert area is not None
    return area.center()


def point(stage: Stage, at: QPoint) -> None:
    """Move the pointer there, no button down."""
    there = QPointF(at)
    event = QMouseEvent(
        QEvent.Type.MouseMove, there, stage.mapToGlobal(there), Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(stage, event)


def test_a_clicker_goes_through_the_lesson(presenting: Presenting, window: MainWindow) -> None:
    document = window.document
    for key, step in (
        (Qt.Key.Key_PageDown, SCORES + 1), (Qt.Key.Key_Right, SCORES + 2),
        (Qt.Key.Key_PageUp, SCORES + 1), (Qt.Key.Key_Left, SCORES), (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_End, 16), (Qt.Key.Key_Space, 16),
    ):  # fmt: skip
        press(presenting, key)
        assert document.cursor.index == step
        assert slide(presenting).title == document.lesson.prose_of(step, "en").title


def test_inside_a_step_the_result_grows(presenting: Presenting, window: MainWindow) -> None:
    press(presenting, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert window.document.inside.on
    shown = numbers(slide(presenting), "scores")
    assert shown.count("") == 6  # the row of the step before is there
    for _ in range(3):
        press(presenting, Qt.Key.Key_PageDown)
    assert numbers(slide(presenting), "scores").count("") == 5
    press(presenting, Qt.Key.Key_Escape)
    assert not window.document.inside.on
    assert presenting.window is not None


def test_escape_and_f5_leave_everything_as_it_was(window: MainWindow, qtbot: QtBot) -> None:
    window.document.go_to(SCORES)
    before = window.geometry()
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F5):
        window.actions_["present"].trigger()
        held = window.showing.presenting
        assert held.window is not None
        assert held.window.isFullScreen()
        press(held, Qt.Key.Key_PageDown)
        press(held, key)
        assert held.window is None
        assert held.speaker is None
    assert window.document.cursor.index == SCORES + 2
    assert window.geometry() == before
    kinds = [type(widget).__name__ for widget in QApplication.topLevelWidgets()]
    QApplication.processEvents()
    assert kinds.count("PresentWindow") <= 2  # on their way out


def test_the_toolbar_has_a_button_for_it(window: MainWindow, qtbot: QtBot) -> None:
    button = window.findChild(QToolButton, "presentButton")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    held = window.showing.presenting
    assert held.window is not None
    held.stop()


def test_a_number_is_changed_in_front_of_the_class(
    presenting: Presenting, window: MainWindow
) -> None:
    document, stage = window.document, stage_window(presenting).stage
    at = place(presenting, "Q", (0, 1))
    QTest.mouseClick(stage, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(stage, Qt.MouseButton.LeftButton, pos=at)
    editor = stage_window(presenting).editor
    assert editor.isVisible()
    QTest.keyClicks(editor, "1.2.3")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert "not a number" in stage_window(presenting)._said.text()
    assert document.value("Q")[0, 1] == 0
    editor.selectAll()
    QTest.keyClicks(editor, "5")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert document.value("Q")[0, 1] == 5
    wanted = [format_number(value) for value in document.value("scores").flat]
    assert numbers(slide(presenting), "scores") == wanted
    press(presenting, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert document.value("Q")[0, 1] == 0
    shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(presenting, Qt.Key.Key_Z, shift)
    assert document.value("Q")[0, 1] == 5
    document.select("Q", (0, 1))
    press(presenting, Qt.Key.Key_Delete)
    assert document.value("Q")[0, 1] == 0


def test_a_number_is_nudged_typed_and_dragged(presenting: Presenting, window: MainWindow) -> None:
    document, stage = window.document, stage_window(presenting).stage
    document.select("Q", (1, 1))
    press(presenting, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert document.value("Q")[1, 1] == 2.1
    QTest.keyClicks(stage_window(presenting), "7")
    assert stage_window(presenting).editor.text() == "7"
    QTest.keyClick(stage_window(presenting).editor, Qt.Key.Key_Return)
    assert document.value("Q")[1, 1] == 7
    at = place(presenting, "Q", (1, 1))
    QTest.mousePress(stage, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(stage, at + QPoint(12, 0))
    QTest.mouseMove(stage, at + QPoint(20, 0))
    QTest.mouseRelease(stage, Qt.MouseButton.LeftButton, pos=at + QPoint(20, 0))
    assert document.value("Q")[1, 1] == 7.2
    document.undo()
    assert document.value("Q")[1, 1] == 7


def test_pointing_lights_a_cell(presenting: Presenting, window: MainWindow) -> None:
    stage = stage_window(presenting).stage
    press(presenting, Qt.Key.Key_Home)
    press(presenting, Qt.Key.Key_End)
    window.document.go_to(SCORES)
    slide(presenting)
    before = stage.grab().toImage()
    point(stage, place(presenting, "scores", (2, 0)))
    assert window.document.lit == ("scores", (2, 0))
    assert stage.grab().toImage() != before
    point(stage, QPoint(2, 2))
    assert window.document.lit != ("scores", (2, 0))


def test_curtains_spotlight_and_laser(presenting: Presenting) -> None:
    stage = stage_window(presenting).stage
    middle = stage.rect().center()

    def colours() -> set[str]:
        image = stage.grab().toImage()
        xs, ys = range(0, image.width(), 97), range(0, image.height(), 61)
        return {image.pixelColor(x, y).name() for x in xs for y in ys}

    press(presenting, Qt.Key.Key_B)
    assert colours() == {"#000000"}
    press(presenting, Qt.Key.Key_W)
    assert colours() == {"#ffffff"}
    press(presenting, Qt.Key.Key_PageDown)  # the next slide lifts it
    assert len(colours()) > 2
    point(stage, middle)
    press(presenting, Qt.Key.Key_S)
    image = stage.grab().toImage()
    assert image.pixelColor(3, 3).lightness() < 80
    press(presenting, Qt.Key.Key_Escape)
    assert not stage.spotlight
    assert stage.grab().toImage().pixelColor(3, 3).lightness() > 200
    press(presenting, Qt.Key.Key_L)
    assert stage.cursor().shape() == Qt.CursorShape.BlankCursor


def test_zoom_look_whole_diagram_notes_and_keys(presenting: Presenting) -> None:
    window = stage_window(presenting)
    whole = window.stage.cell_area("scores", (0, 0))
    point(window.stage, place(presenting, "scores", (1, 1)))
    press(presenting, Qt.Key.Key_Z)
    larger = window.stage.cell_area("scores", (0, 0))
    assert whole is not None
    assert larger is not None
    assert larger.width() > 1.5 * whole.width()
    press(presenting, Qt.Key.Key_Z)
    assert window.stage.cell_area("scores", (0, 0)) == whole
    press(presenting, Qt.Key.Key_D)
    assert window.look().name == "dark"
    assert slide(presenting).background == window.look().panel
    press(presenting, Qt.Key.Key_M)
    assert "head_output" in slide(presenting).cards
    press(presenting, Qt.Key.Key_M)
    assert "head_output" not in slide(presenting).cards
    press(presenting, Qt.Key.Key_N)
    assert window.notes.isVisible()
    assert window.notes.text == slide(presenting).notes
    press(presenting, Qt.Key.Key_H)
    assert window.keys.isVisible()
    for keys, _ in KEYS:
        assert keys.split(",")[0] in window.keys.text()
    press(presenting, Qt.Key.Key_Escape)
    assert not window.keys.isVisible()


def test_what_is_asked_stays_covered(presenting: Presenting, window: MainWindow) -> None:
    document = window.document
    press(presenting, Qt.Key.Key_P)
    assert document.predicting.asking
    shown = slide(presenting)
    covered = ~document.visible()["scores"].ravel()
    assert covered.any()
    for text, gone in zip(numbers(shown, "scores"), covered, strict=True):
        assert (text == "") == gone
    assert stage_window(presenting).notes.text == ""
    caption = document.lesson.prose_of(SCORES, "en").caption.split("{")[0].strip()
    assert not any(caption and caption in item.plain for item in shown.primitives
                   if isinstance(item, Text))  # fmt: skip
    press(presenting, Qt.Key.Key_P)
    assert numbers(slide(presenting), "scores").count("") == 0


def test_every_example_can_be_presented(qtbot: QtBot, appearance: Appearance) -> None:
    for name in ("worked-block", "causal", "relatives", "eight-heads-512", "paper-base"):
        document = Document(find_scenario(name))
        window = PresentWindow(document, appearance)
        qtbot.addWidget(window)
        window.resize(1280, 720)
        window.show()
        for index in range(len(document.lesson.steps)):
            document.go_to(index)
            window.refresh()
            assert window.stage.accessibleName()
        window.close()


def test_two_screens_have_slide_and_notes(tmp_path: Path) -> None:
    """In a process of its own: the screens are there from the start or not at all."""
    screens = {
        "screens": [
            {"name": "desk", "x": 0, "y": 0, "width": 1280, "height": 800},
            {"name": "wall", "x": 1280, "y": 0, "width": 1920, "height": 1080},
        ]
    }
    config = tmp_path / "screens.json"
    config.write_text(json.dumps(screens))
    script = textwrap.dedent("""
        from PySide6.QtCore import QSettings
        from PySide6.QtTest import QTest
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QLabel, QTextEdit
        from gui.app import application, build
        import sys
        app = application()
        store = QSettings(sys.argv[1], QSettings.Format.IniFormat)
        window = build("worked-example", "9", "en", "light", store)
        window.setGeometry(20, 20, 1100, 700)
        window.show()
        held = window.showing.presenting
        held.start()
        app.processEvents()
        assert len(app.screens()) == 2
        assert held.window.geometry().getRect() == (1280, 0, 1920, 1080), held.window.geometry()
        assert held.speaker.geometry().left() < 1280
        held.speaker.refresh()
        notes = held.speaker.findChild(QTextEdit, "speakerNotes").toPlainText()
        assert notes and "{" not in notes
        place = held.speaker.findChild(QLabel, "speakerPlace").text()
        assert place == "Step 9 of 17", place
        assert held.speaker.findChild(QLabel, "speakerNextTitle").text().startswith("Next: ")
        QTest.keyClick(held.window, Qt.Key.Key_PageDown)
        held.speaker.refresh()
        assert held.speaker.findChild(QLabel, "speakerPlace").text() == "Step 10 of 17"
        QTest.keyClick(held.window, Qt.Key.Key_X)
        assert held.window.geometry().left() == 0
        assert held.speaker.geometry().left() >= 1280
        held.speaker.close()
        assert held.window is None
        window.document.mark_saved()
        window.close()
        print("done")
    """)
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "settings.ini")],
        cwd=TOP, capture_output=True, text=True, timeout=120,
        env={
            "HOME": str(tmp_path), "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
        },
    )  # fmt: skip
    assert done.stdout.strip().endswith("done"), done.stderr
