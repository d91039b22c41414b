"""The panel of experiments, and pressing its switches."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from engine.scenario import find_scenario
from gui.appearance import Appearance
from gui.document import Document
from gui.experiments.catalogue import GROUPS
from gui.experiments.panel import ExperimentsPanel
from gui.experiments.switch_row import SwitchRow
from tests.engine.reference_encoder import encode

Opener = Callable[[str], ExperimentsPanel]

#: Documents outlive their tests, as in the product.
_KEPT: list[Document] = []
SWITCHES = [switch for group in GROUPS for switch in group.switches]


def opener(qtbot: QtBot, appearance: Appearance) -> Opener:
    """Opens the panel on an example, shown as wide as the side panel is at its narrowest."""

    def opened(scenario: str) -> ExperimentsPanel:
        document = Document(find_scenario(scenario))
        _KEPT.append(document)
        panel = ExperimentsPanel(document, appearance)
        qtbot.addWidget(panel)
        panel.resize(296, 700)
        with qtbot.waitActive(panel):
            panel.show()
            panel.activateWindow()
        return panel

    return opened


def document_of(panel: ExperimentsPanel) -> Document:
    return panel._document


def find(panel: QWidget, kind: type, name: str):  # type: ignore[no-untyped-def]
    found = panel.findChild(kind, name)
    assert found is not None, name
    return found


def press(panel: ExperimentsPanel, name: str) -> None:
    button = find(panel, QPushButton, name)
    assert button.isEnabled(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def row(panel: ExperimentsPanel, field: str) -> SwitchRow:
    return next(r for r in panel.findChildren(SwitchRow) if r.switch.field == field)


def chosen(panel: ExperimentsPanel, field: str) -> list[object]:
    """The values of the buttons that are down."""
    switch_row = row(panel, field)
    pairs = zip(switch_row.switch.choices, switch_row.choices.buttons, strict=True)
    return [choice.value for choice, button in pairs if button.isChecked()]


def refusal(panel: ExperimentsPanel, name: str) -> str:
    label = find(panel, QLabel, name)
    return label.text() if label.isVisible() else ""


def check(document: Document) -> None:
    """Every number is what an encoder written with numpy alone makes of the inputs."""
    given = {n.name: document.value(n.name) for n in document.graph.nodes if not n.computed}
    expected = encode(document.config, given)
    for name in document.graph.order:
        np.testing.assert_allclose(document.value(name), expected[name], rtol=1e-9, atol=1e-9)


def bits(document: Document) -> dict[str, bytes]:
    return {name: matrix.tobytes() for name, matrix in document.evaluator.values().items()}
