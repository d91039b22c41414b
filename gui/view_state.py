"""How the window shows its work, as a project file keeps it."""

from __future__ import annotations

from typing import cast

from engine.project_format import Face, View
from gui.diagram.view import DiagramView
from gui.side_panel import SidePanel


class ViewState:
    """Reads how the window stands, and puts it so again."""

    def __init__(self, diagram: DiagramView, panel: SidePanel) -> None:
        self._diagram = diagram
        self._panel = panel

    def now(self) -> View:
        """Zoom and place of the diagram, and the face of the panel."""
        zoom, centre = self._diagram.standing()
        return View(zoom=zoom, centre=centre, face=cast(Face, self._panel.face))

    def show(self, view: View) -> None:
        """Put the window as it was."""
        self._panel.show_face(view.face)
        self._diagram.diagram.rebuild()  # an example that was just opened is not laid out yet
        if view.zoom > 0:
            self._diagram.stand(view.zoom, view.centre)
        else:
            self._diagram.fit()
