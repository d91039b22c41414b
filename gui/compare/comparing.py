"""Compare mode: whether it is on, what is compared with, and what has moved since then."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from engine.compare import Comparison, NodeChange, compare
from engine.graph import Graph
from engine.ops import Array, Cell
from gui.compare.sides import Before, Now, Side
from gui.document import Document
from gui.snapshots import Stored
from gui.values import cell_name

NOW, BEFORE, START = "now", "before", "start"
Masks = Mapping[str, NDArray[np.bool_]]


class Comparing(QObject):
    """Knows every side there is to compare, and lets the marks of the window follow the baseline.

    Attributes:
        on: whether compare mode is on.
        baseline: the key of the side the window compares with: `before`, `start`, or a snapshot's.
        snapshots: what was kept.

    Signals:
        changed: the mode, the baseline, or the names of the sides.
        moved: a comparison may say something else now; once for all changes of a turn.
    """

    changed = Signal()
    moved = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.on = False
        self.baseline = BEFORE
        self.snapshots = document.snapshots
        self._start = Stored(document.start)
        self._known: dict[tuple[str, str], dict[str, NodeChange]] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.moved)
        document.values_changed.connect(self._on_values)
        document.structure_changed.connect(self._forget)
        for signal in (document.step_changed, document.trial_changed, document.words_changed,
                       document.marks_changed):  # fmt: skip
            signal.connect(self._forget)
        self.snapshots.changed.connect(self._on_snapshots)

    # -- the mode ----------------------------------------------------------------------------------

    def set_on(self, on: bool) -> None:
        """Turn compare mode on or off."""
        if on != self.on:
            self.on = on
            self._apply()

    def choose(self, key: str) -> None:
        """Compare the window with another baseline. A key that is gone is `before`."""
        key = key if key in self.sides() and key != NOW else BEFORE
        if key != self.baseline:
            self.baseline = key
            self._apply()

    def _apply(self) -> None:
        compared = self.on and self.baseline != BEFORE
        self.document.compare_with(self._reference if compared else None, comparing=self.on)
        self.changed.emit()

    def _reference(self, name: str) -> Array | None:
        side = self.side(self.baseline)
        return side.value(name) if name in side.graph else None

    # -- the sides ---------------------------------------------------------------------------------

    def sides(self) -> list[str]:
        """Every side there is."""
        return [NOW, BEFORE, START, *(snapshot.key for snapshot in self.snapshots.all)]

    def side(self, key: str) -> Side:
        """The values of a side; those of now for a key that is gone."""
        if key == BEFORE:
            return Before(self.document)
        if key == START:
            if self._start.state is not self.document.start:  # another example was opened
                self._start = Stored(self.document.start)
            return self._start
        snapshot = self.snapshots.get(key)
        return Now(self.document) if snapshot is None else snapshot.side

    def label(self, key: str) -> str:
        """What a side is called."""
        if key == BEFORE:
            return self.tr("Before this edit")
        if key == START:
            return self.tr("The example’s start")
        snapshot = self.snapshots.get(key)
        return self.tr("Now") if snapshot is None else snapshot.name

    @property
    def compared_with(self) -> str:
        """The baseline in force: during a trial, the resting value."""
        return BEFORE if self.document.trial is not None else self.baseline

    def comparison(self, first: str = "", second: str = NOW) -> Comparison:
        """What differs between two sides, in what the lesson has shown. Empty: the baseline."""
        keys = (first or self.compared_with, second)
        before, after = (self.side(key) for key in keys)
        shown = self._shown(before.graph, after.graph)
        known = self._known.setdefault(keys, {})
        found = compare(before, after, shown, known)
        known.update((node.name, node) for node in found.nodes)
        return found

    def shown(self, name: str, graph: Graph) -> NDArray[np.bool_]:
        """Which cells of a node of any side the lesson has shown. [row, column]

        Of a node that has another shape now all cells are shown or none, as they are now: numbers
        of another side must not give away what is hidden in this one.
        """
        shape, visible = graph.shapes[name][-2:], self.document.visible()
        if name not in visible:
            return self.document.lesson.visible(self.document.cursor.index, graph)[name]
        mask = visible[name]
        return mask if mask.shape == shape else np.full(shape, bool(mask.all()))

    def _shown(self, before: Graph, after: Graph) -> Masks:
        shapes = after.shapes
        both = [name for name in after.order if before.shapes.get(name) == shapes[name]]
        return {name: self.shown(name, after) for name in both}

    def cell_name(self, name: str, cell: Cell, key: str = NOW) -> str:
        """`scores[love, tea]` in the words of a side."""
        side = self.side(key)
        return cell_name(side.graph, side.state, self.document.language, name, cell)

    # -- following ---------------------------------------------------------------------------------

    def _on_values(self, names: frozenset[str]) -> None:
        for keys, known in self._known.items():
            if BEFORE in keys:
                known.clear()
            elif NOW in keys:
                for name in names:
                    known.pop(name, None)
        self._later.start()

    def _forget(self, *_: object) -> None:
        self._known = {}
        self._later.start()

    def _on_snapshots(self) -> None:
        self._known = {}
        if self.baseline not in self.sides():
            self.baseline = BEFORE
            self._apply()
        else:
            self.changed.emit()
        self._later.start()
