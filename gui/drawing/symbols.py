"""Formulas as coloured runs of text (cards, captions) and as LaTeX in colour (the lesson)."""

from __future__ import annotations

import re

from engine.graph import Graph
from engine.lesson import formula
from engine.numbers import format_number
from gui.drawing.primitives import TextRun
from gui.theme import Theme

_PIECE = re.compile(r"<<([\w.]+)>>|([A-Za-z]{2,})|(ᵀ)|([₁ₕ])|([^<]+?)(?=<<|[A-Za-z]{2,}|[ᵀ₁ₕ]|$)")

_LATEX = {"γ": r"\gamma", "β": r"\beta", "ε": r"\varepsilon", "η": r"\eta",
          "γ′": r"\gamma'", "β′": r"\beta'", "mask": r"\mathrm{mask}"}  # fmt: skip


def symbol_runs(graph: Graph, name: str, theme: Theme, *, colour: str = "") -> list[TextRun]:
    """A node's symbol in the colour of its role: `W_Q` with its Q as a subscript."""
    node = graph[name]
    ink = colour or theme.roles[node.role].ink
    base, _, subscript = node.symbol.partition("_")
    runs = [TextRun(base, ink, "math", italic=True)]
    if subscript:
        runs.append(TextRun(subscript, ink, "math", italic=True, script=-1))
    return runs


def header_runs(
    graph: Graph, name: str, theme: Theme, divisor: float | None = None, *, colour: str = ""
) -> tuple[TextRun, ...]:
    """The header of a card: `S = Q Kᵀ`, `S′ = S ÷ 1` with the divisor's number, or just `X`.

    `colour` overrides every colour (a card that is not reached yet).
    """
    node = graph[name]
    if node.op is None or not node.inputs:
        return tuple(symbol_runs(graph, name, theme, colour=colour))
    ink = colour or theme.text
    text = node.op.plain.replace("<out>", f"<<{name}>>")
    for index, source in enumerate(node.inputs):
        text = text.replace(f"<{index}>", f"<<{source}>>")
    runs: list[TextRun] = []
    for match in _PIECE.finditer(text):
        source, word, transposed, head, other = match.groups()
        if source and divisor is not None and source.rpartition(".")[2] == "divisor":
            runs.append(TextRun(format_number(divisor, 3), ink, "math"))
        elif source:
            runs += symbol_runs(graph, source, theme, colour=colour)
        elif transposed:
            runs.append(TextRun("T", runs[-1].colour, "math", script=1))
        elif head:
            number = "1" if head == "₁" else str(graph.heads)
            runs.append(TextRun(number, runs[-1].colour, "math", script=-1))
        elif word:
            runs.append(TextRun(word, ink, "math"))
        elif other == " ":
            runs.append(TextRun(" ", ink, "math"))
        else:
            runs.append(TextRun(other, ink, "math"))
    return tuple(runs)


def latex(graph: Graph, name: str, theme: Theme, *, by_cell: bool = False) -> str:
    """The formula of a node as LaTeX, every symbol in the colour of its role."""

    def symbol(match: re.Match[str]) -> str:
        node = graph[match[1]]
        ink = theme.roles[node.role].ink
        base, _, subscript = node.symbol.partition("_")
        of, base = base.startswith("∂"), base.removeprefix("∂")
        letter = _LATEX.get(base) or base.replace("″", "''").replace("′", "'")
        letter = rf"\partial {letter}" if of else letter
        return rf"\textcolor{{{ink}}}{{{letter}{'_' + subscript if subscript else ''}}}"

    return re.sub(r"<<([\w.]+)>>", symbol, formula(graph, name, by_cell=by_cell))
