"""What can be done with a node of the diagram, as the menu that a right click opens."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QMenu

from gui.descent import can_freeze, freeze, is_frozen
from gui.diagram.items import NodeCard
from gui.document import Document

if TYPE_CHECKING:
    from gui.diagram.view import DiagramView

translate = QCoreApplication.translate


def select_at(view: DiagramView, document: Document, point: QPoint) -> str:
    """Select what is under a point of the viewport, so that the menu speaks of that.

    Returns:
        The node there; empty where there is none.
    """
    item, name = view.itemAt(point), view.node_at(point)
    if name:
        place = item.mapFromScene(view.mapToScene(point)) if item is not None else None
        cell = item.cell_at(place) if isinstance(item, NodeCard) and place is not None else None
        document.select(name, cell)
    return name


def node_menu(view: DiagramView, document: Document, name: str) -> QMenu:
    """What can be done with a node (or with the diagram, where `name` is empty)."""
    menu = QMenu(view)
    menu.setObjectName("diagramMenu")
    menu.aboutToHide.connect(menu.deleteLater)
    if name:
        zoom = menu.addAction(translate("DiagramView", "Zoom to this matrix (Z)"))
        zoom.setObjectName("zoomToNodeAction")
        zoom.triggered.connect(functools.partial(view.zoom_to, name))
        opens = menu.addAction(translate("DiagramView", "Open in its own window (Enter)"))
        opens.setObjectName("openNodeHereAction")
        opens.triggered.connect(functools.partial(view.open_requested.emit, name))
        lit = document.lit
        if lit is not None and lit[0] == name and document.is_shown(*lit):
            inputs = menu.addAction(translate("DiagramView", "Show what it comes from (I)"))
            inputs.setObjectName("traceInputsHereAction")
            inputs.triggered.connect(document.trace_inputs)
            goes = menu.addAction(translate("DiagramView", "Show what it goes into (O)"))
            goes.setObjectName("traceFeedsHereAction")
            goes.triggered.connect(document.trace_feeds)
        if can_freeze(document, name):
            text = translate("DiagramView", "Freeze it: a step leaves it as it is")
            frozen = menu.addAction(text)
            frozen.setObjectName("freezeHereAction")
            frozen.setCheckable(True)
            frozen.setChecked(is_frozen(document, name))
            frozen.triggered.connect(functools.partial(freeze, document, name))
        menu.addSeparator()
    menu.addActions(view.actions())
    fit = menu.addAction(translate("DiagramView", "Fit the diagram (Ctrl+0)"))
    fit.setObjectName("fitHereAction")
    fit.triggered.connect(view.fit)
    return menu
