"""A button with the choice of colour scale: the diagram's, this matrix's, or that of some nodes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QActionGroup, QMouseEvent
from PySide6.QtWidgets import QMenu, QPushButton

from gui.matrix.table_model import MatrixTableModel
from gui.names import node_title


class _StayingMenu(QMenu):
    """A menu that stays open while one checks several of its entries."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.activeAction()
        if action is not None and action.property("node"):
            action.trigger()
        else:
            super().mouseReleaseEvent(event)


class ScaleButton(QPushButton):
    """Opens the menu, which is filled anew each time."""

    def __init__(self, model: MatrixTableModel) -> None:
        super().__init__()
        self.setObjectName("scaleButton")
        self.setProperty("kind", "outlined")
        self._model = model
        self._menu = _StayingMenu(self)
        self._menu.setObjectName("scaleMenu")
        self._menu.aboutToShow.connect(self.fill)
        self._choices = QActionGroup(self)
        self.setMenu(self._menu)
        self.retranslate()

    def fill(self) -> None:
        """Write the menu as things are now."""
        model = self._model
        self._menu.clear()
        chosen = model.scale.chosen
        diagram = self._choice(self.tr("As in the diagram"), "scaleOfDiagram", chosen is None)
        diagram.triggered.connect(partial(model.scale.choose, None))
        own = self._choice(
            self.tr("Of this matrix"), "scaleOfMatrix", chosen == frozenset({model.node})
        )
        own.triggered.connect(self._use_own)
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Shared with")).setEnabled(False)
        spans, graph = model.scale.spans(model.node), model.document.graph
        near = {0, graph[model.node].block}  # a stack has more nodes than a menu can list
        for name in [name for name in graph.order if graph[name].block in near or name in spans]:
            action = self._menu.addAction(f"{name}  –  {node_title(name)}")
            action.setObjectName(f"scaleWith_{name}")
            action.setProperty("node", name)
            action.setCheckable(True)
            action.setChecked(name in spans)
            action.triggered.connect(self._on_checked)

    def _choice(self, text: str, name: str, checked: bool) -> QAction:
        action = self._menu.addAction(text)
        action.setObjectName(name)
        action.setCheckable(True)
        action.setChecked(checked)
        self._choices.addAction(action)
        return action

    def _use_own(self) -> None:
        self._model.scale.choose({self._model.node})

    def _on_checked(self) -> None:
        """The nodes that are checked share the scale; with none it is the diagram's again."""
        actions = self._menu.actions()
        names = {str(a.property("node")) for a in actions if a.property("node") and a.isChecked()}
        self._model.scale.choose(names or None)
        chosen = self._model.scale.chosen
        for action, checked in zip(
            self._choices.actions(),
            (chosen is None, chosen == frozenset({self._model.node})),
            strict=True,
        ):
            action.setChecked(checked)

    def retranslate(self) -> None:
        """Write all texts in the language of now."""
        self.setText(self.tr("Colour scale"))
        self.setAccessibleName(self.tr("Colour scale"))
        self.setToolTip(self.tr("Which matrices share one scale of colours"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
