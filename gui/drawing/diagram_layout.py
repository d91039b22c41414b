"""Where cards, wires and operators stand: a pure function from the graph and the cards' sizes.

Column = step of the flow, lane = branch. Cards of a lane align by the middle of their matrices
(the *port*), so that a row, its wire and its result share a line. Wires are orthogonal and run in
the gutters between columns; none crosses a card, no card overlaps another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.graph import Graph, Role, Stage
from gui.drawing.primitives import Point, Rect

MARGIN = 13.0
TOP = 66.0
LANE_GAP = 22.0
STACK_GAP = 34.0
OPERATOR = 11.0
_BAND_INSET = 9.0
_GUTTER = {"plain": 24.0, "product": 44.0, "dot": 50.0, "divide": 74.0, "mix": 40.0, "add": 56.0}


@dataclass(frozen=True)
class CardSize:
    """A card's extent and the height of its port below its top."""

    width: float
    height: float
    port: float

    @property
    def below(self) -> float:
        """From the port to the lower edge."""
        return self.height - self.port


@dataclass(frozen=True)
class WirePlan:
    """A wire. It carries `source` into the operation that makes `target`."""

    source: str
    target: str
    role: Role
    points: tuple[Point, ...]
    arrow: bool = False


@dataclass(frozen=True)
class OperatorPlan:
    """An operator on the wires into `target`; `node` is the node it stands for, if it is one."""

    glyph: str
    target: str
    at: Point
    node: str = ""


@dataclass(frozen=True)
class BandPlan:
    """A stage's column of ground."""

    stage: Stage
    left: float
    right: float


@dataclass
class Layout:
    """A diagram laid out. Cards are areas by node name."""

    cards: dict[str, Rect] = field(default_factory=dict)
    wires: list[WirePlan] = field(default_factory=list)
    operators: list[OperatorPlan] = field(default_factory=list)
    bands: list[BandPlan] = field(default_factory=list)
    size: tuple[float, float] = (0.0, 0.0)


@dataclass
class _Columns:
    """The abscissas: left edge and width of each column, in order."""

    left: dict[str, float] = field(default_factory=dict)
    right: dict[str, float] = field(default_factory=dict)


def lay_out(
    graph: Graph, sizes: Mapping[str, CardSize], gutters: Mapping[str, float] | None = None
) -> Layout:
    """Lay out one attention head: three lanes Q, K, V; scores between Q and K; mix below.

    Args:
        gutters: the width of gutters by what runs in them, where another than usual is wished.
    """
    layout = Layout()
    lanes = _lanes(sizes, "E" in graph)
    columns = _columns(graph, sizes, {**_GUTTER, **(gutters or {})})
    for name, column in _column_of(graph).items():
        size = sizes[name]
        width = columns.right[column] - columns.left[column]
        x = columns.left[column] + (width - size.width) / 2
        if column in ("embedding", "input"):
            x = columns.right[column] - size.width
        layout.cards[name] = Rect(x, lanes[name] - size.port, size.width, size.height)
    _wire_positions(layout, lanes)
    _wire_projections(layout, lanes)
    _wire_attention(layout, lanes)
    bottom = max(card.bottom for card in layout.cards.values())
    right = max(card.right for card in layout.cards.values())
    layout.size = (right + MARGIN, bottom + MARGIN)
    layout.bands = _bands(graph, layout)
    return layout


def _column_of(graph: Graph) -> dict[str, str]:
    names = {"E": "embedding", "PE": "embedding", "X": "input"}
    names |= dict.fromkeys(("W_Q", "W_K", "W_V"), "parameters")
    names |= dict.fromkeys(("Q", "K", "V"), "projections")
    names |= {"scores": "scores", "scaled_scores": "softmax", "weights": "softmax"}
    names |= {"head_output": "mix"}
    return {name: column for name, column in names.items() if name in graph}


def _columns(graph: Graph, sizes: Mapping[str, CardSize], room: Mapping[str, float]) -> _Columns:
    gutters = {
        "embedding": "add",
        "input": "product",
        "parameters": "plain",
        "projections": "dot",
        "scores": "divide",
        "softmax": "mix",
        "mix": "plain",
    }
    columns = _Columns()
    x = MARGIN
    placed = _column_of(graph)
    for column, gutter in gutters.items():
        members = [name for name, its in placed.items() if its == column]
        if members:
            width = max(sizes[name].width for name in members)
            columns.left[column], columns.right[column] = x, x + width
            x += width + room[gutter]
    return columns


