"""The legend explains the marks that the diagram has, and only those."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gui.appearance import Appearance
from gui.document import Document
from gui.legend_bar import Legend
from tests.gui.diagrams import state_of


@pytest.mark.parametrize(
    ("switches", "explained"),
    [
        ({"positions": True}, []),
        ({"positions": True, "mask": "causal"}, ["masked"]),
        ({}, ["unlike the paper"]),
        ({"heads": 2, "reading": "cut", "extent": "attention"}, ["fixed at 0", "unlike the paper"]),
    ],
)
def test_marks_are_explained_while_there_are_any(
    qtbot: QtBot,
    document: Document,
    appearance: Appearance,
    switches: dict[str, Any],
    explained: list[str],
) -> None:
    legend = Legend(appearance)
    qtbot.addWidget(legend)
    assert legend.marks() == []
    legend.follow(document)
    document.apply_state(state_of(**switches))
    assert [title for title, _ in legend.marks()] == explained


def test_a_divisor_other_than_the_root_is_a_mark(
    qtbot: QtBot, document: Document, appearance: Appearance
) -> None:
    legend = Legend(appearance)
    qtbot.addWidget(legend)
    legend.follow(document)
    document.apply_state(state_of(positions=True))
    document.edit_cells("divisor", {(0, 0): 3.0})
    assert [title for title, _ in legend.marks()] == ["unlike the paper"]
    document.set_sqrt_divisor()
    assert legend.marks() == []
    legend.resize(900, 40)
    assert not legend.grab().toImage().isNull()
