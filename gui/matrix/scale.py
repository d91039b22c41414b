"""Which value gets the strongest colour in a view of a matrix."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from gui.document import Document
from gui.matrix.figures import figures_of


class ColourScale(QObject):
    """The colour scale of one view: the diagram's, the matrix's own, or that of chosen nodes.

    Magnitudes are those of a node's every head, so that heads can be told apart by their shades.

    Attributes:
        chosen: the nodes whose numbers the scale spans; None: as in the diagram.

    Signals:
        changed: other nodes are chosen.
    """

    changed = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.chosen: frozenset[str] | None = None
        self._magnitudes: dict[str, float] = {}
        document.values_changed.connect(self._forget)
        document.structure_changed.connect(self._start_over)

    def choose(self, names: Iterable[str] | None) -> None:
        """Span the numbers of these nodes; None: as in the diagram."""
        chosen = None if names is None else frozenset(names)
        if chosen != self.chosen:
            self.chosen = chosen
            self.changed.emit()

    def spans(self, node: str) -> frozenset[str]:
        """The nodes whose numbers share one scale in a view of `node`."""
        graph = self._document.graph
        if self.chosen is None:
            return frozenset(n.name for n in graph.nodes if n.scale == graph[node].scale)
        return self.chosen

    def peak(self, node: str) -> float:
        """The value that gets the strongest colour in a view of `node`."""
        if self.chosen is None:
            return self._document.colour_range(node)
        return max((self._magnitude(name) for name in self.chosen), default=0.0) or 1.0

    def depends_on(self, node: str, names: frozenset[str]) -> bool:
        """Whether the scale of a view of `node` may be another one after these changed."""
        return not names.isdisjoint(self.spans(node))

    def _magnitude(self, name: str) -> float:
        if name not in self._magnitudes:
            self._magnitudes[name] = figures_of(self._document.value(name)).magnitude
        return self._magnitudes[name]

    def _forget(self, names: frozenset[str]) -> None:
        for name in names:
            self._magnitudes.pop(name, None)

    def _start_over(self) -> None:
        """Another graph: nodes that are gone are chosen no longer."""
        self._magnitudes = {}
        if self.chosen is not None:
            kept = frozenset(name for name in self.chosen if name in self._document.graph)
            self.choose(kept or None)
