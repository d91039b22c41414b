"""All heads of one matrix side by side, on a panel over the canvas; a click chooses a head."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.card import Card, layout_card
from gui.drawing.content import card_content
from gui.drawing.painter import colour, paint, qrect
from gui.drawing.placement import diagram_metrics
from gui.drawing.primitives import TextRun
from gui.names import node_title

_MARGIN = 14
_GAP = 10
_EDGE = 12  # from the panel to the edges of the canvas
_RING = 3


class HeadTile(QAbstractButton):
    """One head's matrix as a small card."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._card: Card | None = None
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_card(self, card: Card) -> None:
        """Show this card."""
        self._card = card
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        width, height = self._card.size if self._card else (0.0, 0.0)
        return QSize(round(width) + 2 * _RING, round(height) + 2 * _RING)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._card is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(_RING, _RING)
        paint(painter, self._card.primitives)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(colour(self._appearance.theme.focus))
            painter.drawRoundedRect(qrect(self._card.rect.grown(2)), 9, 9)
        painter.end()


class AllHeads(QFrame):
    """The selected matrix (or the weights, where it has no heads) in every head.

    Signals:
        closed: the panel is gone.
    """

    closed = Signal()

    def __init__(self, document: Document, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("allHeadsPanel")
        self.setProperty("kind", "floating")
        self._document = document
        self._appearance = appearance
        self._node = ""
        self._marked = False
        self._tiles: list[HeadTile] = []
        self._room = QSize(600, 400)
        self._above = QPoint()
        self._title = QLabel()
        self._title.setProperty("kind", "heading")
        self._close = QToolButton()
        self._close.setObjectName("closeAllHeadsButton")
        self._close.setProperty("kind", "compact")
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.close_panel)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._close)
        self._page = QWidget()
        self._grid = QGridLayout(self._page)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._page)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 8, 8, _MARGIN)
        column.addLayout(top)
        column.addWidget(self._scroll, 1)
        document.values_changed.connect(self._on_values)
        for signal in (
            document.structure_changed,
            document.selection_changed,
            document.head_changed,
            document.words_changed,
            document.step_changed,
            document.marks_changed,
        ):
            signal.connect(self._follow)
        appearance.changed.connect(self._on_theme)
        self.hide()
        self._on_theme()
        self._retranslate()

    def open_panel(self) -> None:
        """Show all heads."""
        self.show()
        self.raise_()
        self._follow()

    def close_panel(self) -> None:
        """Show one head again."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def take_place(self, above: QPoint, room: QSize) -> None:
        """Stand below a point, in the middle under it, inside a canvas of that size."""
        self._above = above
        self._room = QSize(room.width() - 2 * _EDGE, room.height() - above.y() - _EDGE)
        self._arrange()

    # -- what it shows -----------------------------------------------------------------------------

    def _on_values(self, names: frozenset[str]) -> None:
        if not self.isHidden() and (
            self._node in names or self._document.has_changes(self._node) != self._marked
        ):
            self._follow()

    def _follow(self) -> None:
        """The cards as they are now; only while they can be seen."""
        if self.isHidden():
            return
        document, theme = self._document, self._appearance.theme
        if document.graph.heads == 1:
            self.close_panel()
            return
        own = document.graph[document.node].per_head
        self._node = document.node if own else document.in_block("weights")
        self._make_tiles(document.graph.heads)
        self._marked = document.has_changes(self._node)
        title = self.tr("{title} in all heads")
        self._title.setText(title.format(title=node_title(self._node)))
        metrics = replace(diagram_metrics(document.graph), names=False, marks=False, header=32)
        visible, name = document.visible()[self._node], self.tr("Head {number}")
        for head, tile in enumerate(self._tiles):
            current = head == document.head
            content = card_content(
                document,
                theme,
                self._node,
                visible,
                current=current,
                interactive=False,
                marks=True,
                head=head,
                touched=bool((document.changed_cells(self._node, (head,)) & visible).any()),
            )
            label = TextRun(name.format(number=head + 1), theme.text, weight=600)
            content = replace(content, header=(label,), sheets=0)
            tile.show_card(layout_card(content, metrics, theme))
            tile.setChecked(current)
            tile.setAccessibleName(f"{node_title(self._node)}, {label.text}")
        self._arrange()

    def _make_tiles(self, count: int) -> None:
        while len(self._tiles) > count:
            tile = self._tiles.pop()
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        while len(self._tiles) < count:
            tile = HeadTile(self._appearance, self._page)
            tile.setObjectName(f"headTile{len(self._tiles) + 1}")
            tile.clicked.connect(self._on_chosen)
            self._tiles.append(tile)

    def _on_chosen(self) -> None:
        tile = self.sender()
        for head, other in enumerate(self._tiles):
            if other is tile:
                self._document.set_head(head)
                other.setChecked(head == self._document.head)

    def _arrange(self) -> None:
        """As many tiles in a row as fit, and the panel no larger than they need."""
        if self.isHidden() or not self._tiles:
            return
        wide = max(tile.width() for tile in self._tiles) + _GAP
        high = max(tile.height() for tile in self._tiles) + _GAP
        room = self._room.width() - 2 * _MARGIN - 12
        per_row = min(max(room // wide, 1), len(self._tiles))
        rows = -(-len(self._tiles) // per_row)
        per_row = -(-len(self._tiles) // rows)
        for index, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, *divmod(index, per_row), Qt.AlignmentFlag.AlignTop)
            tile.show()
        top = self._close.sizeHint().height() + 8 + _MARGIN + 8
        self.resize(
            min(per_row * wide + 2 * _MARGIN + 12, self._room.width()),
            min(rows * high + top, self._room.height()),
        )
        left = self._above.x() - self.width() // 2
        right_most = _EDGE + self._room.width() - self.width()
        self.move(min(max(left, _EDGE), right_most), self._above.y())

    # -- keys, theme, language ---------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _on_theme(self) -> None:
        self._close.setIcon(self._appearance.icon("cross"))
        self._follow()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("All heads"))
        self._close.setAccessibleName(self.tr("Close (Esc)"))
        self._close.setToolTip(self.tr("Close (Esc)"))
        self._follow()
