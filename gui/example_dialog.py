"""What an example of one's own is called."""

from __future__ import annotations

import msgspec
import regex
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from engine.scenario import Scenario, Text, built_in
from engine.scenario_faults import identity_faults
from gui.document import Document

_LONGEST = 200
_OTHER = regex.compile(r"[^\p{L}\p{N}]+")


class ExampleDialog(QDialog):
    """Asks for a title; the name of the file follows from it."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exampleDialog")
        self.setWindowTitle(self.tr("Save as an example"))
        self.setMinimumWidth(420)
        self._document = document
        about = QLabel(
            self.tr(
                "The numbers, words and sizes of now become an example of your own. It stands "
                "below the others in the list of examples, and opens as they do."
            )
        )
        about.setWordWrap(True)
        about.setProperty("kind", "muted")
        self.english = self._edit("englishTitleEdit", self.tr("Title in English"))
        self.chinese = self._edit("chineseTitleEdit", self.tr("Title in Chinese"))
        title = document.scenario.title
        own = self.tr("{title} (mine)")
        first = self.chinese if document.language == "zh" else self.english
        first.setText(own.format(title=title.zh if first is self.chinese else title.en))
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.addRow(self.tr("Title in English"), self.english)
        form.addRow(self.tr("Title in Chinese"), self.chinese)
        self.note = QLabel()
        self.note.setObjectName("exampleNote")
        self.note.setWordWrap(True)
        self.note.setProperty("kind", "muted")
        buttons = QDialogButtonBox()
        self.keep = buttons.addButton(self.tr("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.keep.setObjectName("saveExampleButton")
        self.keep.setProperty("kind", "primary")
        cancel = buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setObjectName("cancelExampleButton")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(about)
        layout.addLayout(form)
        layout.addWidget(self.note)
        layout.addWidget(buttons)
        for edit in (self.english, self.chinese):
            edit.textChanged.connect(self._check)
        first.setFocus()
        first.selectAll()
        self._check()

    def _edit(self, name: str, label: str) -> QLineEdit:
        edit = QLineEdit()
        edit.setObjectName(name)
        edit.setAccessibleName(label)
        edit.setMaxLength(_LONGEST)
        return edit

    def _title(self) -> Text:
        """One title stands for both languages."""
        english, chinese = self.english.text().strip(), self.chinese.text().strip()
        return Text(en=english or chinese, zh=chinese or english)

    def named(self) -> Scenario | None:
        """The example of now under its new name; None where the title will not do."""
        title, name = self._title(), self._name()
        if not name:
            return None
        return msgspec.structs.replace(self._document.to_scenario(), name=name, title=title)

    def _name(self) -> str:
        """What the file is called; empty where the title will not do."""
        title = self._title()
        name = _OTHER.sub("-", title.en).strip("-").lower()[:80]
        if name in {listing.name for listing in built_in()}:
            name += "-mine"
        return "" if any(identity_faults(name, title)) else name

    def _check(self) -> None:
        name = self._name()
        good = bool(name)
        self.keep.setEnabled(good)
        self.note.setText(
            self.tr("The command line calls it {name}.").format(name=name)
            if good
            else self.tr("Write a title with letters or digits in it.")
        )
