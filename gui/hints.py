"""What the four hints of the first start point at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from gui.diagram.view import DiagramView


def areas(
    window: QWidget, diagram: DiagramView, buttons: Sequence[Callable[[], QWidget]]
) -> list[Callable[[], QRect]]:
    """Areas of the window, as they are when they are asked for: numbers, then the buttons."""

    def numbers() -> QRect:
        return _numbers(window, diagram)

    def of(button: Callable[[], QWidget]) -> Callable[[], QRect]:
        return lambda: _within(window, button())

    return [numbers, *map(of, buttons)]


def _numbers(window: QWidget, diagram: DiagramView) -> QRect:
    """The first card that is wholly in sight; else what is seen of one; else the diagram."""
    room, best = diagram.viewport().rect(), QRect()
    for card in diagram.diagram.cards.values():
        if card.page is None or not card.page.content.reached:
            continue
        area = diagram.mapFromScene(card.sceneBoundingRect()).boundingRect()
        seen = area & room
        if seen.width() * seen.height() > best.width() * best.height():
            best = seen
        if room.contains(area):
            best = area
            break
    if best.isEmpty():
        return _within(window, diagram)
    return QRect(diagram.viewport().mapTo(window, best.topLeft()), best.size())


def _within(window: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()) & window.rect()
