"""Which flow is drawn: forward, the gradients, or a step downhill; and taking that step."""

from __future__ import annotations

import functools

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from engine.errors import translatable
from engine.graph import Flow
from gui.descent import FLOWS, is_measured, take_step
from gui.document import Document

_TEXTS: dict[Flow, tuple[str, str]] = {
    "forward": (
        translatable("flows", "Forward"),
        translatable("flows", "The numbers of the model, from the words to the loss (G)"),
    ),
    "backward": (
        translatable("flows", "Backward"),
        translatable("flows", "The gradient of the loss by every number, from the loss back (G)"),
    ),
    "update": (
        translatable("flows", "Update"),
        translatable("flows", "What a step downhill would make of the parameters (G)"),
    ),
}


class FlowChooser(QFrame):
    """Three buttons of which one is pressed; in the last flow also the step itself."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("flowChooser")
        self.setProperty("kind", "floating")
        self._document = document
        self._group = QButtonGroup(self)
        self._buttons: dict[Flow, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 2, 3, 2)
        row.setSpacing(2)
        for flow in FLOWS:
            button = QToolButton(self)
            button.setObjectName(f"{flow}FlowButton")
            button.setProperty("kind", "compact")
            button.setCheckable(True)
            button.clicked.connect(functools.partial(document.set_flow, flow))
            self._group.addButton(button)
            self._buttons[flow] = button
            row.addWidget(button)
        self._step = QPushButton(self)
        self._step.setObjectName("takeStepButton")
        self._step.setProperty("kind", "outlined")
        self._step.clicked.connect(functools.partial(take_step, document))
        row.addWidget(self._step)
        document.structure_changed.connect(self.follow)
        document.block_changed.connect(self.follow)
        self._retranslate()

    def follow(self) -> None:
        """Show the flow that is drawn; nothing where the example has no loss."""
        self._buttons[self._document.flow].setChecked(True)
        self._step.setVisible(self._document.flow == "update")
        self.adjustSize()
        self.setVisible(is_measured(self._document))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Which flow is drawn"))
        for flow, button in self._buttons.items():
            name, about = (QCoreApplication.translate("flows", text) for text in _TEXTS[flow])
            button.setText(name)
            button.setAccessibleName(name)
            button.setToolTip(about)
        self._step.setText(self.tr("Take the step"))
        self._step.setToolTip(self.tr("Make the parameters what stands here, as one undo step (D)"))
        self.follow()
