"""The nodes of a comparison along the flow: how many cells changed in each, and where most."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from engine.compare import Comparison, NodeChange
from gui.appearance import Appearance
from gui.compare.flow import shapes_text
from gui.drawing.changes import percent, signed
from gui.drawing.fonts import font, run_width, scaled
from gui.drawing.primitives import TextRun
from gui.names import node_title

_NAME = Qt.ItemDataRole.UserRole
_COLUMNS = 4
_MOST_COUNTED = 9999  # of more cells it is not said of how many


class NodeList(QTableView):
    """A row for every node that is compared, then those that cannot be.

    Signals:
        node_chosen: the node of the row that is current now.
    """

    node_chosen = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compareNodes")
        self._appearance = appearance
        self._comparison = Comparison((), ())
        self._places: Mapping[str, str] = {}
        self._moved_only = True
        self._node = ""
        self._filling = False
        self._items = QStandardItemModel(0, _COLUMNS, self)
        self.setModel(self._items)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(scaled(28))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        appearance.changed.connect(self.refresh)
        self._retranslate()

    @property
    def node(self) -> str:
        """The chosen node; empty where nothing can be compared."""
        return self._node

    def show_comparison(self, comparison: Comparison, places: Mapping[str, str]) -> None:
        """Show another comparison; the chosen node stays, where it is still there.

        Args:
            places: for each node that moved where its largest change is.
        """
        if (comparison, places) != (self._comparison, self._places):
            self._comparison, self._places = comparison, places
            self.refresh()

    def show_moved_only(self, on: bool) -> None:
        """Leave out what has not changed, or not."""
        self._moved_only = on
        self.refresh()

    def choose(self, node: str) -> None:
        """Go to a node, where it has a row."""
        for row in range(self._items.rowCount()):
            if self._items.item(row, 0).data(_NAME) == node:
                self.selectRow(row)

    def refresh(self) -> None:
        """Write every row anew."""
        self._filling = True
        self._items.removeRows(0, self._items.rowCount())
        nodes = [node for node in self._comparison.nodes if node.compared]
        if self._moved_only:
            nodes = [node for node in nodes if node.changed] or nodes
        for node in nodes:
            self._items.appendRow(self._row(node))
        for other in self._comparison.others:
            shapes = self.tr("not comparable: {shapes}")
            text = shapes.format(shapes=shapes_text(other.before, other.after))
            self._add_other(other.name, text)
        self._filling = False
        self._fit_columns()
        names = [node.name for node in nodes]
        chosen = self._node if self._node in names else (names or [""])[0]
        self._node = ""
        self.choose(chosen)
        if not chosen:
            self.node_chosen.emit("")

    def _row(self, node: NodeChange) -> list[QStandardItem]:
        every = node.changed == node.compared
        counts = self.tr("all {count}") if every else self.tr("{changed} of {count}")
        where = self._places.get(node.name, "")
        largest = f"{signed(node.largest)}  {where}" if node.changed else "–"
        counted = counts.format(changed=node.changed, count=node.compared)
        texts = (
            node.name,
            counted if node.compared <= _MOST_COUNTED or every else str(node.changed),
            largest,
            percent(node.relative) or "–",
        )
        items = [QStandardItem(text) for text in texts]
        items[0].setData(node.name, _NAME)
        items[0].setFont(font("ui", scaled(14), 600 if node.changed else 400))
        for item, text in zip(items, texts, strict=True):
            item.setToolTip(text)
        items[0].setToolTip(node_title(node.name))
        items[1].setToolTip(counted)
        if not node.changed:
            for item in items:
                item.setForeground(QColor(self._appearance.theme.faint))
        return items

    def _fit_columns(self) -> None:
        """As wide as what stands in them; places, which may be long, get the rest."""
        for column in (0, 1, 3):
            texts = [self._items.horizontalHeaderItem(column).text()]
            for row in range(self._items.rowCount()):
                item = self._items.item(row, column)
                if item is not None and (item.isEnabled() or column == 0):
                    texts.append(item.text())
            widest = max(run_width(TextRun(text, "", weight=600), scaled(14)) for text in texts)
            self.horizontalHeader().resizeSection(column, round(widest) + scaled(16))

    def _add_other(self, name: str, text: str) -> None:
        items = [QStandardItem(name), QStandardItem(text)]
        for item in items:
            item.setEnabled(False)
            item.setForeground(QColor(self._appearance.theme.faint))
            item.setToolTip(f"{name}: {text}")
        self._items.appendRow(items)
        row = self._items.rowCount() - 1
        self.setSpan(row, 1, 1, _COLUMNS - 1)

    def _on_current(self, *_: object) -> None:
        item = self._items.item(self.currentIndex().row(), 0)
        name = item.data(_NAME) if item is not None else None
        if not self._filling and isinstance(name, str) and name != self._node:
            self._node = name
            self.node_chosen.emit(name)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("What changed, along the flow"))
        titles = (self.tr("Matrix"), self.tr("Changed"), self.tr("Largest change"),
                  self.tr("Relative"))  # fmt: skip
        self._items.setHorizontalHeaderLabels(titles)
        self.refresh()
