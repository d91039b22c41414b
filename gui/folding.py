"""When the side panel folds to its rail: by default where the diagram needs the room."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.document import Document
from gui.drawing.fonts import scaled
from gui.side_panel import FACES, Rail, SidePanel

#: In a window narrower than this the panel is folded, unless a person says otherwise.
FOLD_BELOW = 1280


class Folding(QObject):
    """Folds the panel in a narrow window and beside a whole block; a person's word stands.

    Signals:
        folded_changed: whether the panel is folded.
    """

    folded_changed = Signal(bool)

    def __init__(self, window: QWidget, document: Document, panel: SidePanel, rail: Rail) -> None:
        super().__init__(window)
        self._window = window
        self._document = document
        self._panel = panel
        self._rail = rail
        self._by_hand: bool | None = None
        panel.fold_requested.connect(self.toggle)
        panel.face_changed.connect(self.apply)
        rail.unfold_requested.connect(self.toggle)
        rail.experiments_requested.connect(self._show_experiments)
        rail.outline_requested.connect(self._show_outline)
        document.structure_changed.connect(self.apply)
        document.predicting.changed.connect(self.apply)

    def toggle(self) -> None:
        """Fold or unfold; from now on the choice stands at every width, for every example."""
        self._by_hand = not self._panel.isHidden()
        self._panel.show_face("lesson")
        self.apply()

    def apply(self, *_: object) -> None:
        """Fold or unfold as the rules and the person say. What was asked for is never folded."""
        narrow = self._window.width() < scaled(FOLD_BELOW)
        default = narrow or self._document.config.extent == "block"
        folded = default if self._by_hand is None else self._by_hand
        folded = folded and not self._document.predicting.on and self._panel.face == FACES[0]
        self._panel.setHidden(folded)
        self._rail.setVisible(folded)
        self.folded_changed.emit(folded)

    def _show_experiments(self) -> None:
        self._panel.show_face("experiments")

    def _show_outline(self) -> None:
        self._panel.show_face("outline")
