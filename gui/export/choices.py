"""The left side of the export dialog: what, which format, which size, which look."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QSettings, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from gui.document import Document
from gui.export.controls import Segments
from gui.export.requests import ExportRequest
from gui.export.size_choice import SizeChoice
from gui.export.what_choice import WhatChoice

_FORMATS = (
    ("png", "formatPng"),
    ("svg", "formatSvg"),
    ("pdf", "formatPdf"),
    ("pptx", "formatPptx"),
    ("gif", "formatGif"),
    ("apng", "formatApng"),
)
_THEMES = (
    ("light", "backgroundLight"),
    ("dark", "backgroundDark"),
    ("print", "backgroundPrint"),
)
_LANGUAGES = (("en", "slidesEnglish"), ("zh", "slidesChinese"))


class Choices(QWidget):
    """What a person wants to export; `request` is their wish.

    Signals:
        changed: something else is wished.
    """

    changed = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._what = WhatChoice(document)
        names = ("what", "format", "size", "look", "language")
        self._headings = {name: QLabel() for name in names}
        for heading in self._headings.values():
            heading.setProperty("kind", "heading")
        self._format = Segments(_FORMATS)
        self._size = SizeChoice()
        self._theme = Segments(_THEMES)
        self._language = Segments(_LANGUAGES)
        self._title = self._check("titleCheck")
        self._caption = self._check("captionCheck")
        self._lit = self._check("litCheck")
        self._speaker = self._check("speakerCheck", checked=False)
        self._clear = self._check("backgroundTransparent", checked=False)
        self._all_heads = self._check("allHeadsCheck", checked=False)
        self._build()
        for segments in (self._format, self._theme):
            segments.choose("")
        self._language.choose(document.language)
        for segments in (self._format, self._theme, self._language):
            segments.chosen.connect(self._on_changed)
        for part in (self._what, self._size):
            part.changed.connect(self._on_changed)
        self.retranslate()

    def _check(self, name: str, *, checked: bool = True) -> QCheckBox:
        box = QCheckBox()
        box.setObjectName(name)
        box.setChecked(checked)
        box.toggled.connect(self._on_changed)
        return box

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 16)
        column.setSpacing(6)
        column.addWidget(self._headings["what"])
        column.addWidget(self._what)
        for name, widget in (("format", self._format), ("size", self._size)):
            column.addSpacing(6)
            column.addWidget(self._headings[name])
            column.addWidget(widget)
        column.addSpacing(6)
        column.addLayout(self._beside())
        checks = QGridLayout()
        checks.setVerticalSpacing(4)
        boxes = (self._title, self._caption, self._lit, self._clear, self._speaker, self._all_heads)
        for index, box in enumerate(boxes):
            checks.addWidget(box, index // 2, index % 2)
        column.addLayout(checks)
        column.addStretch(1)

    def _beside(self) -> QGridLayout:
        """The look and, beside it, the language."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        for column, (name, widget) in enumerate(
            (("look", self._theme), ("language", self._language))
        ):
            grid.addWidget(self._headings[name], 0, column)
            grid.addWidget(widget, 1, column)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        return grid

    # -- the wish --------------------------------------------------------------------------------

    @property
    def fault(self) -> str:
        """Why there can be no such picture; empty where there can."""
        return self._size.fault

    @property
    def request(self) -> ExportRequest:
        """What is wished now."""
        size = self._size.wish
        request = self._what.applied(
            ExportRequest(
                size=size.pixels,
                format=self._format.code,
                theme=self._theme.code,
                transparent=self._clear.isChecked(),
                title=self._title.isChecked(),
                caption=self._caption.isChecked(),
                lit=self._lit.isChecked(),
                speaker=self._speaker.isChecked(),
                language=self._language.code,
                dots_per_inch=size.dots_per_inch,
            )
        )
        whole = self._all_heads.isChecked() and self._all_heads.isEnabled()
        return replace(request, head=None) if whole else request

    def _on_changed(self, *_: object) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """Offer only what the kind of picture has."""
        what, document = self._what.what, self._document
        self._size.set_format(self._format.code)
        of_steps = what in ("step", "range", "every")
        inside = what in ("moments", "before_after")
        self._caption.setEnabled(of_steps or inside or what == "compare")
        self._lit.setEnabled(of_steps or inside)
        self._speaker.setEnabled(of_steps)
        self._all_heads.setVisible(document.graph.heads > 1)
        has_heads = len(document.graph.shapes[document.node]) > 2
        self._all_heads.setEnabled(what == "matrix" and has_heads)

    # -- remembering -----------------------------------------------------------------------------

    def restore(self, store: QSettings | None) -> None:
        """Choose what was chosen last; the language is always that of the window."""
        self._what.restore(store)
        for segments, key in self._segments():
            segments.choose(_text(store, key))
        if store is not None:
            self._size.restore(store)
            for check, key in self._checks():
                check.setChecked(bool(store.value(f"export/{key}", check.isChecked(), type=bool)))
        self._follow()

    def remember(self, store: QSettings | None) -> None:
        """Keep what is chosen for the next time."""
        if store is None:
            return
        self._what.remember(store)
        for segments, key in self._segments():
            store.setValue(f"export/{key}", segments.code)
        self._size.remember(store)
        for check, key in self._checks():
            store.setValue(f"export/{key}", check.isChecked())

    def _segments(self) -> tuple[tuple[Segments, str], ...]:
        return (self._format, "format"), (self._theme, "theme")

    def _checks(self) -> tuple[tuple[QCheckBox, str], ...]:
        return (
            (self._title, "title"),
            (self._caption, "caption"),
            (self._lit, "lit"),
            (self._clear, "transparent"),
            (self._speaker, "speaker"),
            (self._all_heads, "allHeads"),
        )

    # -- the language ----------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """All texts in the language of now."""
        headings = {
            "what": self.tr("What"),
            "format": self.tr("Format"),
            "size": self.tr("Size"),
            "look": self.tr("Look"),
            "language": self.tr("Language"),
        }
        for name, text in headings.items():
            self._headings[name].setText(text)
        formats = {form: form.upper() for form, _ in _FORMATS}
        self._format.set_texts(formats, headings["format"])
        looks = {"light": self.tr("Light"), "dark": self.tr("Dark"), "print": self.tr("Print")}
        self._theme.set_texts(looks, headings["look"])
        self._language.set_texts({"en": "English", "zh": "中文"}, headings["language"])
        for check, text in (
            (self._title, self.tr("Title")),
            (self._caption, self.tr("Caption")),
            (self._lit, self.tr("Lit cell")),
            (self._clear, self.tr("Transparent")),
            (self._speaker, self.tr("Text of the lesson")),
            (self._all_heads, self.tr("All heads side by side")),
        ):
            check.setText(text)
            check.setAccessibleName(text)


def _text(store: QSettings | None, key: str) -> str:
    return "" if store is None else str(store.value(f"export/{key}", "", type=str))
