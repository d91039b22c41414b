"""The curves of d_k: what they draw is what the engine computes; a table says the same."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from engine.mistakes import SIZES, curves, own_point
from engine.scenario import find_scenario
from gui.appearance import Appearance
from gui.document import Document
from gui.mistakes.curves import CurvesView

_KEPT: list[Document] = []
Maker = Callable[[str], CurvesView]


@pytest.fixture
def make(qtbot: QtBot, appearance: Appearance) -> Maker:
    def made(scenario: str) -> CurvesView:
        document = Document(find_scenario(scenario))
        _KEPT.append(document)
        view = CurvesView(document, appearance)
        qtbot.addWidget(view)
        view.resize(290, 600)
        with qtbot.waitExposed(view):
            view.show()
        return view

    return made


@pytest.mark.parametrize(("scenario", "keys"), [("eight-heads-512", 3), ("relatives", 11)])
def test_the_curves_are_those_of_the_engine(make: Maker, scenario: str, keys: int) -> None:
    view = make(scenario)
    expected = curves(keys)
    document = _KEPT[-1]
    d_k, own = own_point(document.evaluator)
    for plot, read, point in zip(
        view.plots, ("largest", "entropy"), (own.largest, own.entropy), strict=True
    ):
        for item, those in ((plot.plain, expected.plain), (plot.divided, expected.divided)):
            x, y = item.getData()
            assert x.tolist() == [math.log2(size) for size in SIZES]
            assert y.tolist() == [getattr(these, read) for these in those]
        x, y = plot.own.getData()
        assert (x.tolist(), y.tolist()) == ([math.log2(d_k)], [point])
        (left, right), (bottom, top) = plot.getPlotItem().viewRange()
        assert left < 0 < 10 < right
        assert (
            bottom < 0 < max(item.getData()[1].max() for item in (plot.plain, plot.divided)) < top
        )


def test_the_point_follows_the_example(make: Maker) -> None:
    view = make("worked-example")
    document = _KEPT[-1]
    document.set_sqrt_divisor()
    view.refresh()
    weights = document.value("weights")
    _, y = view.plots[0].own.getData()
    assert y.tolist() == [weights.max(axis=1).mean()]


def test_the_table_holds_the_numbers_of_the_curves(make: Maker) -> None:
    view = make("eight-heads-512")
    assert not view.table.isVisible()
    button = view.findChild(QPushButton, "curvesTableButton")
    assert button is not None
    assert button.text() == "As a table"
    button.click()
    QApplication.processEvents()
    assert view.table.isVisible()
    assert not view.plots[0].isVisible()
    assert button.text() == "As curves"
    expected = curves(3)
    for row, size in enumerate(SIZES):
        texts = [item.text() for c in range(5) if (item := view.table.item(row, c)) is not None]
        numbers = [
            expected.plain[row].largest, expected.divided[row].largest,
            expected.plain[row].entropy, expected.divided[row].entropy,
        ]  # fmt: skip
        assert texts[0].removeprefix("◆ ") == str(size)
        assert texts[0].startswith("◆") == (size == 64)  # the d_k of the example
        assert texts[1:] == [f"{number:.2f}" for number in numbers]
    button.click()
    assert view.plots[0].isVisible()


def test_who_cannot_see_the_curves_hears_where_they_lead(make: Maker) -> None:
    view = make("eight-heads-512")
    said = view.plots[0].accessibleDescription()
    assert f"{curves(3).plain[-1].largest:.3f} at d_k = 1024 without a divisor" in said
    assert "at d_k = 64" in said
    assert view.table.accessibleName()


def test_both_themes_draw_two_curves_that_differ_in_more_than_colour(
    make: Maker, appearance: Appearance
) -> None:
    view = make("eight-heads-512")
    plot = view.plots[0]
    pictures = []
    for mode in ("light", "dark"):
        appearance.set_mode(mode)
        QApplication.processEvents()
        plain, divided = plot.plain.opts["pen"], plot.divided.opts["pen"]
        assert plain.style() != divided.style()
        assert plain.color().name() == appearance.theme.roles["attention"].ink.lower()
        assert divided.color().name() == appearance.theme.roles["query"].ink.lower()
        image = plot.grab().toImage()
        inks = {image.pixelColor(x, y).name() for x in range(0, image.width(), 2)
                for y in range(image.height())}  # fmt: skip
        assert {plain.color().name(), divided.color().name()} <= inks
        pictures.append(np.array(inks))
    appearance.set_mode("light")
    assert len(pictures) == 2
