"""The left side of the export dialog: what, which format, which size, which ground."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSettings, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from engine.exchange import LARGEST_SIDE, SMALLEST_SIDE
from engine.numbers import format_shape
from gui.document import Document
from gui.export.controls import Segments
from gui.export.jobs import ExportRequest, What
from gui.names import stage_title

_WHAT: tuple[tuple[What, str], ...] = (
    ("step", "whatStep"),
    ("every", "whatEvery"),
    ("diagram", "whatDiagram"),
    ("matrix", "whatMatrix"),
)
_SIZES = {"fullHd": (1920, 1080), "uhd": (3840, 2160)}


class Choices(QWidget):
    """What a person wants to export; `request` is their wish.

    Signals:
        changed: something else is wished.
    """

    changed = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._what_group = QButtonGroup(self)
        self._what: dict[What, QRadioButton] = {}
        self._hints: dict[What, QLabel] = {}
        self._headings = {name: QLabel() for name in ("what", "format", "size", "ground")}
        for heading in self._headings.values():
            heading.setProperty("kind", "heading")
        self._format = Segments((("png", "formatPng"), ("svg", "formatSvg"), ("pdf", "formatPdf")))
        self._size = Segments(
            (("fullHd", "sizeFullHd"), ("uhd", "sizeUhd"), ("custom", "sizeCustom"))
        )
        self._ground = Segments(
            (
                ("light", "backgroundLight"),
                ("dark", "backgroundDark"),
                ("transparent", "backgroundTransparent"),
            )
        )
        self._width = self._side("widthSpin", 1920)
        self._height = self._side("heightSpin", 1080)
        self._title = self._check("titleCheck")
        self._caption = self._check("captionCheck")
        self._lit = self._check("litCheck")
        self._all_heads = self._check("allHeadsCheck", checked=False)
        self._build()
        for segments in (self._format, self._size, self._ground):
            segments.chosen.connect(self._on_changed)
        self._what_group.buttonClicked.connect(self._on_changed)
        self.retranslate()

    def _side(self, name: str, value: int) -> QSpinBox:
        box = QSpinBox()
        box.setObjectName(name)
        box.setRange(SMALLEST_SIDE, LARGEST_SIDE)
        box.setValue(value)
        box.setSuffix(" px")
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
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(self._headings["what"])
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(4)
        for row, (what, name) in enumerate(_WHAT):
            radio, hint = QRadioButton(), QLabel()
            radio.setObjectName(name)
            hint.setProperty("kind", "muted")
            self._what_group.addButton(radio)
            self._what[what], self._hints[what] = radio, hint
            grid.addWidget(radio, row, 0)
            grid.addWidget(hint, row, 1, Qt.AlignmentFlag.AlignRight)
        self._what["step"].setChecked(True)
        column.addLayout(grid)
        for name, widget in (("format", self._format), ("size", self._size)):
            column.addSpacing(12)
            column.addWidget(self._headings[name])
            column.addWidget(widget)
        self._custom = QWidget()
        sides = QHBoxLayout(self._custom)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.addWidget(self._width, 1)
        sides.addWidget(QLabel("×"))
        sides.addWidget(self._height, 1)
        column.addWidget(self._custom)
        column.addSpacing(12)
        column.addWidget(self._headings["ground"])
        column.addWidget(self._ground)
        column.addSpacing(8)
        checks = QHBoxLayout()
        for box in (self._title, self._caption, self._lit):
            checks.addWidget(box)
        checks.addStretch(1)
        column.addLayout(checks)
        column.addWidget(self._all_heads)
        column.addStretch(1)

    # -- the wish --------------------------------------------------------------------------------

    @property
    def request(self) -> ExportRequest:
        """What is wished now."""
        document = self._document
        what = next(what for what, radio in self._what.items() if radio.isChecked())
        size = _SIZES.get(self._size.code, (self._width.value(), self._height.value()))
        ground = self._ground.code
        cell = document.cell
        return ExportRequest(
            what=what,
            step=document.cursor.index,
            node=document.node,
            size=size,
            format=self._format.code,
            theme="dark" if ground == "dark" else "light",
            transparent=ground == "transparent",
            title=self._title.isChecked(),
            caption=self._caption.isChecked(),
            lit=self._lit.isChecked(),
            cell=(document.node, cell) if what == "step" and cell is not None else None,
            head=None if what == "every" or self._shows_all_heads else document.head,
        )

    @property
    def _shows_all_heads(self) -> bool:
        """Whether one matrix is wished with all its heads."""
        return self._all_heads.isChecked() and self._all_heads.isEnabled()

    def _on_changed(self, *_: object) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """Show the sides of a custom size; offer only what the kind of picture has."""
        self._custom.setVisible(self._size.code == "custom")
        steps = self._what["step"].isChecked() or self._what["every"].isChecked()
        self._caption.setEnabled(steps)
        self._lit.setEnabled(steps)
        document = self._document
        self._all_heads.setVisible(document.graph.heads > 1)
        has_heads = len(document.graph.shapes[document.node]) > 2
        self._all_heads.setEnabled(self._what["matrix"].isChecked() and has_heads)

    # -- remembering -----------------------------------------------------------------------------

    def restore(self, store: QSettings | None) -> None:
        """Choose what was chosen last."""
        self._format.choose(_text(store, "format"))
        self._size.choose(_text(store, "size"))
        self._ground.choose(_text(store, "background"))
        for what, radio in self._what.items():
            if what == _text(store, "what"):
                radio.setChecked(True)
        if store is not None:
            for box, key in ((self._width, "width"), (self._height, "height")):
                box.setValue(int(str(store.value(f"export/{key}", box.value(), type=int))))
            for check, key in self._checks():
                usual = check.isChecked()
                check.setChecked(bool(store.value(f"export/{key}", usual, type=bool)))
        self._follow()

    def remember(self, store: QSettings | None) -> None:
        """Keep the choices for the next time."""
        if store is None:
            return
        request = self.request
        store.setValue("export/what", request.what)
        store.setValue("export/format", request.format)
        store.setValue("export/size", self._size.code)
        store.setValue("export/background", self._ground.code)
        store.setValue("export/width", self._width.value())
        store.setValue("export/height", self._height.value())
        for check, key in self._checks():
            store.setValue(f"export/{key}", check.isChecked())

    def _checks(self) -> tuple[tuple[QCheckBox, str], ...]:
        return (
            (self._title, "title"),
            (self._caption, "caption"),
            (self._lit, "lit"),
            (self._all_heads, "allHeads"),
        )

    # -- the language ----------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """All texts in the language of now."""
        document = self._document
        steps = document.lesson.steps
        index, node = document.cursor.index, document.graph[document.node]
        headings = {
            "what": self.tr("What"),
            "format": self.tr("Format"),
            "size": self.tr("Size"),
            "ground": self.tr("Background"),
        }
        for name, text in headings.items():
            self._headings[name].setText(text)
        texts: dict[What, tuple[str, str]] = {
            "step": (
                self.tr("This step"),
                self.tr("{number} of {count}, {stage}").format(
                    number=index + 1, count=len(steps), stage=stage_title(steps[index].stage)
                ),
            ),
            "every": (
                self.tr("Every step"),
                self.tr("{count} slides").format(count=len(steps)),
            ),
            "diagram": (self.tr("Whole diagram"), self.tr("one picture")),
            "matrix": (
                self.tr("This matrix"),
                f"{node.symbol}, {format_shape(document.graph.shapes[node.name])}",
            ),
        }
        for what, (text, hint) in texts.items():
            self._what[what].setText(text)
            self._what[what].setAccessibleName(f"{text}: {hint}")
            self._hints[what].setText(hint)
        self._format.set_texts({"png": "PNG", "svg": "SVG", "pdf": "PDF"}, headings["format"])
        self._size.set_texts(
            {"fullHd": "1920×1080", "uhd": "3840×2160", "custom": self.tr("Custom…")},
            headings["size"],
        )
        self._ground.set_texts(
            {
                "light": self.tr("Light"),
                "dark": self.tr("Dark"),
                "transparent": self.tr("Transparent"),
            },
            headings["ground"],
        )
        self._width.setAccessibleName(self.tr("Width in pixels"))
        self._height.setAccessibleName(self.tr("Height in pixels"))
        for box, text in (
            (self._title, self.tr("Title")),
            (self._caption, self.tr("Caption")),
            (self._lit, self.tr("Lit cell")),
            (self._all_heads, self.tr("All heads side by side")),
        ):
            box.setText(text)
            box.setAccessibleName(text)


def _text(store: QSettings | None, key: str) -> str:
    return "" if store is None else str(store.value(f"export/{key}", "", type=str))
