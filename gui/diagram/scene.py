"""The diagram as a scene: a card for each node, wires between, kept true to the document."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QRectF, QTimer, Signal
from PySide6.QtWidgets import QGraphicsScene

from engine.substeps import result_of
from gui.appearance import Appearance
from gui.diagram.badges import Badges
from gui.diagram.card_book import CardBook
from gui.diagram.flight import Flight, dot
from gui.diagram.items import NodeCard, PictureItem, PillItem
from gui.diagram.parcels import parcels
from gui.document import Document
from gui.drawing.content import Lighting, lighting, mix_lighting
from gui.drawing.diagram_layout import CardSize, Layout, lay_out
from gui.drawing.diagram_wiring import (
    bracket,
    changed_dot,
    dot_place,
    is_free,
    is_lit_sign,
    label,
    line_rect,
    note,
    note_rect,
    operator,
    pill_runs,
    pill_sizes,
    wire,
)
from gui.drawing.metrics import comparing
from gui.drawing.placement import Shown, diagram_metrics, shown_nodes
from gui.drawing.primitives import Point, Primitive, Rect, TextRun
from gui.drawing.summary import cell_words, number, summary_runs
from gui.motion import may_move

#: How much is left of a card whose numbers are not computed yet.
_WAITING = 0.4


class DiagramScene(QGraphicsScene):
    """Follows the document; changes of one turn of the event loop are drawn once.

    Attributes:
        shown: which nodes are drawn, as cards and as pills.
        layout_plan: where everything stands.

    Signals:
        laid_out: the layout changed: positions, bands, size.
    """

    laid_out = Signal()

    def __init__(self, document: Document, appearance: Appearance) -> None:
        super().__init__()  # no parent: see Canvas, which holds it
        self._document = document
        self._appearance = appearance
        self._book = CardBook(document)
        self.cards: dict[str, NodeCard] = {}
        self.layout_plan = Layout()
        self.shown: Shown = shown_nodes(document.graph)
        self._sizes: Mapping[str, CardSize] = {}
        self._wires: list[PictureItem] = []
        self._pills: list[PillItem] = []
        self._dots: dict[int, Point] = {}  # where the dot of a wire goes, in this layout
        self._signs = PictureItem(depth=0.5)
        self._note = PictureItem(depth=5)
        self._badges = Badges(document)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.refresh)
        self.flight = Flight(self)
        self._step = document.cursor.index
        document.marked_changed.connect(self._fly_later)
        document.step_changed.connect(self._on_step)
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        for signal in (
            document.step_changed,
            document.selection_changed,
            document.lit_changed,
            document.marked_changed,
            document.head_changed,
            document.block_changed,
            document.tracing.changed,
            document.dragged.ended,
            appearance.changed,
        ):
            signal.connect(self.refresh_later)
        document.values_changed.connect(self._on_values)
        document.marks_changed.connect(self._on_marks)
        document.words_changed.connect(self.refresh_wholly)
        document.structure_changed.connect(self._on_structure)
        self.rebuild()

    def refresh_later(self, *_: object) -> None:
        """Draw anew when the events of now are done."""
        self._later.start()

    def refresh_wholly(self) -> None:
        """Other words or another language: no card is as it was."""
        self._book.forget()
        self.refresh_later()

    def _fly_later(self) -> None:
        """Once everything stands where it belongs, send the numbers of the term on their way."""
        self.flight.end()
        if self._document.inside.on and may_move():
            QTimer.singleShot(0, self, self.fly)

    def fly(self) -> None:
        """Dots from the cells that are marked to the cell that is being made."""
        document, theme = self._document, self._appearance.theme
        step = document.inside.step
        if step is None or step.node not in self.cards:
            return
        target = self.cards[step.node].cell_rect(step.cell).center()
        travellers = [
            (
                dot(theme.roles[document.graph[part.node].role].ink),
                [self.cards[part.node].cell_rect((part.row, part.column or 0)).center(), target],
            )
            for part in document.marked
            if part.node in self.cards and part.row is not None
        ]
        if travellers:
            self.flight.begin(travellers)

    def _on_step(self) -> None:
        """A step on sends numbers into what it reveals; anything else ends what is under way."""
        before, self._step = self._step, self._document.cursor.index
        self.flight.end()
        if self._step == before + 1 and not self._document.inside.on and may_move():
            QTimer.singleShot(0, self, self.flow)

    def flow(self) -> None:
        """Rows of numbers along the wires into what the step reveals."""
        document = self._document
        node = result_of(document.lesson, document.cursor.index, document.graph)
        if node is None or node not in self.cards:
            return
        self.refresh()
        reached = {name for name, mask in document.visible().items() if mask.any()}
        travellers = parcels(document, self._appearance.theme, self.layout_plan, node, reached)
        if travellers:
            self.flight.begin(travellers)

    def remarks(self, name: str) -> list[str]:
        """What the marks of a node say: departures from the paper, words that see nothing."""
        return self._badges.remarks(name)

    def _on_values(self, names: frozenset[str]) -> None:
        self._book.note_change(names)
        self._badges.note_change(names)
        self.refresh_later()

    def _on_marks(self) -> None:
        self._book.note_change(frozenset())
        self.refresh_later()

    def _on_structure(self) -> None:
        self._book.restart()
        self._badges.forget()
        self.rebuild()

    def rebuild(self) -> None:
        """Other nodes: make every item anew."""
        self.flight.end()
        self._badges.drop()
        self._book.forget()
        self.cards, self._wires, self._pills = {}, [], []
        self.clear()
        self.layout_plan = Layout()
        self._sizes = {}
        document = self._document
        self.shown = shown_nodes(document.graph, document.block, document.flow)
        document.look_at(self.shown.names)
        self._note, self._signs = PictureItem(depth=5), PictureItem(depth=0.5)
        self.addItem(self._note)
        self.addItem(self._signs)
        for name in self.shown.cards:
            self.cards[name] = NodeCard(document, name, incoming=self._is_incoming(name))
            self.addItem(self.cards[name])
        self.refresh()

    def refresh(self) -> None:
        """Draw what the document says now. Items that look the same are not repainted."""
        self._later.stop()
        document, theme = self._document, self._appearance.theme
        if (self.shown.block, self.shown.flow) != (document.block, document.flow):
            self.rebuild()
            return
        visible = document.visible()
        lit = self._lighting()
        metrics = diagram_metrics(document.graph)
        if document.comparing:
            metrics = comparing(metrics)
        self._book.begin(self.shown, visible)
        block, flow = self.shown.block, self.shown.flow
        sizes = pill_sizes(document.graph, theme, self._divisor(), block, flow)
        for name, item in self.cards.items():
            page = self._book.page(name, metrics, theme, lit, incoming=self._is_incoming(name))
            sizes[name] = CardSize(*page.card.size, port=page.card.grid.rect.middle)
            item.show_page(page)
            item.setOpacity(_WAITING if document.is_stale(name) else 1.0)
        self._place(sizes)
        reached = {name for name, mask in visible.items() if mask.any()}
        self._draw_wires(reached, lit)
        self._draw_signs(reached)
        self._draw_note(lit, reached)
        self._badges.show(self.cards, self.layout_plan, self, theme, reached)

    def _lighting(self) -> Lighting | None:
        """What is lit: how the lit cell is made, else what the step's mix is made of."""
        document, theme = self._document, self._appearance.theme
        explanation = document.explanation()
        shown = explanation is not None and (
            document.inside.on
            or document.predicting.asking
            or document.is_shown(explanation.node, explanation.cell)
        )
        if explanation is not None and shown:
            return lighting(document.graph, explanation, theme, document.head, document.marked)
        word = document.cursor.step.mix_of
        if word is None or document.predicting.asking:
            return None
        return mix_lighting(document.graph, min(word, len(document.words) - 1), theme)

    def _is_incoming(self, name: str) -> bool:
        return self._document.graph[name].block not in (0, self.shown.block)

    def _divisor(self) -> float:
        return float(self._document.value(self._document.in_block("divisor"))[0, 0])

    def _place(self, sizes: Mapping[str, CardSize]) -> None:
        if sizes == self._sizes:
            return
        self._sizes = sizes
        shown = self.shown
        layout = lay_out(self._document.graph, sizes, block=shown.block, flow=shown.flow)
        if layout == self.layout_plan:
            return
        self.layout_plan = layout
        self._dots = {}
        for name, area in layout.cards.items():
            self.cards[name].setPos(area.x, area.y)
        for item in (*self._wires, *self._pills):
            self.removeItem(item)
        self._wires = [PictureItem(depth=1) for _ in layout.wires]
        self._pills = [PillItem(self._document, plan.node) for plan in layout.operators]
        for item in (*self._wires, *self._pills):
            self.addItem(item)
        self.setSceneRect(QRectF(0, 0, *layout.size))
        self.laid_out.emit()

    def _draw_wires(self, reached: set[str], lit: Lighting | None) -> None:
        document, theme = self._document, self._appearance.theme
        divisor = self._divisor()
        marked = {part.node for part in document.marked}
        changed = self._book.marked & reached
        for index, (item, plan) in enumerate(zip(self._wires, self.layout_plan.wires, strict=True)):
            drawn = wire(plan, theme, reached, lit)
            item.setZValue(1.5 if drawn.width > 2 else 1)
            carried = plan.source in changed and plan.target in reached - {plan.source}
            if carried and index not in self._dots:
                self._dots[index] = dot_place(plan, self.layout_plan.operators)
            at = self._dots.get(index) if carried else None
            dot = changed_dot(at, theme) if at is not None else []
            item.show_primitives([drawn, *dot], line_rect(plan.points).grown(14))
        for pill, op in zip(self._pills, self.layout_plan.operators, strict=True):
            there = (op.node or op.target) in reached
            ink = "" if there else theme.ghost
            primitives = operator(
                op,
                theme,
                pill_runs(document.graph, op.node, op.glyph, theme, divisor, colour=ink)
                if op.node
                else (),
                reached=there,
                lit=is_lit_sign(op, lit),
                selected=bool(op.node) and op.node == document.node,
                marked=op.node in marked,
                changed=op.node in changed,
            )
            pill.show_primitives(primitives, op.rect.grown(4))

    def _draw_signs(self, reached: set[str]) -> None:
        """What long wires are called, and the bracket over the heads."""
        theme, plan = self._appearance.theme, self.layout_plan
        there = self.shown.cards[-1] in reached
        primitives: list[Primitive] = []
        for sign in plan.labels:
            primitives += label(sign, theme, reached=there)
        if plan.bracket is not None:
            primitives += bracket(plan.bracket, theme)
        self._signs.show_primitives(primitives, Rect(0, 0, *plan.size))

    def _draw_note(self, lit: Lighting | None, reached: set[str]) -> None:
        """The sum under a lit card, where there is room for it."""
        explanation = self._document.explanation()
        primitives: list[Primitive] = []
        area = Rect(0, 0, 0, 0)
        there = explanation is not None and self._document.is_shown(
            explanation.node, explanation.cell
        )
        if (
            lit
            and there
            and explanation
            and explanation.terms
            and (lit.node in self.layout_plan.cards)
        ):
            first = cell_words(self._document, explanation)
            second = tuple(summary_runs(explanation, ""))
            if explanation.pinned:
                pinned = QCoreApplication.translate("card", "pinned")
                text = f"  → {number(explanation.value)} {pinned}"
                second = (*second, TextRun(text, "", weight=600))
            area = note_rect(self.layout_plan.cards[lit.node], first, second)
            if lit.node in reached and is_free(self.layout_plan, area):
                primitives = note(area, self._appearance.theme, first, second)
        self._note.show_primitives(primitives, area.grown(16))
