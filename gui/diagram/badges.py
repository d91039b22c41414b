"""Marks on cards: where the example departs from the paper, and words that may attend to nothing.

A diamond is a departure, a triangle a warning; what they mean is said on hover, and with the node
to those who hear the diagram.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGraphicsScene

from engine.remarks import departures, masked_rows
from gui.diagram.items import NodeCard, PictureItem
from gui.document import Document
from gui.drawing.diagram_wiring import badge, warning
from gui.drawing.plan import Layout
from gui.drawing.primitives import Rect
from gui.names import departure_text
from gui.theme import Theme

_SIZE, _SMALL = 20.0, 15.0  # on a card, on a pill


class Badges:
    """Keeps the marks true to the document; the scene owns their items."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._items: list[PictureItem] = []
        self._departing: dict[str, list[str]] | None = None
        self._empty: dict[str, list[int]] | None = None

    def drop(self) -> None:
        """The scene is cleared: its items are gone."""
        self._items = []

    def forget(self) -> None:
        """Another example is open, or the same with other switches."""
        self._departing = self._empty = None

    def note_change(self, names: Collection[str]) -> None:
        """The values of these nodes moved."""
        bases = {name.rpartition(".")[2] for name in names}
        if "divisor" in bases:
            self._departing = None
        if "weights" in bases or "mask" in bases:
            self._empty = None

    def departing(self) -> Mapping[str, list[str]]:
        """For each node the kinds of departure it is marked with."""
        if self._departing is None:
            self._departing = {}
            for found in departures(self._document.config, self._document.evaluator):
                self._departing.setdefault(found.node, []).append(found.kind)
        return self._departing

    def empty_rows(self) -> Mapping[str, list[int]]:
        """For each node of weights the words that may attend to nothing."""
        if self._empty is None:
            self._empty = {}
            for node, row in masked_rows(self._document.evaluator):
                self._empty.setdefault(node, []).append(row)
        return self._empty

    def remarks(self, name: str) -> list[str]:
        """All that the marks of a node say."""
        return [
            *(departure_text(kind) for kind in self.departing().get(name, ())),
            *self._empty_texts(name),
        ]

    def _empty_texts(self, name: str) -> list[str]:
        text = QCoreApplication.translate(
            "diagram", "“{word}” may attend to nothing: its weights are all 0."
        )
        label = self._document.axis_label
        return [text.format(word=label("word", row)) for row in self.empty_rows().get(name, ())]

    def show(
        self,
        cards: Mapping[str, NodeCard],
        layout: Layout,
        scene: QGraphicsScene,
        theme: Theme,
        reached: Collection[str],
    ) -> None:
        """Put the marks on corners of cards and pills, side by side."""
        wanted: list[tuple[bool, Rect, str]] = []
        for name, place in layout.places.items():
            if name not in reached:
                continue
            corner, aside = _corner(place, cards.get(name))
            kinds = self.departing().get(name, ())
            if kinds:
                wanted.append((False, corner, "\n".join(departure_text(kind) for kind in kinds)))
                corner = corner.moved(aside, 0)
            empty = self._empty_texts(name)
            if empty:
                wanted.append((True, corner, "\n".join(empty)))
        while len(self._items) > len(wanted):
            scene.removeItem(self._items.pop())
        while len(self._items) < len(wanted):
            self._items.append(PictureItem(depth=4))
            self._items[-1].setAcceptedMouseButtons(Qt.MouseButton.NoButton)
            scene.addItem(self._items[-1])
        for item, (alarming, area, text) in zip(self._items, wanted, strict=True):
            item.show_primitives((warning if alarming else badge)(area, theme), area.grown(1))
            item.setToolTip(text)


def _corner(place: Rect, card: NodeCard | None) -> tuple[Rect, float]:
    """Where the first mark of a node stands, and how far right of it the next one."""
    if card is None or card.card is None:
        return Rect(place.right - 6, place.y - 10, _SMALL, _SMALL), _SMALL
    top = place.y + card.card.front.y
    return Rect(place.x - _SIZE * 0.5, top - _SIZE * 0.6, _SIZE, _SIZE), _SIZE
