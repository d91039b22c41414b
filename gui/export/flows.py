"""What a step shows on its slide: which cards, and what joins them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Protocol

import msgspec
from msgspec.structs import replace

from engine.graph import Graph
from engine.ops import Cell, ConcatHeads
from gui.document import Document
from gui.drawing.content import Lighting
from gui.drawing.primitives import Rect, TextRun
from gui.export import place_forks as forks
from gui.export import place_lines as lines
from gui.export.arrange import Arranged, Arrangement, arrange
from gui.export.lights import Visible, light_sum, step_light
from gui.export.looks import line_width
from gui.export.measures import SLIDE_TABLE, SLIDE_TABLE_BELOW, TIGHTEST
from gui.export.nodes import heads_piece, node_piece
from gui.export.pieces import Flow, Piece, TablePiece
from gui.export.signs import rides_on_a_wire, signs_between, signs_into
from gui.theme import Theme

#: A step about more nodes than this shows the whole diagram.
_MOST_NODES = 5
#: What everything keeps of its size where a table stands below the result (and an operand gives up
#: its card for it), or a sum at the arrow; else they are left out.
_TABLE_WORTH, _SHORTER_WORTH, _SUM_WORTH = 0.8, 0.6, 0.85
#: So many heads stand upright beside what is made of them: so much wider than high.
_FEW_HEADS, _UPRIGHT = 4, 0.8

_Candidates = tuple[tuple[Arrangement, float], ...]
_PLAIN: _Candidates = ((lines.row_sum_above, 1.0), (lines.column, 0.9))
_PRODUCT: _Candidates = (
    (lines.row_sum_above, 1.0),
    (lines.row_sum_below, 0.97),
    (forks.fork, 0.7),
    (forks.fork_down, 0.75),
    (forks.ladder, 0.7),
)
_MANY: _Candidates = (
    (forks.fork, 1.0),
    (forks.fork_down, 0.95),
    (forks.ladder, 0.9),
    (lines.row_sum_above, 0.95),
    (lines.row_sum_below, 0.92),
)
_PAIR: _Candidates = (
    (forks.fork, 1.0),
    (forks.fork_down, 0.85),
    (forks.ladder, 0.8),
    (lines.row_sum_above, 0.75),
    (lines.row_sum_below, 0.72),
)
_ARROW: _Candidates = (
    (lines.row_sum_above, 1.0),
    (lines.row_sum_below, 0.9),
    (lines.column, 0.85),
)


class Scene(msgspec.Struct, frozen=True):
    """A step's flow, and how it may be arranged.

    Attributes:
        names: the nodes it shows.
        one_head: whether its cards are those of one head.
        shorter: the same with an operand in its sign, for where the table leaves too little room.
    """

    flow: Flow
    theme: Theme
    candidates: _Candidates
    names: tuple[str, ...]
    one_head: bool = True
    shorter: Flow | None = None

    def arranged(self, body: Rect) -> Arranged:
        """The flow on the body of a slide, with as much beside it as there is room for.

        The table below the result spells the sum out, so it takes its place where it fits.
        """
        bare, largest = self._arrange(replace(self.flow, extra=None, sum=()), body)
        richer = [
            (flow, worth, *self._arrange(flow, body))
            for flow, worth in (
                (replace(self.flow, sum=()), _TABLE_WORTH),
                (self.shorter, _SHORTER_WORTH),
                (replace(self.flow, extra=None), _SUM_WORTH),
            )
            if flow is not None and (flow.extra or flow.sum)
        ]
        for least in (TIGHTEST, 0.0):  # rather less to read than what cannot be read
            for _, worth, made, scale in richer:
                if scale >= max(largest * worth, least):
                    return made
        return bare

    def _arrange(self, flow: Flow, body: Rect) -> tuple[Arranged, float]:
        return arrange(flow, body, self.theme, self.candidates, thin=line_width(self.theme))


class Moment(Protocol):
    """A moment inside a step."""

    @property
    def node(self) -> str:
        """The result that is being made."""

    @property
    def visible(self) -> Visible:
        """What is there by then, of every node."""

    def light(self, theme: Theme) -> Lighting | None:
        """What is ringed."""


def step_scene(
    document: Document,
    theme: Theme,
    index: int,
    size: tuple[int, int],
    *,
    lit: bool,
    cell: tuple[str, Cell] | None = None,
    moment: Moment | None = None,
) -> Scene | None:
    """The scene of a step in the head that is shown; None where it is about the whole diagram.

    Args:
        size: of the slide in pixels; its proportions are those of several heads on it.
        lit: whether the lit cell is ringed; `cell` is another one than the step's own.
        moment: a moment inside the step, which shows less of the result and no table.
    """
    graph = document.graph
    visible = document.lesson.visible(index, graph) if moment is None else moment.visible
    nodes = [
        name
        for name in document.lesson.steps[index].focus
        if name in graph and visible[name].any() and not rides_on_a_wire(graph, name)
    ]
    if moment is not None and moment.node not in nodes:
        nodes.append(moment.node)  # nothing of it is there yet
    if len(nodes) > _MOST_NODES:
        return None
    if not nodes:
        nodes = [name for name in graph.order if visible[name].any()][:1]

    def light() -> Lighting | None:
        if not lit:
            return None
        if moment is not None:
            return moment.light(theme)
        return step_light(document, theme, index, visible, cell)

    director = _Director(document, theme, index, visible, light, size[0] / size[1])
    director.begun = "" if moment is None else moment.node
    scene = director.scene(nodes)
    if moment is None:
        return scene
    bare = replace(scene.flow, sum=(), extra=None, steady=True)  # alike at every moment
    return replace(scene, flow=bare, shorter=None)


class _Director:
    """Makes the scene of one step from the nodes it is about.

    Attributes:
        begun: a node that is being made, though nothing of it may be there yet.
    """

    def __init__(
        self,
        document: Document,
        theme: Theme,
        index: int,
        visible: Visible,
        light: Callable[[], Lighting | None],
        proportions: float,
    ) -> None:
        """`light` says what is lit in the head that is shown when it is called."""
        self.begun = ""
        self._proportions = proportions
        self._document, self._theme = document, theme
        self._graph, self._step = document.graph, document.lesson.steps[index]
        self._visible, self._light_here, self._light = visible, light, light()

    def scene(self, nodes: list[str]) -> Scene:
        """Inputs and what is made of them, a chain, or cards that nothing joins."""
        nodes = self._with_link(nodes)
        last = nodes[-1]
        node = self._graph[last]
        if len(nodes) == 1 and len(self._graph.shapes[last]) > 2:
            return self._plain([self._heads(last)], nodes, one_head=False)
        if len(nodes) > 2 and _is_chain(self._graph, nodes):
            return self._chain(nodes)
        sources = [name for name in node.inputs if name in nodes or len(nodes) == 1]
        sources = [name for name in sources if self._has_card(name)]
        if sources:
            main = node.inputs[0]
            if main not in sources and self._has_card(main):
                sources.insert(0, main)
            return self._joined(sources, last)
        table = self._table(SLIDE_TABLE, show_sum=False)
        if table is not None and len(nodes) > 1:
            return self._mixed(nodes, table)
        alone = len(nodes) == 1
        return self._plain([self._card(name, result=alone) for name in nodes], nodes)

    def _with_link(self, nodes: list[str]) -> list[str]:
        """Two nodes with what a switch has put between them (masked scores)."""
        last = self._graph[nodes[-1]]
        if len(nodes) != 2 or not last.inputs or nodes[0] in last.inputs:
            return nodes
        link = last.inputs[0]
        between = self._has_card(link) and nodes[0] in self._graph[link].inputs
        return [nodes[0], link, nodes[1]] if between else nodes

    # -- the kinds of scenes ---------------------------------------------------------------------

    def _plain(self, pieces: Sequence[Piece], names: list[str], *, one_head: bool = True) -> Scene:
        return Scene(Flow(tuple(pieces)), self._theme, _PLAIN, tuple(names), one_head)

    def _joined(self, sources: list[str], last: str) -> Scene:
        node = self._graph[last]
        together = isinstance(node.op, ConcatHeads)
        inputs = [self._heads(sources[0], beside=True)] if together else map(self._card, sources)
        flow = Flow(
            tuple(inputs),
            self._card(last, result=True),
            signs_into(self._document, self._theme, last, sources, self._step.focus),
            inks=self._inks(sources, last),
            lit=self._lit((*sources, last)),
            sum=self._sum(last),
            extra=self._table(SLIDE_TABLE_BELOW, show_sum=True),
        )
        shorter = None
        if flow.extra is not None:
            signs = signs_into(self._document, self._theme, last, sources[:1])
            shorter = replace(
                flow,
                inputs=flow.inputs[:1],
                signs=signs,
                inks=(flow.inks[0], flow.inks[-1]),
                lit=(flow.lit[0], flow.lit[-1]),
                sum=(),
            )
        names = (*sources, last)
        return Scene(flow, self._theme, self._candidates(sources), names, not together, shorter)

    def _candidates(self, sources: Sequence[str]) -> _Candidates:
        """How a result may stand to its inputs: `X W` reads as a line, two of a kind meet."""
        if len(sources) == 1:
            return _ARROW
        if len(sources) > 2:
            return _MANY
        learned = any(self._graph[name].learned for name in sources)
        return _PRODUCT if learned else _PAIR

    def _chain(self, nodes: list[str]) -> Scene:
        *before, last = nodes
        flow = Flow(
            tuple(self._card(name) for name in before),
            self._card(last, result=True),
            tuple(
                replace(sign, input=index)
                for index, pair in enumerate(pairwise(nodes), start=1)
                for sign in signs_between(self._document, self._theme, *pair)
            ),
            chain=True,
            inks=self._inks(before, last),
            lit=self._lit(tuple(nodes)),
            sum=self._sum(last),
        )
        return Scene(flow, self._theme, _ARROW, tuple(nodes))

    def _mixed(self, nodes: list[str], table: TablePiece) -> Scene:
        mixed = self._document.in_block("head_output")
        flow = Flow(
            tuple(self._card(name) for name in nodes),
            table,
            signs_into(self._document, self._theme, mixed, nodes),
            inks=self._inks(nodes, mixed),
            lit=self._lit((*nodes, mixed)),
        )
        return Scene(flow, self._theme, _PAIR, tuple(nodes))

    # -- their parts -----------------------------------------------------------------------------

    def _has_card(self, name: str) -> bool:
        shown = bool(self._visible[name].any()) or name == self.begun
        return shown and not rides_on_a_wire(self._graph, name)

    def _card(self, name: str, *, result: bool = False) -> Piece:
        visible, light = self._visible[name], self._light
        begun = name == self.begun
        return node_piece(
            self._document, self._theme, name, visible, light, large=result, begun=begun
        )

    def _heads(self, name: str, *, beside: bool = False) -> Piece:
        """A card for each head; `beside`: few of them stand upright beside their result."""
        wide = self._proportions
        if beside and wide > 1 and self._graph.heads <= _FEW_HEADS:
            wide = _UPRIGHT
        visible, light = self._visible[name], self._light_here
        return heads_piece(self._document, self._theme, name, visible, light, wide)

    def _inks(self, sources: Sequence[str], last: str) -> tuple[str, ...]:
        inks = self._theme.roles
        roles = [self._graph[name].role for name in sources]
        wires = [self._theme.edge if role == "residual" else inks[role].ink for role in roles]
        return (*wires, inks[self._graph[last].role].ink)

    def _lit(self, names: Sequence[str]) -> tuple[bool, ...]:
        return tuple(self._light is not None and name in self._light.rings for name in names)

    def _sum(self, last: str) -> tuple[TextRun, ...]:
        ours = self._light is not None and self._light.node == last
        return light_sum(self._document, self._theme, self._light) if ours else ()

    def _table(self, text: float, *, show_sum: bool) -> TablePiece | None:
        word = self._step.mix_of
        if word is None:
            return None
        return TablePiece(self._document, self._theme, word, show_sum, text)


def _is_chain(graph: Graph, nodes: Sequence[str]) -> bool:
    """Whether each node comes from the one before it, and is made from no other of them."""
    return all(after in graph.downstream(before) for before, after in pairwise(nodes)) and not any(
        set(nodes[: index - 1]) & {*graph[nodes[index]].inputs} for index in range(2, len(nodes))
    )
