"""The pictures of the manual, drawn by what draws the diagram, in the theme and language of now."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QImage, QPainter

from engine.errors import translatable
from engine.scenario import find_scenario
from gui.document import Document
from gui.drawing import fonts
from gui.drawing.card import SCREEN, layout_card
from gui.drawing.content import card_content
from gui.drawing.explanation import explanation_picture
from gui.drawing.painter import paint
from gui.drawing.primitives import Primitive, Text, TextRun, moved
from gui.theme import Theme

Picture = tuple[list[Primitive], float, float]

_GAP, _CAPTION, _LINE = 26.0, 13.0, 18.0
_PER_ROW = 3
_WIDTH = 580.0  # a wider picture is made smaller

#: The cards of `states`: the example, the node, what is said below it.
_STATES = (
    ("start", "W_Q", translatable("pictures", "learned: a hollow bar")),
    ("edited", "K", translatable("pictures", "changed by the last edit")),
    ("edited", "scores", translatable("pictures", "one number pinned")),
    ("masked", "weights", translatable("pictures", "left out by a mask")),
    ("start", "Q", translatable("pictures", "computed: a solid bar")),
    ("start", "weights", translatable("pictures", "not reached yet")),
)


def image(name: str, theme: Theme, language: str, ratio: float) -> QImage:
    """A picture of the manual, at `ratio` device pixels a pixel; a null image: there is none."""
    if name not in _PICTURES:
        return QImage()
    parts, width, height = _made(name, theme.name, theme, language)
    scale = min(_WIDTH / width, 1.0)
    width, height = width * scale, height * scale
    made = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    with QPainter(made) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.scale(scale, scale)
        paint(painter, parts)
    return made


def names() -> tuple[str, ...]:
    """What pictures there are."""
    return tuple(_PICTURES)


_kept: dict[tuple[str, str, str], Picture] = {}


def _made(name: str, look: str, theme: Theme, language: str) -> Picture:
    """Laid out once for each theme and language."""
    key = name, look, language
    if key not in _kept:
        _kept[key] = _PICTURES[name](theme, language)
    return _kept[key]


@cache
def _documents(language: str) -> dict[str, Document]:
    """Examples in the states that are shown; nobody else sees them."""
    start = Document(find_scenario("worked-example"), language)
    start.go_to(start.lesson.opens_at("scores") or 0)
    edited = Document(find_scenario("worked-example"), language)
    edited.last_step()
    edited.edit_cells("scores", {(1, 1): 20.0})
    edited.edit_cells("X", {(1, 1): 1.0})
    masked = Document(find_scenario("causal"), language)
    masked.last_step()
    return {"start": start, "edited": edited, "masked": masked}


def _states(theme: Theme, language: str) -> Picture:
    """Cards side by side, in rows, each with what it shows below it."""
    documents = _documents(language)
    parts: list[Primitive] = []
    x = y = widest = row_height = 0.0
    for index, (which, node, said) in enumerate(_STATES):
        document = documents[which]
        content = card_content(document, theme, node, document.visible()[node])
        card = layout_card(content, SCREEN, theme)
        if index and index % _PER_ROW == 0:
            x, y, row_height = 0.0, y + row_height + _LINE + _GAP, 0.0
        width, height = card.size
        run = TextRun(QCoreApplication.translate("pictures", said), theme.muted)
        room = max(width, fonts.run_width(run, _CAPTION))
        parts += moved(card.primitives, x + 1, y + 1)
        parts.append(Text(x + 1, y + height + _LINE, (run,), _CAPTION))
        row_height = max(row_height, height)
        widest = max(widest, x + room)
        x += room + _GAP
    return parts, widest + 2, y + row_height + _LINE + 8


def _making(theme: Theme, language: str) -> Picture:
    """How one score is made, as the panel spells it out."""
    document = _documents(language)["start"]
    document.select("scores", (1, 2))
    parts, height = explanation_picture(document, theme, _WIDTH)
    return parts, _WIDTH, height + 4


_PICTURES: dict[str, Callable[[Theme, str], Picture]] = {"states": _states, "making": _making}
