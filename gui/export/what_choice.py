"""What is exported: the upper left of the export dialog."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QSettings, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSpinBox,
    QWidget,
)

from engine.numbers import format_shape
from gui.document import Document
from gui.drawing.fonts import scaled
from gui.export.close_ups import has_moved
from gui.export.controls import number_box
from gui.export.moments import moment_count
from gui.export.requests import ExportRequest, What
from gui.names import stage_title

_NAMES: dict[What, str] = {
    "step": "whatStep",
    "moments": "whatMoments",
    "before_after": "whatBeforeAfter",
    "range": "whatRange",
    "every": "whatEvery",
    "diagram": "whatDiagram",
    "matrix": "whatMatrix",
    "heat": "whatHeat",
    "explanation": "whatExplanation",
    "compare": "whatCompare",
}


class WhatChoice(QWidget):
    """One of the kinds of slides; what there is nothing of cannot be chosen, and says why.

    Signals:
        changed: something else is wished.
    """

    changed = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._group = QButtonGroup(self)
        self._radios: dict[What, QRadioButton] = {}
        self._hints: dict[What, QLabel] = {}
        steps, inside = len(document.lesson.steps), moment_count(document, document.cursor.index)
        at = document.cursor.index + 1
        self._first = self._number("firstStepSpin", 1, steps, at)
        self._last = self._number("lastStepSpin", 1, steps, steps)
        now = document.inside.index + 1 if document.inside.on else 1
        self._moment = self._number("momentSpin", 1, max(inside, 1), min(now, max(inside, 1)))
        self._to = QLabel("–")
        self._possible: dict[What, bool] = {
            "moments": inside > 0,
            "before_after": inside > 0,
            "explanation": document.cell is not None,
            "compare": has_moved(document, document.node),
        }
        self._build()
        self._group.buttonClicked.connect(self._on_chosen)
        self.retranslate()

    def _number(self, name: str, low: int, high: int, value: int) -> QSpinBox:
        box = number_box(name, low, high, value)
        box.setFixedWidth(scaled(54))
        box.valueChanged.connect(self._on_number)
        return box

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(1)
        extra: dict[What, tuple[QWidget, ...]] = {
            "range": (self._first, self._to, self._last),
            "before_after": (self._moment,),
        }
        for row, (what, name) in enumerate(_NAMES.items()):
            radio, hint = QRadioButton(), QLabel()
            radio.setObjectName(name)
            radio.setEnabled(self._possible.get(what, True))
            hint.setProperty("kind", "muted")
            self._group.addButton(radio)
            self._radios[what], self._hints[what] = radio, hint
            grid.addWidget(radio, row, 0)
            line = QHBoxLayout()
            line.setSpacing(4)
            line.addStretch(1)
            for widget in (*extra.get(what, ()), hint):
                line.addWidget(widget)
            grid.addLayout(line, row, 1, Qt.AlignmentFlag.AlignRight)
        self._moment.setEnabled(self._possible["before_after"])
        self.choose("before_after" if self._document.inside.on else "step")

    # -- the wish --------------------------------------------------------------------------------

    @property
    def what(self) -> What:
        """What is chosen."""
        return next(what for what, radio in self._radios.items() if radio.isChecked())

    def choose(self, what: str) -> None:
        """Choose a kind where there is something of it, silently."""
        for name, radio in self._radios.items():
            if name == what and radio.isEnabled():
                radio.setChecked(True)

    def applied(self, request: ExportRequest) -> ExportRequest:
        """The request with what is chosen here in it."""
        document, what = self._document, self.what
        step = self._first.value() - 1 if what == "range" else document.cursor.index
        cell = document.cell
        lit = (document.node, cell) if what in ("step", "explanation") and cell else None
        chosen = None if what in ("every", "range") else document.head
        return replace(
            request, what=what, step=step, last=self._last.value() - 1,
            moment=self._moment.value() - 1, node=document.node, cell=lit, head=chosen,
        )  # fmt: skip

    def _on_chosen(self, *_: object) -> None:
        self.changed.emit()

    def _on_number(self, *_: object) -> None:
        """A number says which of the kinds is meant."""
        self._radios["before_after" if self.sender() is self._moment else "range"].setChecked(True)
        self.changed.emit()

    # -- remembering -----------------------------------------------------------------------------

    def restore(self, store: QSettings | None) -> None:
        """Choose what was chosen last; inside a step, the step inside."""
        if store is not None and not self._document.inside.on:
            self.choose(str(store.value("export/what", "", type=str)))

    def remember(self, store: QSettings) -> None:
        """Keep what is chosen."""
        store.setValue("export/what", self.what)

    # -- the language ----------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """All texts in the language of now."""
        for what, (text, hint) in self._texts().items():
            self._radios[what].setText(text)
            self._radios[what].setAccessibleName(f"{text}: {hint}" if hint else text)
            self._hints[what].setText(hint)
            self._hints[what].setVisible(bool(hint))
        for box, text in (
            (self._first, self.tr("First step")),
            (self._last, self.tr("Last step")),
            (self._moment, self.tr("Which of the steps inside")),
        ):
            box.setAccessibleName(text)
            box.setToolTip(text)

    def _texts(self) -> dict[What, tuple[str, str]]:
        document = self._document
        steps, index = document.lesson.steps, document.cursor.index
        node = document.graph[document.node]
        of_step = self.tr("{number} of {count}, {stage}").format(
            number=index + 1, count=len(steps), stage=stage_title(steps[index].stage)
        )
        count = moment_count(document, index)
        inside = self.tr("{count} slides").format(count=count + 1)
        if not count:
            inside = self.tr("it reveals no result")
        of_inside = self.tr("of {count}").format(count=count) if count else inside
        matrix = f"{node.symbol}, {format_shape(document.graph.shapes[node.name])}"
        cell = self.tr("select a number first")
        if document.cell is not None:
            cell = document.cell_name(document.node, document.cell)
        moved = node.symbol if self._possible["compare"] else self.tr("nothing changed")
        return {
            "step": (self.tr("This step"), of_step),
            "moments": (self.tr("Inside this step"), inside),
            "before_after": (self.tr("Before and after"), of_inside),
            "range": (self.tr("Steps"), ""),
            "every": (self.tr("Every step"), self.tr("{count} slides").format(count=len(steps))),
            "diagram": (self.tr("Whole diagram"), self.tr("one picture")),
            "matrix": (self.tr("This matrix"), matrix),
            "heat": (self.tr("This matrix as shades"), node.symbol),
            "explanation": (self.tr("How this number is made"), cell),
            "compare": (self.tr("What changed in this matrix"), moved),
        }
