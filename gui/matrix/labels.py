"""The frozen labels of a matrix: words or numbers, lit in a role's colour, renamed in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QLineEdit, QWidget

from gui.appearance import Appearance
from gui.matrix.axis_labels import PADDING, LabelLook, Track, paint_labels, widest
from gui.matrix.table_model import WORDS, MatrixTableModel


class LabelHeader(QHeaderView):
    """Labels down the side or along the top.

    Attributes:
        lit: the colour of each lit label, by section.
        shaded: labels stand on a tinted ground (the editor window), or on none (the panel).
    """

    def __init__(
        self, orientation: Qt.Orientation, appearance: Appearance, parent: QWidget
    ) -> None:
        super().__init__(orientation, parent)
        self._appearance = appearance
        self.lit: dict[int, str] = {}
        self.shaded = False
        self.label_size = 13.0
        self._renaming: QLineEdit | None = None
        self._section = -1
        self._measured: tuple[Sequence[str], float, float] | None = None  # labels, size, width
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.sectionDoubleClicked.connect(self.rename)

    # -- looks -----------------------------------------------------------------------------------

    def set_lit(self, lit: Mapping[int, str]) -> None:
        """Colour the labels of lit rows or columns."""
        if lit != self.lit:
            self.lit = dict(lit)
            self.viewport().update()

    def text(self, section: int) -> str:
        """The label of a section."""
        return str(self.model().headerData(section, self.orientation()) or "")

    def widest(self) -> float:
        """The width of the longest label, its padding included."""
        model = self.model()
        labels = model.labels(self.orientation()) if isinstance(model, MatrixTableModel) else []
        if self._measured is None or self._measured[0] is not labels or (
            self._measured[1] != self.label_size
        ):  # fmt: skip
            self._measured = (labels, self.label_size, widest(labels, self.label_size, 600))
        return self._measured[2] + 2 * PADDING

    def paintEvent(self, event: QEvent) -> None:
        """Paint the labels in sight; what the style would add stays away."""
        model = self.model()
        if not isinstance(model, MatrixTableModel) or not self.count():
            return
        look = LabelLook(
            self._appearance.theme,
            self.label_size,
            self._down(),
            shaded=self.shaded,
            lit=self.lit,
        )
        track = Track(-self.offset(), self.sectionSize(0), self.count())
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            longest = self.widest() - 2 * PADDING
            area = QRectF(self.viewport().rect())
            paint_labels(painter, area, model.labels(self.orientation()), longest, track, look)

    def section_rect(self, section: int) -> QRect:
        """Where a section's label stands, in the viewport."""
        at, size = self.sectionViewportPosition(section), self.sectionSize(section)
        if self._down():
            return QRect(0, at, self.viewport().width(), size)
        return QRect(at, 0, size, self.viewport().height())

    def sectionSizeFromContents(self, section: int) -> QSize:
        return QSize(round(self.widest()), round(self.label_size * 1.8))

    def _down(self) -> bool:
        return self.orientation() == Qt.Orientation.Vertical

    # -- renaming --------------------------------------------------------------------------------

    def rename(self, section: int) -> None:
        """Open a line over a word to give it another name."""
        model = self.model()
        if not isinstance(model, MatrixTableModel) or model.axis(self.orientation()) not in WORDS:
            return
        self._close()
        line = QLineEdit(self.text(section), self.viewport())
        line.setObjectName("wordEditor")
        line.setAccessibleName(self.tr("Name of the word"))
        line.setMaxLength(60)
        line.setStyleSheet("QLineEdit, QLineEdit:focus { padding: 0 3px; min-height: 0; }")
        line.setGeometry(self.section_rect(section).adjusted(0, 1, 0, -1))
        line.selectAll()
        line.installEventFilter(self)
        line.editingFinished.connect(self._keep)
        self._renaming, self._section = line, section
        line.show()
        line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._renaming or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() != Qt.Key.Key_Escape:
            return False
        if event.type() == QEvent.Type.KeyPress:
            self._close()
        event.accept()
        return True

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt counts a double click near an edge as resizing; here it always means the label."""
        section = self.logicalIndexAt(event.position().toPoint())
        if section >= 0:
            self.sectionDoubleClicked.emit(section)

    def _keep(self) -> None:
        if self._renaming is None:
            return
        text, section = self._renaming.text(), self._section
        self._close()
        self.model().setHeaderData(section, self.orientation(), text)

    def _close(self) -> None:
        if self._renaming is not None:
            line, self._renaming = self._renaming, None
            focused = line.hasFocus()
            line.removeEventFilter(self)
            line.hide()
            line.deleteLater()
            if focused and (parent := self.parentWidget()) is not None:
                parent.setFocus()
