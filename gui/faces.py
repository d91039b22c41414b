"""Turning the side panel to one of its faces and back, by key, menu or button."""

from __future__ import annotations

import functools
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.actions import Actions
from gui.regions import focus_first
from gui.side_panel import FACES, SidePanel


class Faces(QObject):
    """The actions of the faces are checked while their face shows."""

    def __init__(self, panel: SidePanel, home: QWidget, actions: Actions) -> None:
        """`home` gets the focus when the lesson is turned back to."""
        super().__init__(panel)
        self._panel = panel
        self._home = home
        self._actions = actions
        panel.face_changed.connect(self._on_face)

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the actions do that are called as the faces are."""
        return {face: functools.partial(self.toggle, face) for face in FACES[1:]}

    def toggle(self, face: str) -> None:
        """Turn to a face, or back to the lesson; the focus goes along."""
        shown = self._panel.face == face
        self._panel.show_face("lesson" if shown else face)
        regions = self._panel.regions()
        if shown or not regions:
            self._home.setFocus()
        else:
            focus_first(regions[0])

    def _on_face(self, face: str) -> None:
        for name in FACES[1:]:
            self._actions[name].setChecked(name == face)
