"""The left side of the export dialog: what, which format, which size, which look."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QSettings, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from engine.exchange import (
    A4_WIDTH,
    HIGHEST_DPI,
    LARGEST_SIDE,
    LOWEST_DPI,
    NAMED_SIZES,
    SMALLEST_SIDE,
)
from gui.document import Document
from gui.export.controls import Segments
from gui.export.requests import DOTS_PER_INCH, ExportRequest
from gui.export.what_choice import WhatChoice

_FORMATS = (
    ("png", "formatPng"),
    ("svg", "formatSvg"),
    ("pdf", "formatPdf"),
    ("pptx", "formatPptx"),
    ("gif", "formatGif"),
    ("apng", "formatApng"),
)
_SIZES = (("16:9", "sizeWide"), ("4:3", "sizeOld"), ("a4", "sizeA4"), ("custom", "sizeCustom"))
_SCALES = (("1", "scale1"), ("2", "scale2"), ("3", "scale3"), ("4", "scale4"))
_THEMES = (
    ("light", "backgroundLight"),
    ("dark", "backgroundDark"),
    ("print", "backgroundPrint"),
)
_LANGUAGES = (("en", "slidesEnglish"), ("zh", "slidesChinese"))
_VECTORS = ("svg", "pdf", "pptx")  # their pixels count for nothing


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
        self._size = Segments(_SIZES)
        self._scale = Segments(_SCALES)
        self._theme = Segments(_THEMES)
        self._language = Segments(_LANGUAGES)
        self._width = self._number("widthSpin", SMALLEST_SIDE, LARGEST_SIDE, 1920, " px")
        self._height = self._number("heightSpin", SMALLEST_SIDE, LARGEST_SIDE, 1080, " px")
        self._dots = self._number("dotsSpin", LOWEST_DPI, HIGHEST_DPI, DOTS_PER_INCH, " dpi")
        self._pixels = QLabel()
        self._pixels.setObjectName("pixelsLabel")
        self._pixels.setProperty("kind", "muted")
        self._title = self._check("titleCheck")
        self._caption = self._check("captionCheck")
        self._lit = self._check("litCheck")
        self._speaker = self._check("speakerCheck", checked=False)
        self._clear = self._check("backgroundTransparent", checked=False)
        self._all_heads = self._check("allHeadsCheck", checked=False)
        self._build()
        for segments in (self._format, self._size, self._scale, self._theme):
            segments.choose("")
        self._language.choose(document.language)
        for segments in (self._format, self._size, self._scale, self._theme, self._language):
            segments.chosen.connect(self._on_changed)
        self._what.changed.connect(self._on_changed)
        self.retranslate()

    def _number(self, name: str, low: int, high: int, value: int, unit: str) -> QSpinBox:
        box = QSpinBox()
        box.setObjectName(name)
        box.setRange(low, high)
        box.setValue(value)
        box.setSuffix(unit)
        box.setKeyboardTracking(False)
        box.valueChanged.connect(self._on_changed)
        return box

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
        self._custom = QWidget()
        sides = QHBoxLayout(self._custom)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.addWidget(self._width, 1)
        sides.addWidget(QLabel("×"))
        sides.addWidget(self._height, 1)
        sides.addWidget(self._dots, 1)
        for name, widgets in (
            ("format", (self._format,)),
            ("size", (self._size, self._custom, self._scale, self._pixels)),
            ("look", (self._theme,)),
        ):
            column.addSpacing(8)
            column.addWidget(self._headings[name])
            for widget in widgets:
                column.addWidget(widget)
        checks = QGridLayout()
        checks.setVerticalSpacing(4)
        boxes = (self._title, self._caption, self._lit, self._clear, self._speaker, self._all_heads)
        for index, box in enumerate(boxes):
            checks.addWidget(box, index // 2, index % 2)
        column.addLayout(checks)
        column.addSpacing(8)
        column.addWidget(self._headings["language"])
        column.addWidget(self._language)
        column.addStretch(1)

    # -- the wish --------------------------------------------------------------------------------

    @property
    def request(self) -> ExportRequest:
        """What is wished now."""
        scale = int(self._scale.code)
        named = NAMED_SIZES.get(self._size.code)
        width, height = named or (self._width.value(), self._height.value())
        size = min(width * scale, LARGEST_SIDE), min(height * scale, LARGEST_SIDE)
        dots = self._dots.value() if named is None else DOTS_PER_INCH * scale
        if self._size.code == "a4":
            dots = round(size[0] / A4_WIDTH)
        request = self._what.applied(
            ExportRequest(
                size=size,
                format=self._format.code,
                theme=self._theme.code,
                transparent=self._clear.isChecked(),
                title=self._title.isChecked(),
                caption=self._caption.isChecked(),
                lit=self._lit.isChecked(),
                speaker=self._speaker.isChecked(),
                language=self._language.code,
                dots_per_inch=dots,
            )
        )
        whole = self._all_heads.isChecked() and self._all_heads.isEnabled()
        return replace(request, head=None) if whole else request

    def _on_changed(self, *_: object) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """Show the sides of a custom size; offer only what the kind of picture has."""
        what, document = self._what.what, self._document
        self._custom.setVisible(self._size.code == "custom")
        of_steps = what in ("step", "range", "every")
        inside = what in ("moments", "before_after")
        self._caption.setEnabled(of_steps or inside or what == "compare")
        self._lit.setEnabled(of_steps or inside)
        self._speaker.setEnabled(of_steps)
        self._all_heads.setVisible(document.graph.heads > 1)
        has_heads = len(document.graph.shapes[document.node]) > 2
        self._all_heads.setEnabled(what == "matrix" and has_heads)
        self._say_pixels()

    def _say_pixels(self) -> None:
        request = self.request
        if request.format in _VECTORS:
            text = self.tr("Lines and text, sharp at any size")
        else:
            text = self.tr("{width} × {height} px, {dots} dots per inch").format(
                width=request.size[0], height=request.size[1], dots=request.dots_per_inch
            )
        self._pixels.setText(text)

    # -- remembering -----------------------------------------------------------------------------

    def restore(self, store: QSettings | None) -> None:
        """Choose what was chosen last; the language is always that of the window."""
        self._what.restore(store)
        for segments, key in self._segments():
            segments.choose(_text(store, key))
        if store is not None:
            for box, key in self._numbers():
                box.setValue(int(str(store.value(f"export/{key}", box.value()))))
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
        for box, key in self._numbers():
            store.setValue(f"export/{key}", box.value())
        for check, key in self._checks():
            store.setValue(f"export/{key}", check.isChecked())

    def _segments(self) -> tuple[tuple[Segments, str], ...]:
        return (
            (self._format, "format"),
            (self._size, "size"),
            (self._scale, "scale"),
            (self._theme, "theme"),
        )

    def _numbers(self) -> tuple[tuple[QSpinBox, str], ...]:
        return (self._width, "width"), (self._height, "height"), (self._dots, "dots")

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
            "language": self.tr("Language of the slides"),
        }
        for name, text in headings.items():
            self._headings[name].setText(text)
        formats = {form: form.upper() for form, _ in _FORMATS}
        self._format.set_texts(formats, headings["format"])
        sizes = {"16:9": "16:9", "4:3": "4:3", "a4": "A4", "custom": self.tr("Custom…")}
        self._size.set_texts(sizes, headings["size"])
        scales = {code: f"{code}×" for code, _ in _SCALES}
        self._scale.set_texts(scales, self.tr("Resolution"))
        looks = {"light": self.tr("Light"), "dark": self.tr("Dark"), "print": self.tr("Print")}
        self._theme.set_texts(looks, headings["look"])
        self._language.set_texts({"en": "English", "zh": "中文"}, headings["language"])
        for box, text in (
            (self._width, self.tr("Width in pixels")),
            (self._height, self.tr("Height in pixels")),
            (self._dots, self.tr("Dots per inch")),
        ):
            box.setAccessibleName(text)
            box.setToolTip(text)
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
        self._say_pixels()


def _text(store: QSettings | None, key: str) -> str:
    return "" if store is None else str(store.value(f"export/{key}", "", type=str))
