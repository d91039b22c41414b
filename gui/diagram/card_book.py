"""The cards of the diagram as they are now: laid out once, and again only where they changed."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from gui.document import Document
from gui.drawing.card import Card, CardContent, Metrics, layout_card
from gui.drawing.changes import shows_changes
from gui.drawing.content import Lighting, card_content
from gui.drawing.placement import Shown
from gui.theme import Theme

Masks = Mapping[str, NDArray[np.bool_]]


class Page(msgspec.Struct, frozen=True):
    """A card with what it shows."""

    content: CardContent
    card: Card

    @property
    def cell(self) -> float:
        """How wide a cell is, or a group of bars; 0 on a card that shows no numbers."""
        rows, columns = self.content.values.shape
        across = {"numbers": columns, "bars": rows}.get(self.content.body)
        return self.card.grid.rect.w / across if across else 0.0


class CardBook:
    """Keeps every card until something it shows is another thing."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._pages: dict[str, tuple[object, Page]] = {}
        self._revisions: dict[str, int] = {}
        self._revision = 0
        self._marked = self._changed()
        self._masks: Masks = {}
        self._peaks: dict[str, float] = {}

    def forget(self) -> None:
        """Other words, another language, another block: no card is as it was."""
        self._pages.clear()

    def restart(self) -> None:
        """Another graph."""
        self.forget()
        self._marked = self._changed()

    def note_change(self, names: frozenset[str]) -> None:
        """The values of these nodes moved (or none did); the marks of the change before go."""
        self._revision += 1
        graph, before = self._document.graph, self._marked
        self._marked = self._changed()
        touched = set(names | before | self._marked)
        for name in names:
            touched.update(graph.consumers(name))
            if graph[name].binary:  # hatching shows on all that follows from a mask
                touched.update(graph.downstream(name))
        for name in touched:
            self._revisions[name] = self._revision

    @property
    def marked(self) -> set[str]:
        """The nodes that show a change: in cells that the lesson has shown."""
        return {name for name in self._marked if shows_changes(self._document, name)}

    def _changed(self) -> frozenset[str]:
        document = self._document
        return frozenset(name for name in document.graph.order if document.has_changes(name))

    def begin(self, shown: Shown, masks: Masks) -> None:
        """Start a pass over the cards: what is visible now, and the shared colour ranges."""
        if masks is not self._masks:
            self._masks = masks
            self._pages = {
                name: (key, page)
                for name, (key, page) in self._pages.items()
                if name in masks and np.array_equal(page.content.visible, masks[name])
            }
        graph, scales = self._document.graph, dict[str, float]()
        for name in shown.cards:
            scale = graph[name].scale
            if scale not in scales:
                scales[scale] = self._document.colour_range(name)
            self._peaks[name] = scales[scale]

    def page(
        self, name: str, metrics: Metrics, theme: Theme, lit: Lighting | None, *, incoming: bool
    ) -> Page:
        """The card of a node as it is now."""
        document = self._document
        kept = self._pages.get(name)
        if kept is not None and document.is_stale(name):
            return kept[1]  # as it was, until its turn comes; the scene dims it
        current = name == document.node
        lights = (
            (tuple(lit.rings.get(name, ())), lit.rows.get(name, {}), lit.columns.get(name, {}))
            if lit
            else ((), {}, {})
        )
        head = document.head if document.graph[name].per_head else 0
        dragging = document.dragged.started  # cards do not shrink and grow under the hand
        key = (
            self._revisions.get(name, 0),
            self._peaks[name],
            lights,
            current,
            head,
            incoming,
            theme.name,
            metrics,
            document.tracing.serial,
            dragging,
        )
        if kept is not None and kept[0] == key:
            return kept[1]
        held = kept[1].cell if kept is not None and dragging else 0.0
        content = card_content(
            document,
            theme,
            name,
            self._masks[name],
            lit=lit,
            current=current,
            peak=self._peaks[name],
            incoming=incoming,
            touched=name in self._marked and shows_changes(document, name),
        )
        if held:
            content = replace(content, least=held)
        page = Page(content, layout_card(content, metrics, theme))
        self._pages[name] = (key, page)
        return page
