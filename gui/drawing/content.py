"""What a card shows, read from the document: one place for the diagram and the slides."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from engine.explain import Explanation
from engine.graph import Graph
from engine.numbers import format_number, format_shape
from engine.ops import Array, Cell
from engine.ops.series import Places
from engine.remarks import mask_over
from gui.document import Document
from gui.drawing.card_data import MOST_BAR_GROUPS, CardContent, Ring, Tint
from gui.drawing.metrics import LARGEST_NUMBERS
from gui.drawing.symbols import header_runs, symbol_runs
from gui.names import node_title
from gui.parts import Part
from gui.theme import Theme

_MOST_SHEETS = 2
#: Cells of larger matrices are drawn too small to be marked one by one.
_MOST_MARKED = LARGEST_NUMBERS * LARGEST_NUMBERS
_NOWHERE = np.broadcast_to(np.False_, (0, 0))


class Lighting(msgspec.Struct, frozen=True):
    """Which cells are lit and in which colours, for one explained cell.

    Attributes:
        node, cell: the explained cell.
        rings: for each node the areas to ring; an empty list for what is in another head.
        rows, columns: for each node the lit labels and their colours.
    """

    node: str
    cell: Cell
    rings: dict[str, list[Ring]] = msgspec.field(default_factory=dict)
    rows: dict[str, dict[int, str]] = msgspec.field(default_factory=dict)
    columns: dict[str, dict[int, str]] = msgspec.field(default_factory=dict)

    @property
    def sources(self) -> set[str]:
        """The nodes whose cells went into the explained one."""
        return set(self.rings) - {self.node}


def lighting(
    graph: Graph,
    explanation: Explanation,
    theme: Theme,
    head: int | None = None,
    marked: Sequence[Part] = (),
) -> Lighting:
    """Ring the explained cell in ink and what it came from in the colours of the roles.

    Args:
        head: the head that is shown; cells of other heads are not ringed. None: all are.
        marked: what is pointed at in the explanation, ringed more strongly.
    """
    node, cell = explanation.node, explanation.cell
    lit = Lighting(node, cell)
    groups = explanation.cells()
    for name, cells in groups.items():
        ink = theme.roles[graph[name].role].ink
        if head is not None and cells.shape[1] > 2:
            cells = cells[cells[:, 0] == head]
        lit.rings[name] = _rings(cells, graph.shapes[name], ink)
        if graph[name].axes[0] in ("word", "memory"):
            lit.rows[name] = dict.fromkeys(_distinct(cells[:, -2]), ink)
    for part in marked:
        if part.node in graph and (head is None or part.head in (None, head)):
            ink = theme.roles[graph[part.node].role].ink
            ring = Ring(part.row, part.column, ink, strong=True)
            lit.rings.setdefault(part.node, []).append(ring)
    lit.rings.setdefault(node, []).append(Ring(cell[-2], cell[-1], theme.text))
    inks = [theme.roles[graph[name].role].ink for name in groups] or [theme.text]
    lit.rows.setdefault(node, {})[cell[-2]] = inks[0]
    lit.columns[node] = {cell[-1]: inks[-1]}
    return lit


def mix_lighting(graph: Graph, word: int, theme: Theme, mix: str = "head_output") -> Lighting:
    """Ring what the mix of `word` is made of: its row of weights, and all values."""
    lit = Lighting(mix, (word, 0))
    proportions, values = graph[mix].inputs
    inks = theme.roles["attention"].ink, theme.roles["value"].ink
    lit.rings[proportions] = [Ring(word, None, inks[0])]
    lit.rings[values] = [Ring(None, None, inks[1])]
    lit.rings[mix] = [Ring(word, None, theme.text)]
    lit.rows[proportions] = {word: inks[0]}
    lit.rows[mix] = {word: inks[0]}
    lit.rows[values] = dict.fromkeys(range(graph.shapes[values][-2]), inks[1])
    return lit


def _rings(cells: Places, shape: tuple[int, ...], ink: str) -> list[Ring]:
    """A ring around the whole, a row or a column where that is what was read, else each cell."""
    if not len(cells):
        return []
    rows, columns = _distinct(cells[:, -2]), _distinct(cells[:, -1])
    every_row, every_column = len(rows) == shape[-2] > 1, len(columns) == shape[-1] > 1
    if every_row and every_column:
        return [Ring(None, None, ink)]
    if len(rows) == 1 and every_column:
        return [Ring(rows[0], None, ink)]
    if len(columns) == 1 and every_row:
        return [Ring(None, columns[0], ink)]
    return [Ring(row, column, ink) for row, column in cells[:, -2:].tolist()]


def _distinct(places: NDArray[np.intp]) -> list[int]:
    distinct: list[int] = np.unique(places).tolist()
    return distinct


def card_content(
    document: Document,
    theme: Theme,
    name: str,
    visible: NDArray[np.bool_],
    *,
    lit: Lighting | None = None,
    current: bool = False,
    interactive: bool = True,
    marks: bool | None = None,
    head: int | None = None,
    peak: float | None = None,
    incoming: bool = False,
    touched: bool = False,
) -> CardContent:
    """Everything the card of `name` shows, of one head where the node has several.

    Args:
        visible: the mask of cells the lesson has shown. [row, column]
        interactive: whether it may offer *Release* and marks of change (the window, not slides).
        marks: whether it shows marks of change; None: where it is interactive.
        head: another head than the one that is shown.
        peak: `document.colour_range(name)`, where the caller knows it already.
        incoming: whether it stands for what another block hands on.
        touched: whether the last edit moved any of it; a thumbnail says no more than that.
    """
    graph, node = document.graph, document.graph[name]
    chosen = document.head if head is None else head
    value = document.value(name)
    plane = (chosen,) if value.ndim > 2 else ()
    values = value[plane]
    covered = document.predicting.covers(name) if interactive else None
    if interactive and document.predicting.asking and not visible.all():
        values = np.where(visible, values, 0.0)  # not even the width of a card tells what is hidden
    weights = node.scale == "weights"
    divisor = next((i for i in node.inputs if i.rpartition(".")[2] == "divisor"), None)
    zeros = graph.zeros(name)
    pins = document.evaluator.overrides(name)
    marked = interactive if marks is None else marks
    changed = _changed(document, name, plane, values) if marked else _NOWHERE
    return CardContent(
        name=name,
        role=node.role,
        learned=node.learned,
        computed=node.computed,
        weights=weights,
        header=tuple(symbol_runs(graph, name, theme))
        if incoming
        else header_runs(
            graph, name, theme, float(document.value(divisor)[0, 0]) if divisor else None
        ),
        title=_from_block(node.block) if incoming else node_title(name),
        shape=format_shape(values.shape),
        values=values,
        visible=visible,
        changed=changed,
        pins=frozenset(cell[-2:] for cell in pins if cell[:-2] == plane),
        peak=document.colour_range(name) if peak is None else peak,
        pairs={*node.axes} <= {"word", "memory"},
        masked=_masked(document, name, values),
        fixed=None if zeros is None else zeros[plane],
        row_labels=document.axis_names(node.axes[0]),
        column_labels=document.axis_names(node.axes[1]),
        rings=tuple(lit.rings.get(name, ())) if lit else (),
        lit_rows=lit.rows.get(name, {}) if lit else {},
        lit_columns=lit.columns.get(name, {}) if lit else {},
        current=current,
        note=_note(document, name, interactive=interactive),
        release=QCoreApplication.translate("card", "Release") if interactive else "",
        sums=_sums(values) if weights and len(values) <= MOST_BAR_GROUPS else (),
        before=_before(document, name, plane) if document.comparing and changed.any() else None,
        touched=touched,
        sheets=min(len(value) - 1, _MOST_SHEETS) if plane else 0,
        asked=covered,
        tint=_tint(document, name, plane) if interactive and document.tracing.on else None,
    )


def _tint(document: Document, name: str, plane: tuple[int, ...]) -> Tint | None:
    """How the trace of now shows on the plane of a node."""
    trace = document.tracing.trace()
    if trace is None:
        return None
    shape = document.graph.shapes[name][-2:]
    cells = trace.cells.get(name)
    shades = None
    if trace.kind == "inputs":
        slope = trace.slopes.get(name)
        with np.errstate(all="ignore"):
            shades = (
                np.zeros(shape)
                if slope is None
                else np.nan_to_num(slope[plane] / trace.peaks[name])
            )
    return Tint(np.zeros(shape, dtype=bool) if cells is None else cells[plane], shades)


def _changed(
    document: Document, name: str, plane: tuple[int, ...], values: Array
) -> NDArray[np.bool_]:
    """Which cells differ from before the last edit; not asked of what is too large to mark."""
    if values.size > _MOST_MARKED:
        return _NOWHERE
    return document.changed_cells(name, plane)


def _before(document: Document, name: str, plane: tuple[int, ...]) -> Array | None:
    reference = document.reference(name)
    return None if reference is None else reference[plane]


def _masked(document: Document, name: str, values: Array) -> NDArray[np.bool_] | None:
    """Which cells a mask leaves out: of the mask itself, and of what it is laid on."""
    mask = mask_over(document.graph, name)
    if mask is None:
        return None
    return np.asarray((values if mask == name else document.value(mask)) == 0)


def _sums(weights: Array) -> tuple[str, ...]:
    """What each row of weights adds up to; sums that are off by rounding only are whole."""
    text = QCoreApplication.translate("card", "sums to {total}")
    with np.errstate(all="ignore"):
        totals = np.round(weights.sum(axis=1), 9).tolist()
    return tuple(text.format(total=format_number(total)) for total in totals)


def _from_block(block: int) -> str:
    return QCoreApplication.translate("card", "From block {number}").format(number=block)


def _note(document: Document, name: str, *, interactive: bool) -> str:
    """What stands on a card that shows nothing yet."""
    made = document.inside.made if interactive else None
    if made is not None and made.node == name:
        return QCoreApplication.translate("card", "Being made")
    return _opens_note(document.lesson.opens_at(name))


def _opens_note(opens: int | None) -> str:
    if opens is None:
        return ""
    text = QCoreApplication.translate("card", "Opens at step\u00a0{number}")
    return text.format(number=opens + 1)
