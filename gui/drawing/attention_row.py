"""The upper row of the diagram: from the words to the output of the attention.

Three lanes Q, K, V; scores between Q and K, the mix between the weights and V. Cards of a lane
align by the middle of their matrices (the *port*), so that a row, its wire and its result share a
line.
"""

from __future__ import annotations

from itertools import pairwise

from engine.graph import Role
from gui.drawing.layout_parts import Builder, Pills
from gui.drawing.placement import is_block
from gui.drawing.plan import BracketPlan

#: How far a memory stands right of the words, so that the residual wire passes it.
_INDENT = 26.0
#: Where the residual wire leaves the words: from their left edge, at most.
_DROP = 36.0

#: What becomes of the scores, as far as a mask and its place in the flow ask for it.
_CHAIN = ("scaled_scores", "masked_scores", "unmasked_weights", "weights")
_ROLES: tuple[tuple[str, Role], ...] = (("Q", "query"), ("K", "key"), ("V", "value"))


class AttentionRow:
    """Places cards, wires and pills of the attention into a layout."""

    def __init__(self, builder: Builder, *, picker: bool) -> None:
        """`picker`: leave room above the cards although there is one head only."""
        self.b = builder
        self.graph = builder.graph
        self.whole = is_block(builder.graph)
        self.memory = "memory" in builder.graph
        #: norm_1 stands before the projections
        self.pre_norm = builder.name("norm_1") in self.graph[builder.name("Q")].inputs
        raised = builder.graph.heads > 1 or picker
        self.top = builder.space.top + (builder.space.bracket if raised else 0.0)
        self.columns = self._columns()
        self.drop = 0.0

    def lay_out(self) -> None:
        """Everything of the row."""
        self._set_ports()
        self._place()
        self._wire_words()
        self._wire_projections()
        self._wire_scores()
        self._wire_mix()
        self._wire_heads()
        self._bracket()

    # -- what stands where -------------------------------------------------------------------------

    def _columns(self) -> list[tuple[list[str], float]]:
        """The columns from left to right: their cards, and the gutter to the right of each."""
        b, space = self.b, self.b.space
        stretch = b.stretch
        words: list[str] = [name for name in ("E", "PE") if name in b.shown.cards]
        inputs = [b.shown.source, *(["memory"] if self.memory else [])]
        norm = [b.name("norm_1")] if self.pre_norm else []
        into_norm = b.pills_room(b.norm_pills(1))
        biases = max((b.pill_width(p[0]) + 20 for p in self._biases().values() if p), default=0.0)
        passing = b.pills_room(self._passing())
        columns: list[tuple[list[str], float]] = [
            (words, space.add),
            (inputs, into_norm if norm else space.product + stretch),
            (norm, space.product + stretch),
            (self._cards("W_Q", "W_K", "W_V"), max(space.plain, biases)),
            (self._cards("Q", "K", "V"), space.dot + stretch),
            (self._cards("scores", "mask"), max(space.divide, passing) + stretch),
            (self._cards(*_CHAIN), space.mix + stretch),
            (self._cards("head_output"), space.joint + stretch),
            (self._cards("concat", "W_O"), space.times + self._bias_o_room()),
            (self._cards("attention_output"), 0.0),
        ]
        return [(names, gutter) for names, gutter in columns if names]

    def _cards(self, *bases: str) -> list[str]:
        return [self.b.name(base) for base in bases if self.b.is_card(base)]

    def _passing(self) -> list[Pills]:
        """What rides on the wire from the scores to what is made of them."""
        b = self.b
        divisor = ("÷", b.name("divisor"))
        scaled = b.name("scaled_scores")
        if not self.whole:
            return [Pills(scaled, on=divisor)]
        groups = [Pills(scaled, on=divisor, below=(("", scaled),))]
        masked, whole = b.name("masked_scores"), b.name("unmasked_weights")
        if b.has("masked_scores"):
            groups.append(Pills(masked, on=("", "mask"), below=(("", masked),)))
        elif b.has("unmasked_weights"):
            groups.append(Pills(b.name("weights"), on=("", "mask"), above=(("", whole),)))
        return groups

    def _behind_mask(self) -> str:
        """What the mask is laid on makes this: scores without the masked ones, or weights."""
        return self.b.name("masked_scores" if self.b.has("masked_scores") else "weights")

    def _biases(self) -> dict[str, list[Pills]]:
        b = self.b
        return {
            letter: [Pills(b.name(letter), on=("+", b.name(f"b_{letter}")))]
            if b.has(f"b_{letter}")
            else []
            for letter, _ in _ROLES
        }

    def _bias_o(self) -> list[Pills]:
        b = self.b
        target = b.name("attention_output")
        return [Pills(target, on=("+", b.name("b_O")))] if b.has("b_O") else []

    def _bias_o_room(self) -> float:
        groups = self._bias_o()
        return self.b.pill_width(groups[0]) + 8 if groups else 0.0

    # -- heights -----------------------------------------------------------------------------------

    def _set_ports(self) -> None:
        b, ports, space = self.b, self.b.ports, self.b.space
        source_lane = "Q" if self.memory else "K"
        stream = [b.shown.source, *([b.name("norm_1")] if self.pre_norm else [])]
        y = self.top
        line: dict[str, float] = {}
        for letter, _ in _ROLES:
            members = [b.name(letter), b.name(f"W_{letter}")]
            members += stream if letter == source_lane else []
            members += ["memory"] if letter == "K" and self.memory else []
            above = max(b.size(name).port for name in members)
            if letter == source_lane and "E" in b.shown.cards:
                above = max(above, self.top + b.size("E").height + space.lane / 2 - y)
            if letter == "V":
                y = max(y, self._below_weights(line) - above)
            line[letter] = y + above
            for name in members:
                ports[name] = line[letter]
            y += above + max(b.size(name).below for name in members) + space.lane
        if "E" in b.shown.cards:
            middle, gap = ports[b.shown.source], space.lane / 2
            ports["E"] = middle - gap - b.size("E").below
            ports["PE"] = middle + gap + b.size("PE").port
        self._set_score_ports(line)
        self._set_head_ports(line)

    def _stack(self, line: float) -> dict[str, float]:
        """The ports of what stands below each other from the scores to the weights."""
        b, gap = self.b, self.b.space.stack
        ports = {b.name("scores"): line}
        stack = [b.name(n) for n in _CHAIN if b.is_card(n)]
        bottom = 0.0
        for number, name in enumerate(stack):
            size = b.size(name)
            port = line if number == 0 else bottom + gap + size.port
            if name == self._behind_mask() and b.is_card("mask"):
                lower = line + b.size(b.name("scores")).below + gap + b.size("mask").port
                port = ports["mask"] = max(port, lower)
            ports[name] = port
            bottom = port + size.below
        return ports

    def _highest(self) -> float:
        b = self.b
        first = [b.name(n) for n in ("scores", "scaled_scores") if b.is_card(n)]
        if self.whole:
            first.append(b.name("weights"))
        return self.top + max(b.size(name).port for name in first)

    def _lowest(self, ports: dict[str, float]) -> float:
        return max(port + self.b.size(name).below for name, port in ports.items())

    def _below_weights(self, line: dict[str, float]) -> float:
        """How low the V lane's port must be for everything before the weights to fit above it."""
        return self._lowest(self._stack(self._highest())) + self.b.space.lane

    def _set_score_ports(self, line: dict[str, float]) -> None:
        middle = (line["Q"] + line["K"]) / 2
        spare = line["V"] - self.b.space.lane - self._lowest(self._stack(middle))
        self.b.ports.update(self._stack(max(middle + min(spare, 0.0), self._highest())))

    def _set_head_ports(self, line: dict[str, float]) -> None:
        b, ports, gap = self.b, self.b.ports, self.b.space.lane
        middle = (ports[b.name("weights")] + line["V"]) / 2
        middle = max(middle, self.top + b.size(b.name("head_output")).port)
        ports[b.name("head_output")] = middle
        if b.has("attention_output"):
            ports[b.name("attention_output")] = middle
        concat, output = b.name("concat"), b.name("W_O")
        if b.has("concat") and b.has("W_O"):
            first, second = b.size(concat), b.size(output)
            top = max(middle - (first.height + gap + second.height) / 2, self.top)
            ports[concat] = top + first.port
            ports[output] = top + first.height + gap + second.port
        elif b.has("concat"):
            ports[concat] = middle
        elif b.has("W_O"):
            ports[output] = middle + gap + b.size(output).port

    # -- columns -----------------------------------------------------------------------------------

    def _place(self) -> None:
        b = self.b
        x = b.space.margin
        for names, gutter in self.columns:
            indent = _INDENT if self.whole else 0.0
            width = max(b.size(n).width + (indent if n == "memory" else 0) for n in names)
            for name in names:
                left = x + (width - b.size(name).width) / 2
                if name in ("E", "PE"):
                    left = x + width - b.size(name).width
                elif "memory" in names:
                    left = x + indent if name == "memory" else x
                elif name == b.shown.source:
                    left = x + width - b.size(name).width
                b.put(name, left)
            x += width + gutter
        words = b.layout.cards[b.shown.source]
        self.drop = words.x + min(words.w / 2, _INDENT / 2 if self.memory else _DROP)

    def _right_of_words(self) -> float:
        """The right edge of the column of the words."""
        cards = self.b.layout.cards
        names = [self.b.shown.source, *(["memory"] if self.memory else [])]
        return max(cards[name].right for name in names)

    # -- wires -------------------------------------------------------------------------------------

    def _wire_words(self) -> None:
        b, cards, ports = self.b, self.b.layout.cards, self.b.ports
        if "E" in cards:
            into, line = cards["X"], ports["X"]
            x = into.x - b.space.operator
            for name in ("E", "PE"):
                b.wire(name, "X", (cards[name].right, ports[name]), (x, ports[name]), (x, line))
            b.wire("X", "X", (x, line), (into.x, line), arrow=True)
            b.operator("+", "X", (x, line))
        if self.pre_norm:
            source, norm = b.shown.source, b.name("norm_1")
            y = ports[norm]
            left, right = cards[source].right, cards[norm].x
            b.wire(source, norm, (left, y), (right, y), arrow=True)
            b.place_pills(b.norm_pills(1), left, right, y)

    def _wire_projections(self) -> None:
        b, cards, ports = self.b, self.b.layout.cards, self.b.ports
        stream = b.name("norm_1") if self.pre_norm else b.shown.source
        parameters = min(cards[b.name(f"W_{letter}")].x for letter in "QKV")
        trunk = max(cards[stream].right, self._right_of_words()) + b.space.trunk
        if self.pre_norm:
            trunk = max(trunk, parameters - b.space.product + b.space.trunk)
        for letter, role in _ROLES:
            source = "memory" if self.memory and letter != "Q" else stream
            parameter, result = cards[b.name(f"W_{letter}")], cards[b.name(letter)]
            y, start = ports[b.name(letter)], (cards[source].right, ports[source])
            into = (parameter.x, y)
            b.wire(source, b.name(letter), start, (trunk, start[1]), (trunk, y), into,
                   role="residual", arrow=not b.signs)  # fmt: skip
            if b.signs:
                b.operator("×", b.name(letter), (parameter.x - 13, y))
            b.wire(b.name(f"W_{letter}"), b.name(letter), (parameter.right, y), (result.x, y),
                   role=role, arrow=True)  # fmt: skip
            b.place_pills(self._biases()[letter], parameter.right, result.x, y)

    def _wire_scores(self) -> None:
        b, cards, ports = self.b, self.b.layout.cards, self.b.ports
        scores, weights = b.name("scores"), b.name("weights")
        line = ports[scores]
        x = min(cards[name].x for name in (scores, "mask") if name in cards) - b.space.operator
        for letter, role in _ROLES[:2]:
            start = (cards[b.name(letter)].right, ports[b.name(letter)])
            b.wire(b.name(letter), scores, start, (x, start[1]), (x, line), role=role)
        b.operator("·", scores, (x, line))
        b.wire(scores, scores, (x, line), (cards[scores].x, line), arrow=True)
        chain = [b.name(n) for n in _CHAIN if b.has(n)]
        first = next(name for name in chain if name in cards)
        left, right = cards[scores].right, cards[first].x
        b.place_pills(self._passing(), left, right, line)
        pills = [op for op in b.layout.operators if op.at[1] == line and op.node and
                 left < op.at[0] < right]  # fmt: skip
        if self.whole:
            stops = [left, *(op.at[0] for op in pills), right]
            for number, target in enumerate(chain):
                before = chain[number - 1] if number else scores
                b.wire(before, target, (stops[number], line), (stops[number + 1], line),
                       arrow=target == weights)  # fmt: skip
            return
        b.wire(scores, first, (left, line), (right, line), arrow=True)
        for above, below in pairwise(chain):
            upper, lower = cards[above], cards[below]
            down = min(upper.right, lower.right) - min(upper.w, lower.w) / 2
            b.wire(above, below, (down, upper.bottom), (down, lower.y), arrow=True)
        if "mask" in cards:
            y = ports["mask"]
            masked = self._behind_mask()
            b.wire("mask", masked, (cards["mask"].right, y), (cards[masked].x, y), arrow=True)

    def _wire_mix(self) -> None:
        b, cards, ports = self.b, self.b.layout.cards, self.b.ports
        mix, weights, values = b.name("head_output"), b.name("weights"), b.name("V")
        y, x = ports[mix], cards[mix].x - b.space.operator + 3
        for name in (weights, values):
            start = (cards[name].right, ports[name])
            b.wire(name, mix, start, (x, start[1]), (x, y))
        b.operator("×", mix, (x, y))
        b.wire(mix, mix, (x, y), (cards[mix].x, y), arrow=True)

    def _wire_heads(self) -> None:
        b, cards, ports = self.b, self.b.layout.cards, self.b.ports
        last = b.name("head_output")
        if b.has("concat"):
            concat = b.name("concat")
            x = min(cards[name].x for name in self._cards("concat", "W_O")) - b.space.joint / 2
            start = (cards[last].right, ports[last])
            b.wire(last, concat, start, (x, start[1]), (x, ports[concat]),
                   (cards[concat].x, ports[concat]), arrow=True)  # fmt: skip
            last = concat
        if not b.has("attention_output"):
            return
        output, parameter = b.name("attention_output"), b.name("W_O")
        y = ports[output]
        x = max(cards[name].right for name in (parameter, last)) + 18
        for name in (last, parameter):
            start = (cards[name].right, ports[name])
            b.wire(name, output, start, (x, start[1]), (x, y))
        b.operator("×", output, (x, y))
        b.wire(output, output, (x, y), (cards[output].x, y), arrow=True)
        b.place_pills(self._bias_o(), x + 11, cards[output].x, y)

    def _bracket(self) -> None:
        b = self.b
        if b.graph.heads == 1:
            return
        own = [area for name, area in b.layout.cards.items() if b.graph[name].per_head]
        left, right = min(area.x for area in own), max(area.right for area in own)
        b.layout.bracket = BracketPlan(left, right, self.top - b.space.bracket / 2 - 4)
