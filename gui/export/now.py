"""The slide of what the window shows now: the step, a step inside it, or what it asks."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from gui.document import Document
from gui.drawing.content import Lighting
from gui.export.flows import step_scene
from gui.export.lights import Visible
from gui.export.moments import moment_slide
from gui.export.page import page, title_runs
from gui.export.slide import Slide, SlideOptions, finished, step_slide
from gui.export.standpoint import place_note
from gui.export.whole import whole_diagram
from gui.theme import Theme


class _Asked(msgspec.Struct, frozen=True):
    """A step whose numbers are to be predicted: what is covered in the window is covered here."""

    document: Document

    @property
    def node(self) -> str:
        """The result that is asked for."""
        return self.document.node

    @property
    def visible(self) -> Visible:
        """What may be seen."""
        return self.document.visible()

    def light(self, theme: Theme) -> Lighting | None:
        """Nothing: a ring would tell what goes into what."""
        return None


def now_slide(document: Document, theme: Theme, options: SlideOptions) -> Slide:
    """What the window shows now. While it asks for a prediction no number of it is given away."""
    index = document.cursor.index
    made = document.inside.made
    if document.predicting.asking:
        return _asking(document, theme, options)
    if made is not None:
        return moment_slide(document, theme, index, document.inside.index, options)
    return step_slide(document, theme, index, options)


def _asking(document: Document, theme: Theme, options: SlideOptions) -> Slide:
    """The step with what is asked left out, and with no caption: it names the numbers."""
    index, asked = document.cursor.index, _Asked(document)
    title = document.lesson.prose_of(index, document.language).title
    shown = title_runs(document, theme, title) if options.title else []
    scene = step_scene(document, theme, index, options.size, lit=False, moment=asked)
    options = replace(options, caption=False)
    if scene is None:
        frame = page(options.size, theme, shown, (), wide=True)
        cards, parts = whole_diagram(document, theme, asked.visible, frame.body)
        return finished(frame, parts, cards, theme, title, options)
    note = place_note(document, scene.names)
    frame = page(options.size, theme, shown, (), note=note)
    made = scene.arranged(frame.body)
    return finished(frame, made.primitives, made.cards, theme, title, options)
