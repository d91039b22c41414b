"""The diagram as a scene: a card for each node, wires between, kept true to the document."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtWidgets import QGraphicsScene, QGraphicsSceneMouseEvent

from gui.appearance import Appearance
from gui.diagram.items import NodeCard, PictureItem
from gui.document import Document
from gui.drawing.card import SCREEN, layout_card
from gui.drawing.content import Lighting, card_content, lighting, mix_lighting
from gui.drawing.diagram_layout import CardSize, Layout, lay_out
from gui.drawing.diagram_wiring import (
    is_lit,
    nodes_on_cards,
    note,
    note_rect,
    operator,
    operator_rect,
    wire,
)
from gui.drawing.primitives import Primitive, Rect, TextRun
from gui.drawing.summary import cell_words, number, summary_runs
from gui.names import node_title


class OperatorItem(PictureItem):
    """An operator on a wire. One that stands for a node (÷ the divisor) selects and opens it."""

    def __init__(self, document: Document, node: str) -> None:
        super().__init__(depth=3)
        self.node = node
        self._document = document
        self.setAcceptedMouseButtons(Qt.MouseButton.LeftButton if node else Qt.MouseButton.NoButton)
        if node:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        self._document.select(self.node, (0, 0))


class DiagramScene(QGraphicsScene):
    """Follows the document; changes of one turn of the event loop are drawn once.

    Signals:
        laid_out: the layout changed: positions, bands, size.
    """

    laid_out = Signal()

    def __init__(
        self, document: Document, appearance: Appearance, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._appearance = appearance
        self.cards: dict[str, NodeCard] = {}
        self.layout_plan = Layout()
        self._wires: list[PictureItem] = []
        self._operators: list[OperatorItem] = []
        self._note = PictureItem(depth=5)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.refresh)
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        for signal in (
            document.values_changed,
            document.words_changed,
            document.step_changed,
            document.selection_changed,
            document.lit_changed,
            appearance.changed,
        ):
            signal.connect(self.refresh_later)
        document.structure_changed.connect(self.rebuild)
        self.rebuild()

    def refresh_later(self, *_: object) -> None:
        """Draw anew when the events of now are done."""
        self._later.start()

    def rebuild(self) -> None:
        """Other nodes: make every item anew."""
        self.cards, self._wires, self._operators = {}, [], []
        self.clear()
        self.layout_plan = Layout()
        self._note = PictureItem(depth=5)
        self.addItem(self._note)
        for name in nodes_on_cards(self._document.graph):
            self.cards[name] = NodeCard(self._document, name)
            self.addItem(self.cards[name])
        self.refresh()

    def refresh(self) -> None:
        """Draw what the document says now. Items that look the same are not repainted."""
        self._later.stop()
        document, theme = self._document, self._appearance.theme
        explanation = document.explanation()
        visible = document.visible()
        shown = explanation is not None and visible[explanation.node][explanation.cell[-2:]]
        lit = lighting(document.graph, explanation, theme) if explanation and shown else None
        word = document.cursor.step.mix_of
        if lit is None and word is not None:
            word = min(word, len(document.words) - 1)
            lit = mix_lighting(document.graph, word, theme)
        sizes: dict[str, CardSize] = {}
        for name, item in self.cards.items():
            content = card_content(
                document, theme, name, visible[name], lit=lit, current=name == document.node
            )
            card = layout_card(content, SCREEN, theme)
            sizes[name] = CardSize(*card.size, port=card.grid.rect.middle)
            item.show_card(card)
            item.setToolTip("" if content.reached else content.note)
        self._place(sizes)
        reached = {name for name, mask in visible.items() if mask.any()}
        self._draw_wires(reached, lit)
        self._draw_note(lit, reached)

    def _place(self, sizes: dict[str, CardSize]) -> None:
        layout = lay_out(self._document.graph, sizes)
        if layout == self.layout_plan:
            return
        self.layout_plan = layout
        for name, area in layout.cards.items():
            self.cards[name].setPos(area.x, area.y)
        for item in (*self._wires, *self._operators):
            self.removeItem(item)
        self._wires = [PictureItem(depth=1) for _ in layout.wires]
        self._operators = [OperatorItem(self._document, plan.node) for plan in layout.operators]
        for item in (*self._wires, *self._operators):
            self.addItem(item)
        self.setSceneRect(QRectF(0, 0, *layout.size))
        self.laid_out.emit()

    def _draw_wires(self, reached: set[str], lit: Lighting | None) -> None:
        theme = self._appearance.theme
        divisor = float(self._document.value("divisor")[0, 0])
        for item, plan in zip(self._wires, self.layout_plan.wires, strict=True):
            drawn = wire(plan, theme, reached, lit)
            item.setZValue(1.5 if drawn.width > 2 else 1)
            item.show_primitives([drawn], _bounds(plan.points).grown(14))
        for item, op in zip(self._operators, self.layout_plan.operators, strict=True):
            primitives = operator(
                op,
                theme,
                divisor,
                reached=op.target in reached,
                lit=is_lit(op.target, op.target, lit),
                selected=bool(op.node) and op.node == self._document.node,
            )
            item.show_primitives(primitives, operator_rect(op, divisor).grown(4))
            if op.node:
                item.setToolTip(node_title(op.node))

    def _draw_note(self, lit: Lighting | None, reached: set[str]) -> None:
        """The sum under a lit card, where there is room for it."""
        explanation = self._document.explanation()
        primitives: list[Primitive] = []
        area = Rect(0, 0, 0, 0)
        if lit and explanation and explanation.terms and lit.node in self.layout_plan.cards:
            first = cell_words(self._document, explanation)
            second = tuple(summary_runs(explanation, ""))
            if explanation.pinned:
                pinned = QCoreApplication.translate("card", "pinned")
                text = f"  → {number(explanation.value)} {pinned}"
                second = (*second, TextRun(text, "", weight=600))
            area = note_rect(self.layout_plan.cards[lit.node], first, second)
            if lit.node in reached and self._free(area):
                primitives = note(area, self._appearance.theme, first, second)
        self._note.show_primitives(primitives, area.grown(16))

    def _free(self, area: Rect) -> bool:
        plan = self.layout_plan
        cards = [card for name, card in plan.cards.items()]
        ground = Rect(0, 0, *plan.size)
        wires = [
            _bounds(pair) for w in plan.wires for pair in zip(w.points, w.points[1:], strict=False)
        ]
        return ground.contains(area) and not any(
            area.overlaps(other.grown(3)) for other in (*cards, *wires)
        )


def _bounds(points: tuple[tuple[float, float], ...]) -> Rect:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
