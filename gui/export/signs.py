"""The signs on the way from a node's inputs to the node: ×, +, ÷8, softmax."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QCoreApplication

from engine.graph import Graph, Node
from engine.numbers import format_number
from engine.ops import (
    Add,
    ColumnSums,
    ConcatHeads,
    Descent,
    Difference,
    Divide,
    DivisorSlope,
    EpsilonSlope,
    GammaSlopes,
    GeluSlopes,
    HandOn,
    LayerNorm,
    Linear,
    Mask,
    MatMul,
    NormGradient,
    Op,
    QueryKeyProduct,
    ReluSlopes,
    ReshapeHeads,
    SoftmaxSlopes,
    SplitHeads,
    SquaredError,
    SumOfProducts,
    ZeroMask,
)
from gui.document import Document
from gui.drawing.diagram_wiring import chip_text
from gui.drawing.primitives import TextRun
from gui.drawing.symbols import symbol_runs
from gui.export.pieces import Sign
from gui.theme import Theme

#: What a sign says, and which input of the operation comes in there (None: no other input).
_Step = tuple[str, int | None]
#: Cell by cell, as a mask of zeros is laid on.
_TIMES = "⊙"


#: What is done on the way back, where no other input stands in the sign.
_BACK: dict[type[Op], str] = {
    ColumnSums: "Σ",
    HandOn: "=",
    SplitHeads: "split",
    SoftmaxSlopes: "softmax′",
    ReluSlopes: "ReLU′",
    GeluSlopes: "GELU′",
    NormGradient: "LN′",
    DivisorSlope: "Σ",
    GammaSlopes: "Σ",
    EpsilonSlope: "Σ",
}


def rides_on_a_wire(graph: Graph, name: str) -> bool:
    """Whether a node has no card on slides: the divisor and epsilon are single numbers."""
    return graph[name].axes == ("one", "one")


def signs_into(
    document: Document, theme: Theme, name: str, inputs: Sequence[str], said: Collection[str] = ()
) -> tuple[Sign, ...]:
    """The signs on the way to a node whose `inputs` stand on the slide, in order.

    An operand that has no card stands in the sign itself: `+ b`; the sign of a mask says it
    already. What a norm scales and shifts with is left out, as its formula leaves it out.

    Args:
        said: nodes the step is about, so that epsilon is named where it matters.
    """
    node = document.graph[name]
    made: list[Sign] = []
    for text, operand in _steps(document, node, said):
        other = None if operand is None else node.inputs[operand]
        runs: tuple[TextRun, ...] = (TextRun(text, theme.text, weight=600),)
        if other is None:
            made.append(Sign(runs))
        elif other in inputs:
            made.append(Sign(runs, inputs.index(other)))
        elif isinstance(node.op, Mask) and text != _TIMES:
            made.append(Sign(runs))
        elif not isinstance(node.op, LayerNorm):
            gap = TextRun(f"{text} ", theme.text, weight=600)
            made.append(Sign((gap, *symbol_runs(document.graph, other, theme))))
    return tuple(made)


def signs_between(document: Document, theme: Theme, before: str, after: str) -> tuple[Sign, ...]:
    """The signs on a chain: what is done to `before` to make `after`.

    The main input stands in the sign where it is another one: `+ N`. An ellipsis stands for what
    lies between nodes that are not joined directly.
    """
    node = document.graph[after]
    if before not in node.inputs:
        return (Sign((TextRun("…", theme.text, weight=600),)),)
    if before == node.inputs[0]:
        return signs_into(document, theme, after, [before])
    ((text, _), *rest) = _steps(document, node, ())
    if isinstance(node.op, Mask) and text != _TIMES:
        text = QCoreApplication.translate("slides", "on")
    symbol = symbol_runs(document.graph, node.inputs[0], theme)
    first = Sign((TextRun(f"{text} ", theme.text, weight=600), *symbol))
    return (first, *(Sign((TextRun(more, theme.text, weight=600),)) for more, _ in rest))


def _steps(document: Document, node: Node, said: Collection[str]) -> list[_Step]:
    op = node.op
    if isinstance(op, Linear):
        return [("×", 1), ("+", 2)]
    if isinstance(op, SumOfProducts):
        return [("×", 1)] if len(op.products) == 1 and not op.passes else [("Σ ×", None)]
    if isinstance(op, Difference):
        return [("−", 1)]
    if isinstance(op, SquaredError):
        return [("−", 1), ("½ Σ ( )²", None)]
    if isinstance(op, Descent):
        return [("− η ×", 2)]
    if op is not None and type(op) in _BACK:
        return [(_BACK[type(op)], None)]
    if isinstance(op, MatMul):
        return [("×", 1)]
    if isinstance(op, QueryKeyProduct):
        return [("·", 1)]
    if isinstance(op, Add):
        return [("+", 1)]
    if isinstance(op, ZeroMask):
        return [(_TIMES, 1)]
    if isinstance(op, Mask):
        return [(QCoreApplication.translate("slides", "mask"), 1)]
    if isinstance(op, Divide):
        return [(chip_text(float(document.value(node.inputs[1])[0, 0])), None)]
    if isinstance(op, ReshapeHeads):
        return [("reshape", None)]
    if isinstance(op, ConcatHeads):
        return [(QCoreApplication.translate("slides", "side by side"), None)]
    function = op.plain.partition("= ")[2].partition("(")[0] if op is not None else ""
    if isinstance(op, LayerNorm):
        epsilon = node.inputs[3]
        if epsilon in said:
            function += f", ε = {format_number(float(document.value(epsilon)[0, 0]))}"
        return [(function, None), ("×", 1), ("+", 2)]
    return [(function, None)]
