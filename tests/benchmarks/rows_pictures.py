"""Pictures: a slide of the whole block as PNG, against as many heat maps by matplotlib."""

from __future__ import annotations

import io

import numpy as np

from engine.scenario import find_scenario
from gui.app import application
from gui.document import Document
from gui.drawing.placement import shown_nodes
from gui.export.looks import slide_theme
from gui.export.png import png_bytes
from gui.export.render import render_image
from gui.export.slide import SlideOptions, diagram_slide
from tests.benchmarks.table import Action, Row, medians

_KEPT: list[object] = []


def rows(quick: bool) -> list[Row]:
    """The row of pictures."""
    application()
    document = Document(find_scenario("worked-block"))
    _KEPT.append(document)
    document.last_step()
    theme = slide_theme("light")

    def ours(_: int) -> None:
        slide = diagram_slide(document, theme, SlideOptions())
        png_bytes(render_image(slide, (1920, 1080)))

    actions: dict[str, Action] = {"ours": ours}
    cards = shown_nodes(document.graph).cards
    peer = savefig([document.value(name) for name in cards])
    if peer is not None:
        actions["savefig"] = peer
    found = medians(actions, 2 if quick else 10, 1)
    return [
        Row("1080p PNG of the whole block, laid out and encoded",
            f"matplotlib savefig, {len(cards)} heat maps", found["ours"], found.get("savefig"), 10,
            at_least=True),
    ]  # fmt: skip


def savefig(matrices: list[np.ndarray]) -> Action | None:
    """As many heat maps on one figure of 1920 × 1080; None where matplotlib is missing."""
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        return None

    def run(_: int) -> None:
        figure = Figure(figsize=(16, 9), dpi=120)
        FigureCanvasAgg(figure)
        across = 6
        for number, matrix in enumerate(matrices):
            plane = matrix[0] if matrix.ndim > 2 else matrix
            axes = figure.add_subplot(-(-len(matrices) // across), across, number + 1)
            axes.imshow(plane, cmap="RdBu")
        figure.savefig(io.BytesIO(), format="png", dpi=120)

    return run
