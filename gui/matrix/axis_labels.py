"""The labels along one side of a matrix, as headers of a table and beside a heat map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from gui.drawing.fonts import elided, font, run_width
from gui.drawing.painter import colour
from gui.drawing.primitives import TextRun
from gui.theme import Theme

#: Room between a label and the cells, or the next label (px).
PADDING = 8
_STRIDES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
#: Of more labels only the longest are measured: they count columns, in numerals of one width.
_ALL_MEASURED = 256
#: In a column at least this wide a longer label is cut rather than left out (px).
_ROOM_FOR_A_PART = 44
#: How far a shaded ground stays away from the cells (px).
_GAP = 4


class Track(msgspec.Struct, frozen=True):
    """Where the cells of one axis stand: the first one's edge and the size of each (px)."""

    start: float
    size: float
    count: int

    def edge(self, index: int) -> float:
        """Where a cell begins."""
        return self.start + index * self.size

    def visible(self, length: float) -> range:
        """The cells that are in sight in a strip of `length`."""
        first = int(-self.start // self.size)
        after = int((length - self.start) // self.size) + 1
        return range(max(first, 0), max(min(after, self.count), 0))


class LabelLook(msgspec.Struct, frozen=True):
    """How the labels of one side look.

    Attributes:
        size: of the text (px).
        down: whether the axis runs down.
        centred: whether labels of columns stand in the middle; else right, over right-set numbers.
        shaded: whether they stand on a tinted ground.
        lit: the colour of each lit label.
    """

    theme: Theme
    size: float
    down: bool
    centred: bool = False
    shaded: bool = False
    lit: Mapping[int, str] = msgspec.field(default_factory=dict)


def stride(room: float, needed: float) -> int:
    """Every how many-th label fits, where each has `room` and one takes `needed` (px)."""
    crowding = needed / max(room, 1e-9)
    return next((n for n in _STRIDES if n >= crowding), 2 * _STRIDES[-1])


def labelled(cells: range, every: int) -> Iterator[int]:
    """Which cells carry a label: all, or the 1st, 5th, 10th, 15th …"""
    for index in cells:
        if every == 1 or index == 0 or (index + 1) % every == 0:
            yield index


def widest(labels: Sequence[str], size: float, weight: int = 400) -> float:
    """The width of the longest label (px)."""
    if len(labels) > _ALL_MEASURED:
        most = max(map(len, labels))
        labels = [label for label in labels if len(label) == most][:_ALL_MEASURED]
    return max((run_width(TextRun(text, "", weight=weight), size) for text in labels), default=0.0)


def paint_labels(
    painter: QPainter,
    area: QRectF,
    labels: Sequence[str],
    longest: float,
    track: Track,
    look: LabelLook,
) -> None:
    """Paint the labels in sight; where they would touch, only every 2nd, 5th, 10th …

    Args:
        area: of the strip.
        longest: the width of the longest label.
    """
    cells = track.visible(area.height() if look.down else area.width())
    if not cells:
        return
    apart = look.size * 1.25 if look.down else longest + 2 * PADDING
    enough = apart if look.down else min(longest + PADDING, _ROOM_FOR_A_PART)
    every = 1 if track.size >= enough else stride(track.size, apart)
    lit = [index for index in look.lit if index in cells]
    if look.shaded:
        _shade(painter, area, track, cells, look, look.theme.hover)
        for index in lit:
            _shade(painter, area, track, range(index, index + 1), look, look.theme.selected)
    plain = [index for index in labelled(cells, every) if index not in look.lit]
    if every > 1:
        plain = [i for i in plain if all(abs(i - j) * track.size >= apart for j in lit)]
    for index in plain + lit:
        _write(painter, area, labels[index], index, track, look, every)


def _shade(
    painter: QPainter, area: QRectF, track: Track, cells: range, look: LabelLook, ground: str
) -> None:
    start, length = track.edge(cells.start), len(cells) * track.size
    if look.down:
        strip = QRectF(area.left(), start, area.width() - _GAP, length)
    else:
        strip = QRectF(start, area.top(), length, area.height() - _GAP)
    painter.fillRect(strip, colour(ground))


def _write(
    painter: QPainter,
    area: QRectF,
    label: str,
    index: int,
    track: Track,
    look: LabelLook,
    every: int,
) -> None:
    ink = look.lit.get(index)
    weight = 600 if ink else 400
    gap = _GAP if look.shaded else 0
    align = Qt.AlignmentFlag.AlignVCenter
    if look.down:
        height = max(track.size, look.size * 1.4)
        middle = track.edge(index) + track.size / 2
        room = QRectF(area.left(), middle - height / 2, area.width() - gap, height)
        room.adjust(PADDING / 2, 0, -PADDING - 1, 0)
        align |= Qt.AlignmentFlag.AlignRight
    else:
        room = QRectF(track.edge(index), area.top(), track.size, area.height() - gap)
        align |= Qt.AlignmentFlag.AlignHCenter
        if every > 1:
            more = max((every - 1) * track.size / 2, 0)
            room.adjust(-more, 0, more, 0)
        elif look.centred:
            room.adjust(2, 0, -2, 0)
        else:
            align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            room.adjust(PADDING / 2, 0, -PADDING - 1, 0)
    painter.setFont(font("ui", look.size, weight))
    painter.setPen(colour(ink or look.theme.muted))
    shown = elided(TextRun(label, "", weight=weight), look.size, room.width() + 1)
    painter.drawText(room, align, shown.text)


def paint_turned_labels(
    painter: QPainter, area: QRectF, labels: Sequence[str], track: Track, look: LabelLook
) -> None:
    """Labels of narrow columns, read from the bottom up."""
    for index in track.visible(area.width()):
        ink = look.lit.get(index)
        weight = 600 if ink else 400
        shown = elided(TextRun(labels[index], "", weight=weight), look.size, area.height() - 8)
        painter.save()
        painter.translate(track.edge(index) + track.size / 2, area.bottom() - 5)
        painter.rotate(-90)
        painter.setFont(font("ui", look.size, weight))
        painter.setPen(colour(ink or look.theme.muted))
        painter.drawText(QPointF(0, look.size * 0.36), shown.text)
        painter.restore()
