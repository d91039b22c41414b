"""The step bar: through the lesson by clicks, by itself, by the timeline, by the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from gui.appearance import Appearance
from gui.document import Document
from gui.drawing import fonts
from gui.drawing.primitives import Text
from gui.i18n import Languages
from gui.lesson import step_bar
from gui.lesson.step_bar import SPEEDS, StepBar
from gui.lesson.timeline_layout import label_size, labels, stretches
from gui.names import STAGES, stage_title
from gui.theme import theme
from tests.gui.variants import varied

# The offscreen platform says this of every window with sizes of its own, and of tooltips.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bar(qtbot: QtBot, document: Document, appearance: Appearance) -> Iterator[StepBar]:
    host = QWidget()
    qtbot.addWidget(host)
    made = StepBar(document, appearance, host)
    made.resize(1280, made.height())
    host.resize(2000, 100)
    host.show()
    qtbot.waitExposed(host)
    yield made
    made.stop()


def child(bar: StepBar, name: str) -> QWidget:
    found = bar.findChild(QWidget, name)
    assert found is not None
    return found


def counter(bar: StepBar) -> str:
    found = bar.findChild(QLabel, "stepCounter")
    assert found is not None
    return found.text()


def test_next_to_the_end_and_back_to_the_start(bar: StepBar, document: Document) -> None:
    last = len(document.lesson.steps) - 1
    following, back = child(bar, "nextButton"), child(bar, "backButton")
    assert not back.isEnabled()
    for index in range(1, last + 1):
        QTest.mouseClick(following, LEFT)
        assert document.cursor.index == index
        assert counter(bar) == f"{index + 1} / {last + 1}"
    assert not following.isEnabled()
    for _ in range(last):
        QTest.mouseClick(back, LEFT)
    assert document.cursor.index == 0
    assert not back.isEnabled()
    assert following.isEnabled()


def test_a_button_that_goes_grey_hands_the_focus_on(bar: StepBar, document: Document) -> None:
    last = len(document.lesson.steps) - 1
    document.go_to(last - 1)
    child(bar, "nextButton").setFocus()
    QTest.keyClick(child(bar, "nextButton"), Qt.Key.Key_Space)
    assert document.cursor.index == last
    assert bar.timeline.hasFocus()


def test_a_mouse_at_the_last_step_leaves_no_focus_ring(bar: StepBar, document: Document) -> None:
    following = child(bar, "nextButton")
    pictures = {}
    for by_mouse in (True, False):
        document.go_to(len(document.lesson.steps) - 2)
        following.setFocus()
        following.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, by_mouse)
        following.click()
        assert bar.timeline.hasFocus()
        corner = bar.timeline.grab().toImage().pixelColor(bar.timeline.width() // 2, 1)
        pictures[by_mouse] = corner.name()
    assert pictures[True] != pictures[False]  # the ring runs along the upper edge


def test_play_goes_on_and_stops_at_the_end(
    bar: StepBar, document: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step_bar, "_step_time", lambda: 15)
    last = len(document.lesson.steps) - 1
    document.go_to(last - 2)
    seen: list[int] = []
    document.step_changed.connect(lambda: seen.append(document.cursor.index))
    QTest.mouseClick(child(bar, "playButton"), LEFT)
    assert bar.playing
    assert child(bar, "playButton").accessibleName() == "Pause"
    qtbot.waitUntil(lambda: not bar.playing)
    assert seen == [last - 1, last]
    bar.toggle_play()  # at the end: from the start
    assert document.cursor.index == 0
    assert bar.playing
    bar.toggle_play()
    qtbot.wait(60)
    assert document.cursor.index == 0


def test_speeds_and_the_time_of_a_step(bar: StepBar, document: Document) -> None:
    bar.toggle_play()
    times = []
    for speed in SPEEDS:
        bar.set_speed(speed)
        times.append(bar._timer.interval())
    assert times == [4800, 2400, 1200]
    chooser = child(bar, "speedChooser")
    assert chooser.text() == "2×"  # type: ignore[attr-defined]
    chooser.menu().actions()[0].trigger()  # type: ignore[attr-defined]
    assert bar.speed == 0.5
    document.switch(positions=True)  # another graph: the lesson waits
    assert not bar.playing


@pytest.mark.parametrize("width", [1024, 1280])
def test_the_timeline_is_clickable(bar: StepBar, document: Document, width: int) -> None:
    bar.resize(width, bar.height())
    QApplication.processEvents()
    for index in reversed(range(len(document.lesson.steps))):
        area = bar.timeline.step_area(index)
        assert area.width() >= 28
        assert area.height() >= 28
        QTest.mouseClick(bar.timeline, LEFT, pos=area.center())
        assert document.cursor.index == index
    third = bar.timeline._stretches()[2]
    QTest.mouseClick(bar.timeline, LEFT, pos=QPoint(int(third.left) + 5, 46))
    assert document.cursor.index == third.first
    assert document.cursor.step.stage == third.stage


def test_the_timeline_by_keyboard(bar: StepBar, document: Document) -> None:
    timeline, last = bar.timeline, len(document.lesson.steps) - 1
    timeline.setFocus(Qt.FocusReason.TabFocusReason)
    for key, expected in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Left, 1),
        (Qt.Key.Key_End, last),
        (Qt.Key.Key_Right, last),
        (Qt.Key.Key_Home, 0),
    ):
        QTest.keyClick(timeline, key)
        assert document.cursor.index == expected
    assert timeline.accessibleName() == "Steps of the lesson"
    prose = document.lesson.prose_of(0, "en")
    assert timeline.accessibleDescription() == f"Step 1 of 17, Words: {prose.title}"
    timeline.grab()


def test_tooltips_name_the_step(bar: StepBar, document: Document) -> None:
    timeline = bar.timeline
    at = timeline.step_area(4).center()
    QApplication.sendEvent(timeline, QHelpEvent(QEvent.Type.ToolTip, at, timeline.mapToGlobal(at)))
    assert document.lesson.prose_of(4, "en").title in QToolTip.text()
    QToolTip.hideText()


def test_stages_touched_by_an_edit_are_marked(bar: StepBar, document: Document) -> None:
    assert bar.timeline._changed == frozenset()
    document.edit_cells("W_Q", {(0, 0): 5.0})
    assert bar.timeline._changed == {"projections", "scores", "softmax", "mix"}
    document.undo_stack.undo()
    assert "embedding" not in bar.timeline._changed
    bar.grab()


@pytest.mark.parametrize("width", [720, 1024, 1280, 1900])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_everything_fits(bar: StepBar, document: Document, width: int, language: str) -> None:
    document.set_language(language)
    bar.resize(width, bar.height())
    QApplication.processEvents()
    assert bar.width() == width
    names = ["backButton", "nextButton", "playButton", "speedChooser", "stepCounter",
             "stepTimeline"]  # fmt: skip
    areas = [child(bar, name).geometry() for name in names]
    for first, second in pairwise(areas):
        assert first.right() < second.left()
    assert areas[-1].right() <= width
    assert all(area.top() >= 0 and area.bottom() < bar.height() for area in areas)
    line = bar.timeline._stretches()
    for before, after in pairwise(line):
        assert before.right < after.left
    assert line[-1].right <= bar.timeline.width()


@pytest.mark.usefixtures("qapp")
def test_room_goes_to_labels_first_then_to_steps() -> None:
    stages = ["a", "b", "b", "b"]
    wide = stretches(stages, [40, 30], 0, 322)
    assert wide[0].right - wide[0].left > 40
    assert wide[1].right == pytest.approx(322)
    assert [s.first for s in wide] == [0, 1]
    tight = stretches(stages, [400, 300], 0, 200)
    assert tight[1].right == pytest.approx(200)
    tiny = stretches(stages, [40, 30], 0, 40)
    assert tiny[1].right == pytest.approx(40)


@pytest.fixture(params=["en", "zh"])
def language(request: pytest.FixtureRequest, qapp: object) -> Iterator[str]:
    """Each language, in force."""
    languages = Languages()
    languages.use(request.param)
    yield request.param
    languages.use("en")


def painted(bar: StepBar, monkeypatch: pytest.MonkeyPatch) -> list[Text]:
    """The labels of the timeline as they are painted."""
    from gui.lesson import timeline as module

    found: list[Text] = []
    monkeypatch.setattr(module, "paint", lambda _, parts: found.extend(parts))
    bar.timeline.grab()
    return found


@pytest.mark.parametrize("width", [720, 1024, 1280, 1440])
def test_labels_of_nine_stages_never_run_into_each_other(
    qtbot: QtBot, appearance: Appearance, monkeypatch: pytest.MonkeyPatch, language: str, width: int
) -> None:
    document = varied("block", language=language)
    bar = StepBar(document, appearance)
    qtbot.addWidget(bar)
    bar.resize(width, bar.height())
    bar.show()
    QApplication.processEvents()
    for changed in (False, True):
        if changed:
            document.edit_cells("X", {(0, 0): 9})
        for index, step in enumerate(document.lesson.steps):
            document.go_to(index)
            texts = painted(bar, monkeypatch)
            areas = [fonts.text_rect(text) for text in texts]
            for first, second in pairwise(areas):
                assert first.right + 4 <= second.x
            assert areas[0].x >= 0
            assert areas[-1].right <= bar.timeline.width()
            for text in texts:
                assert text.plain.split()[0] in "123456789"
                assert "…" not in text.plain[:3]
            current = f"{STAGES.index(step.stage) + 1} {stage_title(step.stage)}"
            if width >= 1024:
                assert current in [text.plain for text in texts]
                assert len(texts) >= 7 or changed


@pytest.mark.parametrize("width", [1024, 1280])
def test_every_step_of_nine_stages_is_a_target(
    qtbot: QtBot, appearance: Appearance, width: int
) -> None:
    document = varied("block")
    bar = StepBar(document, appearance)
    qtbot.addWidget(bar)
    bar.resize(width, bar.height())
    bar.show()
    QApplication.processEvents()
    for index in range(len(document.lesson.steps)):
        area = bar.timeline.step_area(index)
        assert area.width() >= 24
        QTest.mouseClick(bar.timeline, LEFT, pos=area.center())
        assert document.cursor.index == index
    line = bar.timeline._stretches()
    for stretch, label in zip(line, bar.timeline._labels(line), strict=True):
        if label.run.text:
            middle = label.x + fonts.run_width(label.run, label_size()) / 2
            assert bar.timeline._step_at(QPointF(middle, 46)) == stretch.first


@pytest.mark.usefixtures("qapp")
def test_labels_keep_a_number_where_a_title_has_no_room() -> None:
    names = [("1", "Words"), ("2", "Projections"), ("3", "Scores")]

    def shown(width: float, current: int) -> list[str]:
        line = stretches(["a", "b", "c"], [60, 100, 70], 0, width)
        flags = [False] * 3
        return [label.run.text for label in labels(line, names, current, theme("light"), flags)]

    assert shown(400, 1) == ["1 Words", "2 Projections", "3 Scores"]
    assert shown(150, 0)[0] == "1 Words"
    assert shown(150, 0)[2] == "3"
    assert shown(150, 2) == ["1", "2", "3 Scores"]
    assert shown(150, 1)[1] == "2 Projections"
    assert shown(40, 1)[1].endswith("…")


def test_the_theme_may_change(bar: StepBar, appearance: Appearance) -> None:
    appearance.set_mode("dark")
    bar.grab()
    appearance.set_mode("light")
