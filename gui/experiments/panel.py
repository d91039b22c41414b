"""The experiments: every switch of the example, what to look for, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent, QWheelEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.errors import SoftmixError
from engine.remarks import departures
from engine.switches import PAPER
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.fonts import scaled
from gui.experiments.catalogue import GROUPS, REASONS
from gui.experiments.number_edit import NumberEdit
from gui.experiments.rules import changes, has, in_force
from gui.experiments.switch import Switch
from gui.experiments.switch_row import SwitchRow
from gui.i18n import error_text
from gui.names import departure_text

translate = QCoreApplication.translate


class ExperimentsPanel(QWidget):
    """Switches under headings; each turn is one undo step, a refusal is said where it happened.

    Signals:
        sizes_requested: the dialog of the sizes is wanted.
        mistakes_requested: the mistakes worth making are wanted.
        close_requested: the lesson is wanted back.
    """

    sizes_requested = Signal()
    mistakes_requested = Signal()
    close_requested = Signal()

    def __init__(
        self, document: Document, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("experimentsPanel")
        self._document = document
        self._appearance = appearance
        self._rows: dict[str, SwitchRow] = {}
        self._headings: list[tuple[QLabel, str]] = []
        self._make_header()
        self._list = QWidget()
        self._list.setObjectName("page")
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(20, 0, 20, 16)
        self._column.setSpacing(0)
        for group in GROUPS:
            self._add_heading(group.title)
            for switch in group.switches:
                self._add_row(switch)
        self._column.addStretch(1)
        self._make_numbers()
        self._lay_out()
        document.structure_changed.connect(self._follow)
        document.block_changed.connect(self._follow)
        document.values_changed.connect(self._follow_values)
        document.step_changed.connect(self._follow_step)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self._retranslate()

    # -- making ----------------------------------------------------------------------------------

    def _make_header(self) -> None:
        self._title = QLabel()
        self._title.setProperty("kind", "title")
        self._about = QLabel()
        self._about.setProperty("kind", "muted")
        self._about.setWordWrap(True)
        self._close = QToolButton()
        self._close.setObjectName("closeExperimentsButton")
        self._close.setIconSize(QSize(18, 18))
        self._close.clicked.connect(self.close_requested)
        self._paper = self._button("backToPaperButton", self._follow_paper)
        self._sizes = self._button("openSizesButton", self.sizes_requested)
        self._mistakes = self._button("openMistakesButton", self.mistakes_requested)
        self._all = self._button("showAllButton", self._document.last_step)
        self._hidden = QLabel()
        self._hidden.setProperty("kind", "muted")
        self._hidden.setWordWrap(True)
        self._failure = QLabel()
        self._failure.setObjectName("experimentsRefusal")
        self._failure.setProperty("kind", "wrong")
        self._failure.setWordWrap(True)
        self._failure.hide()

    def _button(self, name: str, slot: object) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setProperty("kind", "outlined")
        button.setIconSize(QSize(16, 16))
        button.clicked.connect(slot)
        return button

    def _add_heading(self, title: str) -> None:
        heading = QLabel()
        heading.setProperty("kind", "section")
        heading.setIndent(0)
        self._headings.append((heading, title))
        self._column.addSpacing(10)
        self._column.addWidget(heading)

    def _add_row(self, switch: Switch) -> None:
        row = SwitchRow(switch)
        row.asked.connect(self._turn)
        self._rows[switch.field] = row
        self._column.addWidget(row)

    def _make_numbers(self) -> None:
        """The controls for numbers: the divisor, ε, and how many words are padding."""
        self._divisor = NumberEdit(self._document, "divisor")
        self._eps = NumberEdit(self._document, "eps")
        for edit in (self._divisor, self._eps):
            edit.setFixedWidth(scaled(96))
            edit.refused.connect(self._rows[edit.node].refuse)
            self._rows[edit.node].add_control(edit)
        self._padding = _Count()
        self._padding.setObjectName("paddingBox")
        self._padding.setKeyboardTracking(False)
        self._padding.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._padding.setFixedWidth(scaled(52))
        self._padding.valueChanged.connect(self._pad)
        self._padding_label = QLabel()
        self._padding_line = QWidget()
        line = QHBoxLayout(self._padding_line)
        line.setContentsMargins(0, 0, 0, 4)
        line.addWidget(self._padding_label)
        line.addWidget(self._padding)
        line.addStretch(1)
        self._column.insertWidget(self._column.indexOf(self._rows["mask"]) + 1, self._padding_line)

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(20, 10, 20, 12)
        top.setSpacing(8)
        title = QHBoxLayout()
        title.setContentsMargins(0, 0, scaled(34), 0)  # the button that folds the panel is there
        title.addWidget(self._title)
        title.addStretch(1)
        title.addWidget(self._close)
        top.addLayout(title)
        top.addWidget(self._about)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._paper)
        buttons.addWidget(self._sizes)
        buttons.addStretch(1)
        top.addLayout(buttons)
        top.addWidget(self._mistakes, 0, Qt.AlignmentFlag.AlignLeft)
        self._hint = QWidget()
        hint = QHBoxLayout(self._hint)
        hint.setContentsMargins(0, 0, 0, 0)
        hint.addWidget(self._hidden, 1)
        hint.addWidget(self._all)
        top.addWidget(self._hint)
        top.addWidget(self._failure)
        scroll = QScrollArea()
        scroll.setObjectName("experimentsScroll")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._list)
        self._scroll = scroll
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(scroll, 1)

    # -- turning switches --------------------------------------------------------------------------

    def _turn(self, switch: Switch, value: object) -> None:
        document, row = self._document, self._rows[switch.field]
        try:
            if switch.field != "divisor":
                document.switch(**changes(switch, value, document.config))
            elif value == "root":
                document.set_sqrt_divisor()
            else:
                document.edit_cells(document.in_block("divisor"), {(0, 0): 1.0})
        except SoftmixError as error:
            row.refuse(error_text(error))
            self._scroll.ensureWidgetVisible(row)

    def _follow_paper(self) -> None:
        try:
            self._document.follow_paper()
        except SoftmixError as error:
            self._failure.setText(error_text(error))
            self._failure.show()

    def _pad(self, count: int) -> None:
        try:
            self._document.switch(padding=count)
        except SoftmixError as error:
            self._rows["mask"].refuse(error_text(error))

    # -- showing what is in force ------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the switches of the open example."""
        document = self._document
        config = document.config
        divisor = float(document.value(document.in_block("divisor"))[0, 0])
        marks = self._marks()
        before = ""
        for field, row in self._rows.items():
            needs = row.switch.needs
            lacking = None if has(config, needs) else needs
            reason = translate("experiments", REASONS[lacking]) if lacking else ""
            row.show_choice(in_force(row.switch, config, divisor))
            row.show_reason(reason, said=reason == before)
            if field in marks:
                row.show_mark(marks[field], departure_text(field))
            else:
                row.show_mark("")
            before = reason
        self._divisor.refresh()
        self._eps.refresh()
        self._padding.blockSignals(True)  # what is shown is not asked for
        self._padding.setRange(0, len(document.memory_words if config.memory else document.words))
        self._padding.setValue(config.padding)
        self._padding.blockSignals(False)
        self._padding_line.setVisible(config.mask == "padding")
        self._paper.setEnabled(bool(marks))
        self._failure.hide()

    def _marks(self) -> dict[str, str]:
        """What the paper has, for every switch where the example departs from it."""
        document = self._document
        blocks: dict[str, list[int]] = {}
        for departure in departures(document.config, document.evaluator):
            blocks.setdefault(departure.kind, []).append(document.graph[departure.node].block)
        marks = {}
        for kind, those in blocks.items():
            choice = self._rows[kind].label_of(PAPER.get(kind, "root"))
            marks[kind] = self.tr("the paper: {choice}").format(choice=choice)
            if document.block not in those and kind == "divisor":
                text = self.tr("block {number}, the paper: {choice}")
                marks[kind] = text.format(number=those[0], choice=choice)
        return marks

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    def _follow_values(self, changed: frozenset[str]) -> None:
        if any(name.rpartition(".")[2] in ("divisor", "eps") for name in changed):
            self._follow()

    def _follow_step(self) -> None:
        """What the lesson has not shown yet cannot be seen to change."""
        if self.isVisible():
            self._hint.setVisible(not all(mask.all() for mask in self._document.visible().values()))

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        self._follow_step()
        super().showEvent(event)

    # -- looks and texts ---------------------------------------------------------------------------

    def _restyle(self) -> None:
        self._close.setIcon(self._appearance.icon("cross"))
        self._paper.setIcon(self._appearance.icon("reset"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Experiments"))
        self._about.setText(self.tr("Turn a switch, look at what it changes, undo it."))
        self._close.setToolTip(self.tr("Back to the lesson (F8)"))
        self._close.setAccessibleName(self.tr("Back to the lesson (F8)"))
        self._paper.setText(self.tr("Back to the paper"))
        self._paper.setToolTip(self.tr("Turn every switch to where the paper has it"))
        self._sizes.setText(self.tr("Sizes…"))
        self._mistakes.setText(self.tr("Mistakes worth making…"))
        self._mistakes.setToolTip(self.tr("Predict what a mistake does, then make it (Shift+F8)"))
        self._hidden.setText(self.tr("The lesson opens some of the matrices later."))
        self._all.setText(self.tr("Show all"))
        self._divisor.setAccessibleName(self.tr("Divisor"))
        self._divisor.setToolTip(self.tr("Any number but 0, also 1/3 or sqrt(3)"))
        self._eps.setAccessibleName(self.tr("Epsilon"))
        self._padding.setAccessibleName(self.tr("Words of padding"))
        self._padding_label.setText(self.tr("Words of padding at the end"))
        for heading, title in self._headings:
            heading.setText(translate("experiments", title))
        for row in self._rows.values():
            row.retranslate()
        self.refresh()


class _Count(QSpinBox):
    """A number that the wheel changes only where it has the focus: else the list scrolls."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
