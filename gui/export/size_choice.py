"""How large the pictures of an export are: proportions, sides, resolution."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSettings, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from engine.errors import SizeLimit
from engine.picture_sizes import (
    DOTS_PER_INCH,
    HIGHEST_DPI,
    LARGEST_SCALE,
    LARGEST_SIDE,
    LOWEST_DPI,
    NAMED_SIZES,
    PAPERS,
    SMALLEST_SIDE,
    PictureSize,
    paper_size,
    pixel_size,
)
from gui.export.controls import Segments, number_box
from gui.i18n import error_text

_SIZES = (
    ("16:9", "sizeWide"),
    ("4:3", "sizeOld"),
    ("a4", "sizeA4"),
    ("a4-portrait", "sizeA4Portrait"),
    ("custom", "sizeCustom"),
)
_SCALES = tuple((str(scale), f"scale{scale}") for scale in range(1, LARGEST_SCALE + 1))
_UNITS = (("px", "unitPixels"), ("mm", "unitMillimetres"))
_LONGEST = 5000  # mm
_SMALL = 1920
_VECTORS = ("svg", "pdf", "pptx")  # their pixels count for nothing


class SizeChoice(QWidget):
    """Proportions by name or any sides, in pixels or on paper.

    Attributes:
        fault: why there can be no picture of that size; empty where there can.

    Signals:
        changed: another size is wished.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fault = ""
        self._format = ""
        self._name = Segments(_SIZES)
        self._scale = Segments(_SCALES)
        self._unit = Segments(_UNITS)
        self._width = self._number("widthSpin", SMALLEST_SIDE, LARGEST_SIDE, 1920)
        self._height = self._number("heightSpin", SMALLEST_SIDE, LARGEST_SIDE, 1080)
        self._wide = self._number("paperWidthSpin", 1, _LONGEST, 210, " mm")
        self._high = self._number("paperHeightSpin", 1, _LONGEST, 148, " mm")
        self._dots = self._number("dotsSpin", LOWEST_DPI, HIGHEST_DPI, DOTS_PER_INCH, " dpi")
        self._pixels = QLabel()
        self._pixels.setObjectName("pixelsLabel")
        self._pixels.setProperty("kind", "muted")
        self._sides = QWidget()
        sides = QHBoxLayout(self._sides)
        sides.setContentsMargins(0, 0, 0, 0)
        for widget in (self._width, self._wide):
            sides.addWidget(widget, 1)
        sides.addWidget(QLabel("×"))
        for widget in (self._height, self._high):
            sides.addWidget(widget, 1)
        sides.addWidget(self._unit)
        resolution = QHBoxLayout()
        resolution.addWidget(self._scale, 1)
        resolution.addWidget(self._dots)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._name)
        column.addWidget(self._sides)
        column.addLayout(resolution)
        column.addWidget(self._pixels)
        for segments in (self._name, self._scale, self._unit):
            segments.choose("")
            segments.chosen.connect(self._on_changed)
        self._retranslate()
        self._follow()

    def _number(self, name: str, low: int, high: int, value: int, unit: str = "") -> QSpinBox:
        box = number_box(name, low, high, value, unit)
        box.valueChanged.connect(self._on_changed)
        return box

    # -- the wish --------------------------------------------------------------------------------

    @property
    def wish(self) -> PictureSize:
        """What is wished; with a fault a small picture of the same proportions."""
        try:
            return self._size(int(self._scale.code), self._dots.value())
        except SizeLimit:
            sides = self._paper if self._on_paper else self._own
            part = _SMALL / max(sides)
            width, height = (max(round(side * part), 1) for side in sides)
            return PictureSize(width, height, self._dots.value())

    def _size(self, scale: int, dots: int) -> PictureSize:
        """Raises SizeLimit."""
        if self._on_paper:
            return paper_size(self._paper, scale, dots)
        return pixel_size(self._own, scale, dots)

    @property
    def _own(self) -> tuple[int, int]:
        sides = (self._width.value(), self._height.value())
        return NAMED_SIZES.get(self._name.code, sides)

    @property
    def _custom(self) -> bool:
        return self._name.code == "custom"

    @property
    def _on_paper(self) -> bool:
        return self._name.code in PAPERS or (self._custom and self._unit.code == "mm")

    @property
    def _paper(self) -> tuple[float, float]:
        return PAPERS.get(self._name.code, (self._wide.value(), self._high.value()))

    def set_format(self, form: str) -> None:
        """The format the pictures are written in."""
        self._format = form
        self._follow()

    def _on_changed(self, *_: object) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """Show what the size depends on, and what comes of it."""
        self._sides.setVisible(self._custom)
        paper = self._unit.code == "mm"
        for box in (self._width, self._height):
            box.setVisible(not paper)
        for box in (self._wide, self._high):
            box.setVisible(paper)
        self.fault = ""
        try:
            size = self._size(int(self._scale.code), self._dots.value())
        except SizeLimit as error:
            self.fault = error_text(error)
            self._pixels.setText("")
            return
        inches = " × ".join(f"{side / size.dots_per_inch * 25.4:.0f}" for side in size.pixels)
        if self._format in _VECTORS:
            text = self.tr("Lines and text, sharp at any size; {paper} mm on paper")
        else:
            text = self.tr("{width} × {height} px, {dots} dots per inch, {paper} mm on paper")
        self._pixels.setText(
            text.format(width=size.width, height=size.height, dots=size.dots_per_inch, paper=inches)
        )

    # -- remembering -----------------------------------------------------------------------------

    def restore(self, store: QSettings) -> None:
        """Choose what was chosen last."""
        for segments, key in self._segments():
            segments.choose(str(store.value(f"export/{key}", "", type=str)))
        for box, key in self._numbers():
            box.setValue(int(str(store.value(f"export/{key}", box.value()))))
        self._follow()

    def remember(self, store: QSettings) -> None:
        """Keep what is chosen."""
        for segments, key in self._segments():
            store.setValue(f"export/{key}", segments.code)
        for box, key in self._numbers():
            store.setValue(f"export/{key}", box.value())

    def _segments(self) -> tuple[tuple[Segments, str], ...]:
        return (self._name, "size"), (self._scale, "scale"), (self._unit, "unit")

    def _numbers(self) -> tuple[tuple[QSpinBox, str], ...]:
        return (
            (self._width, "width"),
            (self._height, "height"),
            (self._wide, "paperWidth"),
            (self._high, "paperHeight"),
            (self._dots, "dots"),
        )

    # -- the language ----------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._follow()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        group = self.tr("Size")
        self._name.set_texts(
            {
                "16:9": "16:9",
                "4:3": "4:3",
                "a4": "A4",
                "a4-portrait": self.tr("A4 tall"),
                "custom": self.tr("Custom"),
            },
            group,
        )
        self._scale.set_texts({code: f"{code}×" for code, _ in _SCALES}, self.tr("Resolution"))
        self._unit.set_texts({"px": "px", "mm": "mm"}, self.tr("Unit"))
        for box, text in (
            (self._width, self.tr("Width in pixels")),
            (self._height, self.tr("Height in pixels")),
            (self._wide, self.tr("Width in millimetres")),
            (self._high, self.tr("Height in millimetres")),
            (self._dots, self.tr("Dots per inch")),
        ):
            box.setAccessibleName(text)
            box.setToolTip(text)
