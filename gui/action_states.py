"""Which actions can be taken now, and which of them are on."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gui.actions import Actions
from gui.document import Document


class ActionStates(QObject):
    """Keeps actions enabled and checked as the document has it."""

    def __init__(self, actions: Actions, document: Document) -> None:
        super().__init__(actions)
        self._actions = actions
        self._document = document
        document.structure_changed.connect(self._on_structure)
        document.head_changed.connect(self._follow_places)
        document.block_changed.connect(self._follow_places)
        document.selection_changed.connect(self._follow_trail)
        document.values_changed.connect(self._follow_values)
        document.predicting.changed.connect(self._follow_predicting)
        document.step_changed.connect(self._follow_predicting)
        self._on_structure()
        self._follow_trail()
        self._follow_predicting()

    def _on_structure(self) -> None:
        config = self._document.config
        self._actions["positions"].setChecked(config.positions)
        self._actions["addMemoryWord"].setEnabled(config.memory)
        self._follow_places()
        self._follow_values()

    def _follow_places(self) -> None:
        """Which heads and blocks there are to go to."""
        document = self._document
        for name, there in (
            ("nextHead", document.head + 1 < document.graph.heads),
            ("previousHead", document.head > 0),
            ("nextBlock", document.block < document.graph.blocks),
            ("previousBlock", document.block > 1),
            ("nextFlow", document.config.loss != "none"),
            ("takeStep", document.config.loss != "none"),
        ):
            self._actions[name].setEnabled(there)

    def _follow_trail(self) -> None:
        self._actions["travelBack"].setEnabled(len(self._document.trail.places) > 1)

    def _follow_values(self, *_: object) -> None:
        self._actions["releaseAll"].setEnabled(bool(self._document.evaluator.all_overrides()))

    def _follow_predicting(self) -> None:
        """What is covered is not exported either."""
        predicting = self._document.predicting
        self._actions["predict"].setChecked(predicting.on)
        for name in ("export", "copyStep", "exportMatrices", "exportMatrix"):
            self._actions[name].setEnabled(not predicting.asking)
