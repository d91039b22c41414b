"""All terms of a cell, however many: a list that paints only the rows in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontInfo,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine.explain import Explanation
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing import fonts
from gui.drawing.explanation_parts import ink_of
from gui.drawing.painter import colour, paint
from gui.drawing.primitives import Text, TextRun
from gui.matrix.term_rows import TermRows
from gui.matrix.widgets import Segments, icon_button

_ROW, _SIZE, _PAD, _GAP = 23, 13, 10, 8.0
#: Up to so many rows are in sight.
_IN_SIGHT = 9
#: Shift with an arrow key moves so many rows.
_LEAP = 10
#: The labels of so many rows are measured.
_MEASURED = 50


def _wide(text: str, size: float) -> float:
    return fonts.run_width(TextRun(text, ""), size)


class TermList(QAbstractScrollArea):
    """The rows: place, factors, product, sum so far. A click or Enter travels to the cell.

    Attributes:
        rows: what is listed; None: nothing.
        row, column: where keys stand.
    """

    def __init__(
        self, document: Document, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("termList")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # one width always
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.document = document
        self.appearance = appearance
        self.rows: TermRows | None = None
        self.row = self.column = 0
        self._pointed: int | None = None
        self._edges: list[float] = []
        self._wide: list[float] = []
        self._label = 0.0

    def show_rows(self, rows: TermRows | None) -> None:
        """List these, from the top."""
        self.rows, self.row, self._pointed = rows, 0, None
        self.column = 0
        self._measure()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()
        self._describe()

    def row_height(self) -> int:
        """How high a row is (px); the line of titles is as high."""
        return round(_ROW * self._scale())

    def _scale(self) -> float:
        return max(QFontInfo(self.font()).pixelSize() / 14, 0.75)

    def _measure(self) -> None:
        """The right edge of each column of numbers: as wide as its numbers, evenly spread."""
        count = len(self.rows) if self.rows is not None else 0
        high, room = self.row_height(), self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(count * high - (room - high), 0))
        bar.setPageStep(max(room - 2 * high, high))
        bar.setSingleStep(high)
        self._edges = []
        if self.rows is None:
            return
        size = _SIZE * self._scale()
        numbers = [_wide(text, size) for text in self.rows.widest()]
        wide = [max(each, _wide(title, size))
                for each, title in zip(numbers, self._titles(), strict=True)]  # fmt: skip
        some = range(min(len(self.rows), _MEASURED))
        label = max((_wide(self.rows.label(row), size) for row in some), default=0.0)
        total = self.viewport().width() - 2 * _PAD
        if label + sum(wide) + _GAP * len(wide) > total:  # titles give way before numbers do
            spare = max(total - sum(numbers) - _GAP * len(wide), 0.0)
            label = min(label, max(spare, total * 0.2))
            over = sum(wide) - sum(numbers)
            part = min(max(spare - label, 0.0) / over, 1.0) if over else 0.0
            wide = [n + (w - n) * part for n, w in zip(numbers, wide, strict=True)]
        gap = min(max((total - label - sum(wide)) / len(wide), _GAP), 34.0)
        x = _PAD + label
        self._label, self._wide = label, [each + gap - 4 for each in wide]
        for each in wide:
            x += gap + each
            self._edges.append(x)

    def _titles(self) -> list[str]:
        columns = self.rows.columns if self.rows is not None else ()
        return [*(column.title for column in columns), self.tr("so far")]

    # -- painting ----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, rows = self.appearance.theme, self.rows
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), colour(theme.card))
            if rows is None:
                return
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            high, top = self.row_height(), self.verticalScrollBar().value()
            first = top // high
            last = min((top + self.viewport().height()) // high, len(rows) - 1)
            for row in range(first, last + 1):
                self._paint_row(painter, rows, row, high + row * high - top)
            self._paint_titles(painter, high)

    def _paint_row(self, painter: QPainter, rows: TermRows, row: int, y: int) -> None:
        theme, high = self.appearance.theme, self.row_height()
        if row == self._pointed or (row == self.row and self.hasFocus()):
            painter.fillRect(0, y, self.viewport().width(), high, colour(theme.hover))
        size = _SIZE * self._scale()
        base = y + high / 2 + size * 0.364
        label = fonts.elided(TextRun(rows.label(row), theme.muted), size, self._label + 2)
        line = [Text(_PAD, base, (label,), size)]
        columns = rows.columns
        for index, (text, edge) in enumerate(zip(rows.texts(row), self._edges, strict=True)):
            ink, weight = theme.text, 400
            if index < len(columns) and columns[index].node:
                ink, weight = ink_of(self.document, theme, columns[index].node), 500
            elif index == len(columns) - 1:
                weight = 600
            line.append(Text(edge, base, (TextRun(text, ink, weight=weight),), size, "end"))
        paint(painter, line)
        if row == self.row and self.hasFocus():
            painter.setPen(QPen(colour(theme.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(1, y + 1, self.viewport().width() - 2, high - 2, 3, 3)

    def _paint_titles(self, painter: QPainter, high: int) -> None:
        theme, size = self.appearance.theme, _SIZE * self._scale()
        painter.fillRect(0, 0, self.viewport().width(), high, colour(theme.card))
        painter.fillRect(0, high - 1, self.viewport().width(), 1, colour(theme.hairline))
        base = high / 2 + size * 0.364
        titles: list[Text] = []
        for title, edge, room in zip(self._titles(), self._edges, self._wide, strict=True):
            run = fonts.elided(TextRun(title, theme.muted), size, room)
            titles.append(Text(edge, base, (run,), size, "end"))
        paint(painter, titles)

    # -- pointing and keys -------------------------------------------------------------------------

    def row_at(self, point: QPoint) -> int | None:
        """The row under a point of the viewport."""
        if self.rows is None or point.y() < self.row_height():
            return None
        row = (point.y() + self.verticalScrollBar().value()) // self.row_height() - 1
        return row if 0 <= row < len(self.rows) else None

    def column_at(self, point: QPoint) -> int:
        """The column of numbers under a point of the viewport."""
        return next((i for i, edge in enumerate(self._edges) if point.x() <= edge + 4), 0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self.row_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)
        super().leaveEvent(event)

    def _point_at(self, row: int | None) -> None:
        if row != self._pointed:
            self._pointed = row
            self._mark()
            hand = Qt.CursorShape.PointingHandCursor
            self.viewport().setCursor(hand if row is not None else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def _mark(self) -> None:
        row = self._pointed if self._pointed is not None else self.row
        there = self.rows is not None and row < len(self.rows)
        if there and self.rows is not None and (self._pointed is not None or self.hasFocus()):
            self.document.mark(*self.rows.link(row).parts)
        else:
            self.document.mark()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        row = self.row_at(point)
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self._travel(row, self.column_at(point))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go through the rows (Shift: ten), Left and Right choose the factor."""
        key, count = event.key(), len(self.rows) if self.rows is not None else 0
        if not count:
            super().keyPressEvent(event)
            return
        leap = _LEAP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            by = leap if key == Qt.Key.Key_Down else -leap
            self.row = min(max(self.row + by, 0), count - 1)
            self._reveal()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not (
            event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            factors = sum(column.factor >= 0 for column in self.rows.columns) if self.rows else 1
            self.column = min(max(self.column + (1 if key == Qt.Key.Key_Right else -1), 0),
                              max(factors - 1, 0))  # fmt: skip
            self._describe()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._travel(self.row, self.column)
        else:
            super().keyPressEvent(event)

    def _reveal(self) -> None:
        high, bar = self.row_height(), self.verticalScrollBar()
        top, room = self.row * high, self.viewport().height() - high
        bar.setValue(min(max(bar.value(), top + high - room), top))
        self._describe()
        self._mark()
        self.viewport().update()

    def _travel(self, row: int, column: int) -> None:
        assert self.rows is not None
        target = self.rows.link(row, column).target
        if target is not None:
            self.document.travel(*target)

    def _describe(self) -> None:
        there = self.rows is not None and self.row < len(self.rows)
        self.setAccessibleDescription(self.rows.said(self.row) if there and self.rows else "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()


class AllTerms(QFrame):
    """The list under its title, with its order and a way to close it.

    Signals:
        closed: the person wants it away.
    """

    closed = Signal()

    def __init__(
        self, document: Document, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("allTerms")
        self.setProperty("kind", "floating")
        self.document = document
        self.appearance = appearance
        self._explanation: Explanation | None = None
        self._key: tuple[Explanation | None, bool] | None = None
        self.title = QLabel()
        self.title.setProperty("kind", "heading")
        self.order = Segments(("bySize", "inOrder"))
        self.order.choose("bySize")
        self.order.chosen.connect(self._on_order)
        self.close_button = icon_button("closeTermsButton", narrow=True)
        self.close_button.clicked.connect(self.closed)
        self.list = TermList(document, appearance)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.title, 1)
        head.addWidget(self.order)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 4, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    @property
    def by_size(self) -> bool:
        """Whether the largest terms come first."""
        return self.order.buttons["bySize"].isChecked()

    def explain(self, explanation: Explanation | None) -> None:
        """List the terms of this cell."""
        key = (explanation, self.by_size)
        if key == self._key:
            return
        self._key = key
        self._explanation = explanation
        some = explanation is not None and len(explanation.terms) > 0
        rows = None
        if explanation is not None and some and explanation.terms[0].sources:
            rows = TermRows(self.document, explanation, by_size=self.by_size)
        self.list.show_rows(rows)
        self._name()

    def _on_order(self, _: str) -> None:
        self.explain(self._explanation)

    def _name(self) -> None:
        rows = self.list.rows
        count = len(rows) if rows is not None else 0
        self.title.setText(self.tr("{count} terms").format(count=count))

    def _restyle(self) -> None:
        self.close_button.setIcon(self.appearance.icon("cross"))
        self.list.viewport().update()

    def sizeHint(self) -> QSize:
        rows = len(self.list.rows) if self.list.rows is not None else 0
        return QSize(300, (min(rows, _IN_SIGHT) + 3) * self.list.row_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Write all texts in the language of now."""
        self.order.name("bySize", self.tr("By size"))
        self.order.name("inOrder", self.tr("In order"))
        self.close_button.setToolTip(self.tr("Close the list of terms (Esc)"))
        self.close_button.setAccessibleName(self.tr("Close the list of terms (Esc)"))
        self.list.setAccessibleName(self.tr("All terms of the cell"))
        self._key = None
        self.explain(self._explanation)
