"""The bar under the diagram while one compares: with what, and what moved along the flow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from gui.appearance import Appearance
from gui.compare.comparing import Comparing
from gui.compare.flow import FlowLine, flow_line
from gui.compare.side_chooser import SideChooser
from gui.compare.wiggle import Wiggle
from gui.drawing.fonts import scaled
from gui.matrix.widgets import icon_button, text_button

_LINES = 2
_TALL = "最"  # the highest line there is
_NARROW = 820


class FlowLabel(QLabel):
    """A flow line in at most two lines: what does not fit is left out of its middle."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("flowLine")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._line = FlowLine(("",))

    def show_line(self, line: FlowLine) -> None:
        """Show this line; the whole of it stands in the tool tip."""
        self._line = line
        self.setToolTip(line.text)
        self.setAccessibleName(line.text)
        self._fit()

    def _fit(self) -> None:
        self.setText(self._line.fitting(self._fits))

    def _fits(self, text: str) -> bool:
        width, flags = max(self.contentsRect().width() - 2, 1), Qt.TextFlag.TextWordWrap
        metrics = QFontMetrics(self.font())
        area = metrics.boundingRect(0, 0, width, 10_000, flags, text)
        line = metrics.boundingRect(0, 0, 1_000_000, 10_000, flags, text)  # Chinese is higher
        return area.height() <= _LINES * line.height() and area.width() <= width

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(80, _LINES * max(metrics.lineSpacing(), metrics.boundingRect(_TALL).height()))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def heightForWidth(self, width: int) -> int:
        return self.minimumSizeHint().height()


class CompareBar(QWidget):
    """Shown while compare mode is on, or a cell wiggles.

    Signals:
        details_wanted: the window with before, after and their difference is wanted.
        close_wanted: compare mode is over.
        keep_wanted: a snapshot is wanted.
        wiggle_wanted: the selected cell is to begin or to stop wiggling.
    """

    details_wanted = Signal()
    close_wanted = Signal()
    keep_wanted = Signal()
    wiggle_wanted = Signal()

    def __init__(
        self,
        comparing: Comparing,
        wiggle: Wiggle,
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("compareBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._comparing = comparing
        self._wiggle = wiggle
        self._appearance = appearance
        self._caption = QLabel()
        self._caption.setProperty("kind", "muted")
        self.chooser = SideChooser(comparing, appearance, with_now=False)
        self.chooser.setObjectName("baselineChooser")
        self.chooser.side_chosen.connect(comparing.choose)
        self._trial = QLabel()
        self._trial.setObjectName("wiggleLabel")
        self._trial.setWordWrap(True)
        self.flow = FlowLabel()
        self._wiggles = icon_button("wiggleButton")
        self._wiggles.setCheckable(True)
        self._keep = icon_button("keepSnapshotButton")
        self._details = text_button("compareDetailsButton")
        self._close = icon_button("closeCompareButton")
        self._wiggles.clicked.connect(self.wiggle_wanted)
        self._keep.clicked.connect(self.keep_wanted)
        self._details.clicked.connect(self.details_wanted)
        self._close.clicked.connect(self.close_wanted)
        self._lay_out()
        wiggle.spare(self)
        comparing.changed.connect(self.refresh)
        comparing.moved.connect(self._show_flow)
        wiggle.changed.connect(self.refresh)
        comparing.document.selection_changed.connect(self._follow_selection)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self._retranslate()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 12, 5)
        row.setSpacing(8)
        row.addWidget(self._caption)
        row.addWidget(self.chooser)
        row.addWidget(self._trial, 2)
        row.addWidget(self.flow, 3)
        for button in (self._wiggles, self._keep, self._details, self._close):
            row.addWidget(button)

    # -- what it says ------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what is compared now, or nothing where nothing is."""
        wiggling = self._wiggle.running
        self.setVisible(self._comparing.on or wiggling)
        self.chooser.show_side(self._comparing.baseline)
        self._trial.setVisible(wiggling)
        self._trial.setText(self._wiggle.text())
        for widget in (self._caption, self.chooser):
            widget.setVisible(not wiggling)
        self._narrow()
        self._wiggles.setChecked(wiggling)
        self._keep.setEnabled(not self._comparing.snapshots.full)
        self._follow_selection()
        self._show_flow()

    def _show_flow(self) -> None:
        if self.isHidden():
            return
        comparing = self._comparing
        graph = comparing.document.graph
        self.flow.show_line(flow_line(comparing.comparison(), graph, comparing.cell_name))

    def _follow_selection(self) -> None:
        document = self._comparing.document
        cell = document.cell is not None and document.is_shown(document.node, document.cell)
        self._wiggles.setEnabled(cell or self._wiggle.running)

    def _narrow(self) -> None:
        """In a narrow window the chooser stands without its caption."""
        narrow = self.width() < scaled(_NARROW)
        self._caption.setVisible(not narrow and not self._wiggle.running)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._narrow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves compare mode."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_wanted.emit()
        else:
            super().keyPressEvent(event)

    # -- looks and language ------------------------------------------------------------------------

    def _restyle(self) -> None:
        self._wiggles.setIcon(self._appearance.icon("wiggle"))
        self._keep.setIcon(self._appearance.icon("snapshot"))
        self._close.setIcon(self._appearance.icon("cross"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._caption.setText(self.tr("Compared with"))
        self.chooser.setAccessibleName(self.tr("Compared with"))
        self._details.setText(self.tr("Details…"))
        self._details.setAccessibleName(self.tr("Details…"))
        self._details.setToolTip(
            self.tr("Before, after and their difference, matrix by matrix (Ctrl+Shift+D)")
        )
        buttons: tuple[tuple[QToolButton, str], ...] = (
            (self._wiggles, self.tr("Wiggle the selected cell (W)")),
            (self._keep, self.tr("Keep a snapshot (Ctrl+Shift+K)")),
            (self._close, self.tr("Stop comparing (C)")),
        )
        for button, text in buttons:
            button.setToolTip(text)
            button.setAccessibleName(text)
        self.refresh()