def _lanes(sizes: Mapping[str, CardSize], positions: bool) -> dict[str, float]:
    """The height of every card's port."""
    ports: dict[str, float] = {}
    y = TOP
    for letter in ("Q", "K", "V"):
        members = [sizes[letter], sizes[f"W_{letter}"]]
        if letter == "K":
            members.append(sizes["X"])
        above = max(size.port for size in members)
        if letter == "V":
            y = max(y, _mix_bottom(ports, sizes) - above)
        ports[letter] = ports[f"W_{letter}"] = y + above
        y += above + max(size.below for size in members) + LANE_GAP
    ports["X"] = ports["K"]
    if positions:
        gap = LANE_GAP / 2
        ports["E"] = ports["X"] - gap - sizes["E"].below
        ports["PE"] = ports["X"] + gap + sizes["PE"].port
    scaled, weights = sizes["scaled_scores"], sizes["weights"]
    stack = scaled.below + STACK_GAP + weights.port
    lowest = ports["V"] - LANE_GAP - weights.below - stack
    highest = TOP + max(sizes["scores"].port, scaled.port)
    line = max(min((ports["Q"] + ports["K"]) / 2, lowest), highest)
    ports["scores"] = ports["scaled_scores"] = line
    ports["weights"] = line + stack
    ports["head_output"] = (ports["weights"] + ports["V"]) / 2
    return ports


def _mix_bottom(ports: Mapping[str, float], sizes: Mapping[str, CardSize]) -> float:
    """How low the V lane's port must be for scores, scaled scores and weights to fit above it."""
    scaled, weights = sizes["scaled_scores"], sizes["weights"]
    highest = TOP + max(sizes["scores"].port, scaled.port)
    return highest + scaled.below + STACK_GAP + weights.height + LANE_GAP


def _wire_positions(layout: Layout, lanes: Mapping[str, float]) -> None:
    if "E" not in layout.cards:
        return
    into = layout.cards["X"]
    x = into.x - 25
    for name in ("E", "PE"):
        start = (layout.cards[name].right, lanes[name])
        points = (start, (x, lanes[name]), (x, lanes["X"]))
        layout.wires.append(WirePlan(name, "X", "residual", points))
    line = ((x, lanes["X"]), (into.x, lanes["X"]))
    layout.wires.append(WirePlan("X", "X", "residual", line, arrow=True))
    layout.operators.append(OperatorPlan("+", "X", (x, lanes["X"])))


def _wire_projections(layout: Layout, lanes: Mapping[str, float]) -> None:
    source = layout.cards["X"]
    trunk = source.right + 18
    roles: tuple[tuple[str, Role], ...] = (("Q", "query"), ("K", "key"), ("V", "value"))
    for letter, role in roles:
        parameter, result = layout.cards[f"W_{letter}"], layout.cards[letter]
        y = lanes[letter]
        start = (source.right, lanes["X"])
        into = (parameter.x, y)
        points = (start, into) if y == lanes["X"] else (start, (trunk, start[1]), (trunk, y), into)
        layout.wires.append(WirePlan("X", letter, "residual", points))
        layout.operators.append(OperatorPlan("×", letter, (parameter.x - 13, y)))
        line = ((parameter.right, y), (result.x, y))
        layout.wires.append(WirePlan(f"W_{letter}", letter, role, line, arrow=True))


def _wire_attention(layout: Layout, lanes: Mapping[str, float]) -> None:
    cards = layout.cards
    scores, scaled, weights, mix = (
        cards[name] for name in ("scores", "scaled_scores", "weights", "head_output")
    )
    line = lanes["scores"]
    x = scores.x - 25
    roles: tuple[tuple[str, Role], ...] = (("Q", "query"), ("K", "key"))
    for letter, role in roles:
        start = (cards[letter].right, lanes[letter])
        points = (start, (x, start[1]), (x, line))
        layout.wires.append(WirePlan(letter, "scores", role, points))
    layout.operators.append(OperatorPlan("·", "scores", (x, line)))
    layout.wires.append(
        WirePlan("scores", "scores", "attention", ((x, line), (scores.x, line)), arrow=True)
    )
    divide = ((scores.right, line), (scaled.x, line))
    layout.wires.append(WirePlan("scores", "scaled_scores", "attention", divide, arrow=True))
    middle = (scores.right + scaled.x) / 2 - 4
    layout.operators.append(OperatorPlan("÷", "scaled_scores", (middle, line), "divisor"))
    down = ((weights.centre, scaled.bottom), (weights.centre, weights.y))
    layout.wires.append(WirePlan("scaled_scores", "weights", "attention", down, arrow=True))
    y, x = lanes["head_output"], mix.x - 22
    for name, role in (("weights", "attention"), ("V", "value")):
        start = (cards[name].right, lanes[name])
        kind: Role = "attention" if role == "attention" else "value"
        layout.wires.append(WirePlan(name, "head_output", kind, (start, (x, start[1]), (x, y))))
    layout.operators.append(OperatorPlan("×", "head_output", (x, y)))
    layout.wires.append(
        WirePlan("head_output", "head_output", "value", ((x, y), (mix.x, y)), arrow=True)
    )


def _bands(graph: Graph, layout: Layout) -> list[BandPlan]:
    """Each stage's band ends a little right of its last card."""
    bands: list[BandPlan] = []
    left = 0.0
    stages: list[Stage] = []
    for node in graph.nodes:
        if node.stage not in stages:
            stages.append(node.stage)
    for stage in stages:
        members = [layout.cards[n.name] for n in graph.nodes
                   if n.stage == stage and n.name in layout.cards]  # fmt: skip
        right = max(card.right for card in members) + _BAND_INSET
        if stage == stages[-1]:
            right = layout.size[0]
        bands.append(BandPlan(stage, left, right))
        left = right
    return bands
