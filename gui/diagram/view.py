"""The diagram as a person meets it: keys, pointing, editing, the bars that lie on the canvas."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QMenu, QWidget

from engine.errors import SoftmixError
from gui.appearance import Appearance
from gui.diagram.all_heads import AllHeads
from gui.diagram.bands import HEADING_HEIGHT, bands_in_view, paint_ground, paint_headings
from gui.diagram.block_picker import BlockPicker
from gui.diagram.canvas import Canvas
from gui.diagram.cell_editor import CellEditor
from gui.diagram.flow_chooser import FlowChooser
from gui.diagram.head_chooser import HeadChooser
from gui.diagram.items import NodeCard, PillItem, toggle
from gui.diagram.menu import node_menu, select_at
from gui.diagram.navigation import neighbour
from gui.diagram.scene import DiagramScene
from gui.document import Document
from gui.drawing.painter import colour, qrect
from gui.drawing.primitives import Rect
from gui.i18n import error_text
from gui.names import node_title
from gui.scrub import nudge

_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_TRACE_KEYS = {Qt.Key.Key_I: Document.trace_inputs, Qt.Key.Key_O: Document.trace_feeds}
_BLOCK_KEYS = {Qt.Key.Key_BracketLeft: -1, Qt.Key.Key_BracketRight: 1}
_EDGE = 12  # from the bars to the edges of the canvas


class DiagramView(Canvas):
    """The diagram with its keyboard, its cell editor, and the choosers of head and block.

    Signals:
        open_requested: the name of a node whose own window is wanted.
        message: a sentence for the person (an edit that was refused); empty to clear.
    """

    open_requested = Signal(str)
    message = Signal(str)

    def __init__(
        self, document: Document, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        self._fit_next = self._pressing = self._comparing = False
        # Before the scene lays out anew, so that it is known when the layout comes.
        document.structure_changed.connect(self._on_structure)
        document.block_changed.connect(self._on_structure)
        super().__init__(DiagramScene(document, appearance), parent)
        self.setObjectName("diagramView")
        self._document = document
        self._node = document.node  # the last one that was selected
        self._appearance = appearance
        self._editor = CellEditor(document, self.viewport())
        self._editor.message.connect(self.message)
        self._editor.closed.connect(self._take_focus)
        self.head_chooser = HeadChooser(document, self)
        self.block_picker = BlockPicker(document, appearance, self)
        self.flow_chooser = FlowChooser(document, self)
        self.all_heads = AllHeads(document, appearance, self)
        self.head_chooser.all_heads_toggled.connect(self._show_all_heads)
        self.all_heads.closed.connect(self._on_all_heads_closed)
        self.moved.connect(self._editor.cancel)
        self.moved.connect(self._place_bars)
        self._places = self.diagram.layout_plan.places
        self._held_at: QPointF | None = None  # where a card that is dragged on stays
        self.diagram.laid_out.connect(self._on_laid_out)
        document.dragged.ended.connect(self._let_go)
        appearance.changed.connect(self._on_theme)
        document.selection_changed.connect(self._on_selection)
        document.step_changed.connect(self._on_step)
        self._retranslate()
        self._on_theme()

    # -- the bars on the canvas --------------------------------------------------------------------

    def _place_bars(self) -> None:
        """The chooser of heads on its bracket, the picker of blocks in the upper left corner."""
        plan = self.diagram.layout_plan
        room = self.viewport().rect()
        self.block_picker.setVisible(self._document.graph.blocks > 1)
        self.block_picker.move(_EDGE, HEADING_HEIGHT + 6)
        self.flow_chooser.follow()
        self.flow_chooser.move(room.width() - self.flow_chooser.width() - _EDGE, HEADING_HEIGHT + 6)
        chooser = self.head_chooser
        if plan.bracket is None:
            chooser.hide()
            self.all_heads.close_panel()
            return
        left = self.mapFromScene(QPointF(plan.bracket.left, plan.bracket.y))
        right = self.mapFromScene(QPointF(plan.bracket.right, plan.bracket.y))
        low, high = max(left.x(), _EDGE), min(right.x(), room.width() - _EDGE)
        if self.block_picker.isVisible():
            low = max(low, self.block_picker.geometry().right() + _EDGE)
        chooser.take_room(high - low)
        top = left.y() - chooser.height() // 2
        if -chooser.height() < top - HEADING_HEIGHT < 0:
            top = HEADING_HEIGHT  # half under the headings: a person still needs it
        x = min(max((left.x() + right.x() - chooser.width()) // 2, low), high - chooser.width())
        chooser.move(max(x, _EDGE), top)
        chooser.setVisible(high > low and HEADING_HEIGHT <= top < room.height() - chooser.height())
        below = max(top, HEADING_HEIGHT) + chooser.height() + 6
        self.all_heads.take_place(QPoint(chooser.geometry().center().x(), below), room.size())

    def _show_all_heads(self, shown: bool) -> None:
        if shown:
            self.all_heads.open_panel()
            self._place_bars()
        else:
            self.all_heads.close_panel()

    def _on_all_heads_closed(self) -> None:
        self.head_chooser.show_all_heads(False)
        self._take_focus()

    # -- pointing ----------------------------------------------------------------------------------

    def node_at(self, point: QPoint) -> str:
        """The node whose card or pill is at a point of the viewport; empty where there is none."""
        item = self.itemAt(point)
        if isinstance(item, NodeCard):
            return item.name
        return item.node if isinstance(item, PillItem) else ""

    def is_ground(self, point: QPoint) -> bool:
        return not self.node_at(point)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._editor.commit()
        self._pressing = True  # what is pointed at is in sight: it must not move away
        super().mousePressEvent(event)
        self._pressing = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        item, name = self.itemAt(point), self.node_at(point)
        if isinstance(item, NodeCard) and item.toggles_at(self.mapToScene(point)):
            super().mouseDoubleClickEvent(event)  # a second click on a cell of a mask
        elif name:
            self.open_requested.emit(name)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        name = self._document.node
        if not keyboard:
            name = select_at(self, self._document, event.pos())
        self.context_menu(name).popup(event.globalPos())

    def context_menu(self, name: str) -> QMenu:
        """What can be done with a node (or with the diagram, where `name` is empty)."""
        return node_menu(self, self._document, name)

    def lit_area(self) -> QRect:
        """Where the lit cell (else the selected card) stands on the screen; empty: out of sight."""
        node, cell = self._document.lit or (self._document.node, None)
        card, place = self.diagram.cards.get(node), self.diagram.layout_plan.places.get(node)
        if card is not None and cell is not None and card.card is not None:
            area = card.cell_rect(cell)
        elif place is not None:
            area = qrect(place)
        else:
            return QRect()
        shown = self.mapFromScene(area).boundingRect() & self.viewport().rect()
        return QRect(self.viewport().mapToGlobal(shown.topLeft()), shown.size())

    # -- keys --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        document = self._document
        key = Qt.Key(event.key())
        shown = document.cell is not None and document.is_shown(document.node, document.cell)
        mods = event.modifiers()
        alt = bool(mods & Qt.KeyboardModifier.AltModifier)
        plain = not mods & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_requested.emit(document.node)
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_Space):
            self._start_edit(key == Qt.Key.Key_Space) if shown else self._enter_cells()
        elif key == Qt.Key.Key_Escape:
            self._free()
        elif key == Qt.Key.Key_Delete and document.cell is not None:
            document.release(document.node, document.cell)
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and shown:
            self._nudge(key == Qt.Key.Key_Up, mods)
        elif key in _ARROWS and not alt:
            self._travel(*_ARROWS[key])
        elif key == Qt.Key.Key_Z and plain:
            self.zoom_to_or_back(document.node)
        elif key in _TRACE_KEYS and plain:
            _TRACE_KEYS[key](document)
        elif key in _BLOCK_KEYS and plain and document.graph.blocks > 1:
            document.set_block(document.block + _BLOCK_KEYS[key])
        elif key == Qt.Key.Key_P and plain and not shown:
            document.predict(not document.predicting.on)
        elif document.predicting.asking and not shown and event.text().strip():
            document.predicting.typed.emit(event.text())
        elif shown and event.text().strip() and event.text().isprintable():
            self._edit(event.text())
        elif not self._choose_head(event):
            super().keyPressEvent(event)

    def _choose_head(self, event: QKeyEvent) -> bool:
        """A digit shows that head, as long as no cell is selected that it would be typed into."""
        text = event.text()
        if not (text.isascii() and text.isdigit()):
            return False
        if not 1 <= int(text) <= self._document.graph.heads > 1:
            return False
        self._document.set_head(int(text) - 1)
        return True

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab travels through the nodes that are shown, then on to the next widget."""
        shown = set(self.diagram.shown.names)
        names = [name for name in self._document.graph.order if name in shown]
        node, outside = self._document.node, -1 if forward else len(names)
        index = names.index(node) if node in shown else outside
        index += 1 if forward else -1
        if 0 <= index < len(names) and self.hasFocus():
            self._document.select(names[index])
            return True
        return super().focusNextPrevChild(forward)

    def _travel(self, down: int, across: int) -> None:
        document = self._document
        if document.cell is None or self.diagram.cards.get(document.node) is None:
            plan = self.diagram.layout_plan
            document.select(neighbour(document.graph, plan, document.node, down, across))
            return
        rows, columns = document.graph.shapes[document.node][-2:]
        row = min(max(document.cell[-2] + down, 0), rows - 1)
        column = min(max(document.cell[-1] + across, 0), columns - 1)
        document.select(document.node, (*document.cell[:-2], row, column))

    def _enter_cells(self) -> None:
        """Select the first cell the lesson has shown, if there is one."""
        node = self._document.node
        for row, column in np.argwhere(self._document.visible()[node]).tolist()[:1]:
            self._document.select(node, self._document.full_cell(node, row, column))

    def _free(self) -> None:
        """Esc: close what lies on the canvas, else free the lit cell."""
        if self.all_heads.isVisible():
            self.all_heads.close_panel()
            return
        if self._document.tracing.on:
            self._document.tracing.end()
            return
        self._document.select(self._document.node, None)
        self.message.emit("")

    def _nudge(self, up: bool, modifiers: Qt.KeyboardModifier) -> None:
        cell = self._document.cell
        assert cell is not None
        try:
            nudge(self._document, self._document.node, cell, up, modifiers)
        except SoftmixError as error:
            self.message.emit(error_text(error))

    def _start_edit(self, space: bool) -> None:
        """Edit the selected cell; the space bar turns a cell of a mask on or off."""
        node, cell = self._document.node, self._document.cell
        assert cell is not None
        if space and self._document.graph[node].binary:
            toggle(self._document, node, cell)
        else:
            self._edit(None)

    def _edit(self, typed: str | None) -> None:
        """Open an editor over the selected cell, holding what was typed or the full value."""
        node, cell = self._document.node, self._document.cell
        assert cell is not None
        self.diagram.refresh()
        card = self.diagram.cards.get(node)
        if card is None:
            self.open_requested.emit(node)
            return
        self.ensureVisible(card.sceneBoundingRect(), 8, HEADING_HEIGHT)
        area = self.mapFromScene(card.cell_rect(cell)).boundingRect()
        self._editor.open(node, cell, area, typed)

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the ground --------------------------------------------------------------------------------

    def drawBackground(self, painter: QPainter, rect: QRectF | object) -> None:
        theme, stage = self._appearance.theme, self._document.cursor.step.stage
        paint_ground(
            painter,
            self.viewport().rect(),
            theme,
            bands_in_view(self, self.diagram.layout_plan.bands),
            stage,
        )

    def drawForeground(self, painter: QPainter, rect: QRectF | object) -> None:
        theme, stage = self._appearance.theme, self._document.cursor.step.stage
        paint_headings(painter, theme, bands_in_view(self, self.diagram.layout_plan.bands), stage)

    # -- following the document --------------------------------------------------------------------

    def _reveal_current(self) -> None:
        """Bring the cards of the step into sight, the current one whatever the others need."""
        places = self.diagram.layout_plan.places
        node, focus = self._document.node, self._document.cursor.step.focus
        names = focus if node in focus else [node]
        self.reveal([places[name] for name in names if name in places], places.get(node))

    def _on_laid_out(self) -> None:
        """Keep the zoom while numbers are edited: another graph is fitted anew, and wider cells."""
        self._editor.cancel()
        self.camera.arrive()
        was, self._comparing = self._comparing, self._document.comparing
        before, self._places = self._places, self.diagram.layout_plan.places
        held = before.get(self._document.node), self._places.get(self._document.node)
        if self._fitted and (self._fit_next or was != self._comparing):
            self._fit()
        elif self._document.dragged.started and held[0] is not None and held[1] is not None:
            self._hold(held[0], held[1])
        else:
            self._set_scene_rect()
        self._fit_next = False
        self._place_bars()
        self.viewport().update()

    def _hold(self, before: Rect, now: Rect) -> None:
        """A card of which a number is dragged stays under the hand, whatever grows around it."""
        if self._held_at is None:
            self._held_at = self.viewportTransform().map(QPointF(before.x, before.y))
        at, room = self._held_at, self.viewport().rect()
        left, top = now.x - at.x() / self.zoom, now.y - at.y() / self.zoom
        self.setSceneRect(QRectF(left, top, room.width() / self.zoom, room.height() / self.zoom))

    def _let_go(self) -> None:
        """After a drag there is ground around the diagram again."""
        if self._held_at is None:
            return
        self._held_at = None
        middle = self.mapToScene(self.viewport().rect().center())
        self._set_scene_rect()
        self.centerOn(middle)

    def _on_structure(self) -> None:
        self._fit_next = True

    def _on_theme(self) -> None:
        self.setBackgroundBrush(colour(self._appearance.theme.canvas))
        self.viewport().update()

    def _on_step(self) -> None:
        self._editor.cancel()
        self.reveal_current()
        self.viewport().update()

    def _on_selection(self) -> None:
        before, self._node = self._node, self._document.node
        if self._node != before and self._node not in self.diagram.shown.names:
            self._document.set_block(self._document.graph[self._node].block or 1)
        if self.hasFocus() and not self._pressing:
            self.reveal_current()
        self.setAccessibleDescription(self._description())

    def _description(self) -> str:
        """What is selected, for those who hear the diagram: node, head, block, value, remarks."""
        document, node = self._document, self._document.node
        graph = document.graph
        if document.cell is not None and document.is_shown(node, document.cell):
            where = document.cell_name(node, document.cell)
            parts = [f"{where} = {float(document.value(node)[document.cell])!r}"]
        else:
            parts = [node_title(node)]
            if graph[node].per_head and graph.heads > 1:
                text = self.tr("head {number} of {count}")
                parts.append(text.format(number=document.head + 1, count=graph.heads))
        if graph.blocks > 1 and graph[node].block:
            text = self.tr("block {number} of {count}")
            parts.append(text.format(number=graph[node].block, count=graph.blocks))
        return ". ".join([", ".join(parts), *self.diagram.remarks(node)])

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.diagram.refresh_wholly()
            self.viewport().update()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Diagram of the attention pipeline"))
