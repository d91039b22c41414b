"""The export dialog, used as a person uses it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSpinBox,
)
from pytestqt.qtbot import QtBot

from engine.scenario import find_scenario
from gui.appearance import Appearance
from gui.document import Document
from gui.export.controls import Preview
from gui.export.dialog import ExportDialog
from gui.export.render import render_image
from gui.export.requests import ExportRequest, request_slide

SCORES = 8


@pytest.fixture
def store(tmp_path: Path) -> QSettings:
    made = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    (tmp_path / "out").mkdir()
    made.setValue("export/folder", str(tmp_path / "out"))
    return made


@pytest.fixture
def dialog(
    qtbot: QtBot, document: Document, appearance: Appearance, store: QSettings
) -> Iterator[ExportDialog]:
    document.go_to(SCORES)
    made = ExportDialog(document, appearance, store)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    QGuiApplication.clipboard().clear()


def press(qtbot: QtBot, dialog: ExportDialog, name: str) -> None:
    """Click a button, a box or a radio by its name."""
    button = dialog.findChild(QAbstractButton, name)
    assert button is not None, name
    if isinstance(button, QPushButton) or button.metaObject().className() == "QToolButton":
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    else:
        button.click()


def path_edit(dialog: ExportDialog) -> QLineEdit:
    return dialog.findChild(QLineEdit, "pathEdit")


def said(dialog: ExportDialog, name: str) -> str:
    label = dialog.findChild(QLabel, name)
    assert label is not None
    return label.text() if label.isVisible() else ""


def test_exporting_this_step_writes_the_slide(
    qtbot: QtBot, dialog: ExportDialog, document: Document, tmp_path: Path
) -> None:
    out = tmp_path / "out" / "softmix-09-scores.png"
    assert path_edit(dialog).text() == str(out)
    press(qtbot, dialog, "exportNowButton")
    assert dialog.written == [out]
    assert not dialog.isVisible()
    slide = request_slide(document, ExportRequest("step", step=SCORES))
    wanted = render_image(slide, (1920, 1080))
    assert QImage(str(out)).convertToFormat(wanted.format()) == wanted
    assert list(out.parent.iterdir()) == [out]


def test_the_preview_is_the_real_thing(
    qtbot: QtBot, dialog: ExportDialog, document: Document
) -> None:
    preview = dialog.findChild(Preview, "exportPreview")
    qtbot.waitUntil(lambda: not preview.image.isNull())
    size = (preview.image.width(), preview.image.height())
    slide = request_slide(document, ExportRequest("step", step=SCORES))
    assert preview.image == render_image(slide, size)
    press(qtbot, dialog, "backgroundDark")
    dark = request_slide(document, ExportRequest("step", step=SCORES, theme="dark"))
    qtbot.waitUntil(lambda: preview.image == render_image(dark, size))


def test_the_selected_cell_is_lit(qtbot: QtBot, dialog: ExportDialog, document: Document) -> None:
    document.select("scores", (2, 1))
    press(qtbot, dialog, "exportNowButton")
    lit = request_slide(document, ExportRequest("step", step=SCORES, cell=("scores", (2, 1))))
    (path,) = dialog.written
    assert QImage(str(path)).pixel(1000, 500)  # it opens
    wanted = render_image(lit, (1920, 1080))
    assert QImage(str(path)).convertToFormat(wanted.format()) == wanted


def test_every_step_writes_numbered_files(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    press(qtbot, dialog, "whatEvery")
    press(qtbot, dialog, "sizeCustom")
    for name, side in (("widthSpin", 320), ("heightSpin", 240)):
        dialog.findChild(QSpinBox, name).setValue(side)
    assert "softmix-17-whole.png" in said(dialog, "exportFiles")
    press(qtbot, dialog, "exportNowButton")
    assert len(dialog.written) == 17
    assert sorted((tmp_path / "out").iterdir()) == sorted(dialog.written)
    assert QImage(str(dialog.written[4])).size().toTuple() == (320, 240)


def test_cancel_stops_a_long_export_and_takes_it_back(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    press(qtbot, dialog, "whatEvery")
    cancel = dialog.findChild(QPushButton, "cancelButton")
    QTimer.singleShot(0, cancel, cancel.click)
    press(qtbot, dialog, "exportNowButton")
    assert dialog.written == []
    assert dialog.isVisible()
    assert "Nothing was saved" in said(dialog, "exportMessage")
    assert list((tmp_path / "out").iterdir()) == []
    press(qtbot, dialog, "cancelButton")
    assert not dialog.isVisible()


def test_a_failure_is_said_and_the_dialog_stays(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    edit = path_edit(dialog)
    edit.clear()
    qtbot.keyClicks(edit, str(tmp_path / "missing" / "a.png"))
    press(qtbot, dialog, "exportNowButton")
    assert dialog.isVisible()
    assert str(tmp_path / "missing") in said(dialog, "exportError")
    edit.clear()
    qtbot.keyClicks(edit, "b")
    assert said(dialog, "exportError") == ""
    press(qtbot, dialog, "exportNowButton")
    assert dialog.written == [tmp_path / "out" / "b.png"]


IMPOSSIBLE = {"~nobody-here/x": "~nobody-here", "x" * 300: "too long", "y" * 253: "too long"}


@pytest.mark.parametrize(("name", "says"), IMPOSSIBLE.items(), ids=["home", "300", "suffix"])
@pytest.mark.parametrize("what", ["whatStep", "whatEvery"])
def test_a_name_no_file_can_have_is_said_while_it_is_typed(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, name: str, says: str, what: str
) -> None:
    press(qtbot, dialog, what)
    edit, export = path_edit(dialog), dialog.findChild(QPushButton, "exportNowButton")
    edit.clear()
    edit.insert(name[:-1])
    qtbot.keyClicks(edit, name[-1])
    assert says in said(dialog, "exportError")
    assert not export.isEnabled()
    dialog.export()  # as Enter does
    assert says in said(dialog, "exportError")
    press(qtbot, dialog, "formatPdf")
    assert not export.isEnabled()
    edit.clear()
    qtbot.keyClicks(edit, "b")
    assert said(dialog, "exportError") == ""
    press(qtbot, dialog, "exportNowButton")
    assert dialog.written == [tmp_path / "out" / "b.pdf"]


@pytest.mark.parametrize("answer", ["Yes", "Cancel"])
def test_replacing_a_file_is_asked(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, answer: str
) -> None:
    old = tmp_path / "out" / "softmix-09-scores.png"
    old.write_bytes(b"old")

    def reply() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        assert old.name in box.text()
        box.button(QMessageBox.StandardButton[answer]).click()

    QTimer.singleShot(0, reply)
    press(qtbot, dialog, "exportNowButton")
    assert (old.read_bytes() == b"old") == (answer == "Cancel")
    assert dialog.isVisible() == (answer == "Cancel")


def test_the_button_and_the_name_follow_the_format(qtbot: QtBot, dialog: ExportDialog) -> None:
    press(qtbot, dialog, "formatPdf")
    press(qtbot, dialog, "whatEvery")
    assert dialog.findChild(QPushButton, "exportNowButton").text() == "Export PDF"
    assert path_edit(dialog).text().endswith("softmix.pdf")
    press(qtbot, dialog, "exportNowButton")
    (path,) = dialog.written
    assert path.read_bytes().startswith(b"%PDF")


def test_small_text_is_warned_about(qtbot: QtBot, dialog: ExportDialog, document: Document) -> None:
    qtbot.waitUntil(lambda: "Readable" in said(dialog, "readableLabel"))
    document.go_to(16)
    press(qtbot, dialog, "sizeCustom")
    for name, side in (("widthSpin", 1080), ("heightSpin", 1920)):
        dialog.findChild(QSpinBox, name).setValue(side)
    qtbot.waitUntil(lambda: "Too small" in said(dialog, "readableLabel"))


def test_copying_puts_the_picture_on_the_clipboard(
    qtbot: QtBot, dialog: ExportDialog, document: Document
) -> None:
    press(qtbot, dialog, "backgroundTransparent")
    press(qtbot, dialog, "copyPictureButton")
    image = QGuiApplication.clipboard().image()
    assert image.size().toTuple() == (1920, 1080)
    assert image.pixelColor(2, 2).alpha() == 0
    assert "clipboard" in said(dialog, "exportMessage")


def test_choices_are_remembered(
    qtbot: QtBot, dialog: ExportDialog, document: Document, appearance: Appearance,
    store: QSettings,
) -> None:  # fmt: skip
    for name in ("whatMatrix", "formatSvg", "scale2", "backgroundDark", "titleCheck"):
        press(qtbot, dialog, name)
    press(qtbot, dialog, "exportNowButton")
    store.sync()
    again = ExportDialog(document, appearance, QSettings(store.fileName(), store.format()))
    qtbot.addWidget(again)
    for name in ("whatMatrix", "formatSvg", "scale2", "backgroundDark", "captionCheck"):
        assert again.findChild(QAbstractButton, name).isChecked(), name
    assert not again.findChild(QAbstractButton, "titleCheck").isChecked()
    assert path_edit(again).text().endswith("softmix-scores.svg")


def test_one_matrix_shows_the_head_in_view_or_all_of_them(
    qtbot: QtBot, appearance: Appearance, store: QSettings
) -> None:
    document = Document(find_scenario("worked-block"))
    document.set_head(1)
    document.select("scores")
    made = ExportDialog(document, appearance, store)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    every = made.findChild(QCheckBox, "allHeadsCheck")
    assert every.isVisible()
    assert not every.isEnabled()  # a step shows one head
    press(qtbot, made, "whatMatrix")
    preview = made.findChild(Preview, "exportPreview")
    qtbot.waitUntil(lambda: not preview.image.isNull())
    for head in (1, None):
        slide = request_slide(document, ExportRequest("matrix", node="scores", head=head))
        qtbot.waitUntil(lambda slide=slide: preview.image == render_image(slide, _size(preview)))
        press(qtbot, made, "allHeadsCheck")
    document.select("X")
    press(qtbot, made, "whatMatrix")
    assert not every.isEnabled()  # X has no heads


def _size(preview: Preview) -> tuple[int, int]:
    return preview.image.width(), preview.image.height()


def test_an_example_of_one_head_is_not_asked_which(dialog: ExportDialog) -> None:
    assert not dialog.findChild(QCheckBox, "allHeadsCheck").isVisible()


def test_every_control_has_a_name_in_both_senses(qtbot: QtBot, dialog: ExportDialog) -> None:
    controls = [
        widget
        for kind in (QAbstractButton, QLineEdit, QSpinBox)
        for widget in dialog.findChildren(kind)
        if widget.objectName() != "qt_spinbox_lineedit"
    ]
    assert len(controls) >= 20
    for widget in controls:
        assert widget.objectName(), widget
        assert widget.accessibleName(), widget.objectName()


class Marked(QTranslator):
    """A language in which every text of the dialog is marked."""

    contexts = ("ExportDialog", "Choices", "SizeChoice", "WhatChoice", "Pager", "SaveAs")

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        return f"«{text}»" if context in self.contexts else ""

    def isEmpty(self) -> bool:
        return False


def test_the_language_changes_while_it_is_open(qtbot: QtBot, dialog: ExportDialog) -> None:
    same_everywhere = {
        *(f"format{form}" for form in ("Png", "Svg", "Pdf", "Pptx", "Gif", "Apng")),
        *(f"scale{number}" for number in range(1, 5)),
        "sizeWide", "sizeOld", "sizeA4", "unitPixels", "unitMillimetres",
        "slidesEnglish", "slidesChinese",
        "previousSlideButton", "nextSlideButton",
    }  # fmt: skip

    def texts() -> dict[str, str]:
        return {b.objectName(): b.text() for b in dialog.findChildren(QAbstractButton)}

    before = texts()
    marked = Marked()
    assert QApplication.installTranslator(marked)
    try:
        QApplication.processEvents()
        for name, text in texts().items():
            assert text.startswith("«") or name in same_everywhere, name
        assert dialog.windowTitle() == "«Export»"
        assert said(dialog, "readableLabel").startswith("«Smallest text is 27")
    finally:
        QApplication.removeTranslator(marked)
    QApplication.processEvents()
    assert texts() == before
