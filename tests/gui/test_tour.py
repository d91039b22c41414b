"""The four hints of the first start, and the about box."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTextBrowser

from gui.app import greet
from gui.help.about import AboutBox, notices, versions
from gui.help.tour import HINTS, Tour
from gui.main_window import MainWindow


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def shown(window: MainWindow) -> list[Tour]:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return [tour for tour in window.findChildren(Tour) if tour.isVisible()]


def text_of(tour: Tour) -> QLabel:
    label = tour.findChild(QLabel, "tourText")
    assert isinstance(label, QLabel)
    return label


def check_place(window: MainWindow, tour: Tour) -> None:
    """In the window, beside what it points at, with its whole text."""
    settle()
    area = window.beside.hints[tour.index]()
    assert not area.isEmpty()
    assert window.rect().contains(tour.geometry())
    assert tour._rim.geometry().contains(area.adjusted(2, 2, -2, -2) & window.rect())
    assert not tour.geometry().intersects(area)
    label = text_of(tour)
    assert label.height() >= label.heightForWidth(label.width())


@pytest.mark.parametrize(
    ("language", "look", "size", "folded"),
    [
        ("en", "light", (1280, 800), False),
        ("zh", "dark", (1024, 700), True),
        ("en", "dark", (1600, 1000), False),
        ("zh", "light", (1280, 720), True),
    ],
)
def test_hints_stand_beside_real_controls(
    window: MainWindow, language: str, look: str, size: tuple[int, int], folded: bool
) -> None:
    window.set_language(language)
    window.set_theme(look)
    window.resize(*size)
    settle()
    if window.panel.isHidden() != folded:
        window.toggle_panel()
    tour = window.beside.show_hints()
    for index in range(len(HINTS)):
        assert tour.index == index
        check_place(window, tour)
        tour.go_on()
    assert shown(window) == []
    window.set_theme("light")


def test_each_points_at_what_it_speaks_of(window: MainWindow) -> None:
    window.beside.show_hints()
    settle()
    numbers, *rest = (area() for area in window.beside.hints)
    corner = window.diagram.mapFrom(window, numbers.center())
    assert window.diagram.node_at(corner) == "X"
    buttons = (window.toolbar.compare_button(), window.step_bar.next_button(),
               window.toolbar.export_button())  # fmt: skip
    for area, button in zip(rest, buttons, strict=True):
        assert area == QRect(button.mapTo(window, button.rect().topLeft()), button.size())


def test_they_follow_the_window_the_panel_and_the_diagram(window: MainWindow) -> None:
    tour = window.beside.show_hints()
    check_place(window, tour)
    before = tour._rim.geometry()
    window.resize(1500, 900)
    check_place(window, tour)
    window.toggle_panel()
    check_place(window, tour)
    window.diagram.zoom_in()
    check_place(window, tour)
    assert tour._rim.geometry() != before
    tour.go_on()
    tour.go_on()
    window.resize(1024, 700)
    check_place(window, tour)
    tour.end()


def test_nothing_is_blocked_meanwhile(window: MainWindow) -> None:
    tour = window.beside.show_hints()
    step = window.document.cursor.index
    window.diagram.setFocus()
    window.actions_["next"].trigger()
    assert window.document.cursor.index == step + 1
    area = window.beside.hints[0]().center()
    assert window.childAt(area) is window.diagram.viewport()  # the rim lets the pointer through
    window.set_language("zh")
    settle()
    assert tour.findChild(QPushButton, "tourNextButton").text() == "下一条"
    tour.end()


def test_hints_by_keyboard(window: MainWindow) -> None:
    tour = window.beside.show_hints()
    window.activateWindow()
    settle()
    window.diagram.setFocus()
    visited = []
    for _ in range(9):
        window.actions_["regions"].trigger()
        visited.append(QApplication.focusWidget())
    inside = [widget for widget in visited if widget is not None and tour.isAncestorOf(widget)]
    assert inside
    inside[0].setFocus()
    QTest.keyClick(tour.findChild(QPushButton, "tourNextButton"), Qt.Key.Key_Space)
    assert tour.index == 1
    QTest.keyClick(tour, Qt.Key.Key_Escape)
    assert shown(window) == []
    again = window.beside.show_hints()
    assert again.index == 0
    skip = again.findChild(QPushButton, "tourSkipButton")
    skip.click()
    assert shown(window) == []


def test_the_focus_goes_back_to_where_it_was(window: MainWindow) -> None:
    window.activateWindow()
    settle()
    window.panel.matrix.numbers.setFocus()
    home = QApplication.focusWidget()
    tour = window.beside.show_hints()
    settle()
    assert tour.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(tour, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is home


def test_asking_twice_shows_them_once(window: MainWindow) -> None:
    window.actions_["tour"].trigger()
    window.actions_["tour"].trigger()
    assert len(shown(window)) == 1
    shown(window)[0].end()


def test_they_greet_once_and_only_on_the_first_start(window: MainWindow) -> None:
    assert shown(window) == []  # a window that is only built greets nobody
    assert not window.settings.hints_seen
    greet(window)
    (tour,) = shown(window)
    tour.end()
    greet(window)
    assert shown(window) == []


def test_hints_are_other_sentences() -> None:
    assert len(HINTS) == 4
    for one, other in itertools.combinations(HINTS, 2):
        assert one != other


# -- the about box ---------------------------------------------------------------------------------


def test_the_about_box_says_with_what_it_runs(window: MainWindow) -> None:
    box = AboutBox(window)
    box.findChild(QPushButton, "copyVersionsButton").click()
    copied = QGuiApplication.clipboard().text()
    assert versions() in copied
    for name in ("Softmix", "Python", "PySide6", "numpy"):
        assert name in copied
    for package in ("PySide6", "numpy", "python-pptx", "Pillow", "lxml", "XlsxWriter", "openpyxl"):
        assert package in notices()
    box.findChild(QPushButton, "showNoticesButton").click()
    text = box.findChild(QTextBrowser, "noticesText").toPlainText()
    assert "XlsxWriter" in text
    assert "|---" not in text  # tables are tables
    box.deleteLater()
    QGuiApplication.clipboard().clear()


def test_the_about_box_leads_to_the_manual(window: MainWindow) -> None:
    box = AboutBox(window)
    box.manual_wanted.connect(window.beside.show_manual)
    box.findChild(QPushButton, "aboutManualButton").click()
    assert window.beside.manual is not None
    assert window.beside.manual.isVisible()
    assert not box.isVisible()
    box.deleteLater()
