"""Primitives as shapes of a presentation: text, tables, connectors that can be edited there.

Written as DrawingML (ECMA-376 part 1, chapters 20 and 21): python-pptx has no calls for the gaps of
a table, for elbow connectors that keep their bends, or for the languages of runs.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml

from gui.drawing import fonts
from gui.drawing.primitives import (
    Box,
    Cells,
    Hatch,
    Point,
    Polygon,
    Rect,
    Text,
    TextRun,
    Wire,
)

#: EMU in a design unit: 1080 units are 7.5 inches, as high as PowerPoint's own slides.
EMU = 6350
_POINTS = 50  # hundredths of a point in a design unit
_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
#: Fonts that Office and its like have or can replace by ones of the same width. The fonts of the
#: window are rarely installed there, and what replaces them then is anybody's guess.
_LATIN = {"ui": "Arial", "math": "Times New Roman"}
_CHINESE = "Microsoft YaHei"
_BOLD = 600
_SCRIPTS = {1: ' baseline="30000"', -1: ' baseline="-25000"'}
#: The middle of a line of text above its baseline, as a part of its size, in most fonts.
_MIDDLE = 0.364
_LINE = 1.4
_NEAR = 1.5  # how near to the middle of a side a wire ends that is joined to it


@dataclass(frozen=True)
class Anchor:
    """A shape that connectors can be joined to, at the middle of a side."""

    identity: int
    area: Rect

    @property
    def sites(self) -> tuple[Point, ...]:
        """Top, left, bottom, right: the order in which a rectangle numbers them."""
        area = self.area
        return (
            (area.centre, area.y),
            (area.x, area.middle),
            (area.centre, area.bottom),
            (area.right, area.middle),
        )


class Shapes:
    """Makes the shapes of one slide; every one has an identity of its own.

    Attributes:
        anchors: what wires can be joined to so far.
    """

    def __init__(self, first: int, language: str) -> None:
        self._next = first
        self._language = "zh-CN" if language == "zh" else "en-US"
        self.anchors: list[Anchor] = []

    def take(self) -> int:
        """The next identity."""
        self._next += 1
        return self._next - 1

    # -- text ------------------------------------------------------------------------------------

    def text(self, item: Text) -> Any:
        """A line in a box of its own, with no margins and no wrapping."""
        area, align = text_area(item), _ALIGN[item.anchor]
        body = self.paragraph(item.runs, item.size, align)
        return self._shape(
            item.plain, area, 'prst="rect"', fill="<a:noFill/>", text=_text_body(body), box=True
        )

    def paragraph(self, runs: Sequence[TextRun], size: float, align: str = "l") -> str:
        """One paragraph of runs."""
        made = "".join(self.run(run, size) for run in runs if run.text)
        return f'<a:p><a:pPr algn="{align}"/>{made}</a:p>'

    def run(self, run: TextRun, size: float) -> str:
        """One run."""
        bold = ' b="1"' if run.weight >= _BOLD else ""
        italic = ' i="1"' if run.italic else ""
        line = ' u="sng"' if run.underline else ""
        face = _LATIN[run.font]
        return (
            f'<a:r><a:rPr lang="{self._language}" altLang="en-US" sz="{round(size * _POINTS)}"'
            f'{bold}{italic}{line}{_SCRIPTS.get(run.script, "")} dirty="0">{_solid(run.colour)}'
            f'<a:latin typeface="{face}"/><a:ea typeface="{_CHINESE}"/><a:cs typeface="{face}"/>'
            f"</a:rPr><a:t>{escape(run.text)}</a:t></a:r>"
        )

    # -- areas -----------------------------------------------------------------------------------

    def box(self, item: Box, name: str = "") -> Any:
        """A rectangle, rounded or not. With a name it is a card that wires join."""
        geometry = 'prst="rect"'
        if item.radius:
            part = min(item.radius / max(min(item.rect.w, item.rect.h), 1e-6), 0.5)
            geometry = f'prst="roundRect" adj="{round(part * 100000)}"'
        fill = _solid(item.fill) if item.fill else "<a:noFill/>"
        line = _line(item.stroke, item.width, item.dash) if item.stroke else _NO_LINE
        if name or 2 * item.radius >= item.rect.h:  # a card, or the circle of an operator
            self.anchors.append(Anchor(self._next, item.rect))
        return self._shape(name or "Box", item.rect, geometry, fill=fill, line=line)

    def polygon(self, item: Polygon) -> Any:
        """A filled shape."""
        line = _line(item.stroke, 1, None) if item.stroke else _NO_LINE
        return self._path("Mark", [item.points], closed=True, fill=_solid(item.fill), line=line)

    def hatch(self, item: Hatch) -> Any:
        """Slanting lines, as one shape."""
        area, lines = item.rect, []
        offset = item.step / 2
        while offset < area.w + area.h:
            x0, y0 = min(offset, area.w), max(offset - area.w, 0.0)
            x1, y1 = max(offset - area.h, 0.0), min(offset, area.h)
            lines.append(((area.x + x0, area.y + y0), (area.x + x1, area.y + y1)))
            offset += item.step
        line = _line(item.colour, item.width, None)
        return self._path("Masked", lines, closed=False, fill="<a:noFill/>", line=line)

    # -- wires -----------------------------------------------------------------------------------

    def wire(self, item: Wire) -> Any:
        """A connector where it has no more than two bends, joined to the cards at its ends."""
        points = _without_doubles(item.points)
        line = _line(item.colour, item.width, item.dash, arrow=item.arrow)
        if len(points) == 2:
            return self._connector(points, "straightConnector1", line)
        if len(points) == 3 and _level(points[0], points[1]) and _upright(points[1], points[2]):
            return self._connector(points, "bentConnector2", line)
        if len(points) == 4 and _level(points[0], points[1]) and _level(points[2], points[3]):
            across = points[3][0] - points[0][0]
            if abs(across) > 1 and 0 <= (points[1][0] - points[0][0]) / across <= 1:
                part = round((points[1][0] - points[0][0]) / across * 100000)
                return self._connector(points, f'bentConnector3" adj="{part}', line)
        return self._path("Wire", [points], closed=False, fill="<a:noFill/>", line=line)

    def _connector(self, points: Sequence[Point], geometry: str, line: str) -> Any:
        (x0, y0), (x1, y1) = points[0], points[-1]
        area = Rect(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))
        flips = (' flipH="1"' if x1 < x0 else "") + (' flipV="1"' if y1 < y0 else "")
        preset, _, adjust = geometry.partition('" adj="')
        ends = ""
        if not adjust:  # programs move the bend of a connector that is joined
            ends = self._joined("stCxn", points[0]) + self._joined("endCxn", points[-1])
        guides = f'<a:gd name="adj1" fmla="val {adjust}"/>' if adjust else ""
        return parse_xml(
            f"<p:cxnSp {_NAMESPACES}><p:nvCxnSpPr>"
            f'<p:cNvPr id="{self.take()}" name="Wire"/><p:cNvCxnSpPr>{ends}</p:cNvCxnSpPr><p:nvPr/>'
            f"</p:nvCxnSpPr><p:spPr>{_transform(area, flips)}"
            f'<a:prstGeom prst="{preset}"><a:avLst>{guides}</a:avLst></a:prstGeom>{line}'
            f"</p:spPr></p:cxnSp>"
        )

    def _joined(self, tag: str, at: Point) -> str:
        """What a wire ends at, where that is the middle of a side.

        Elsewhere it stays as it is drawn: programs would lead it to a middle.
        """
        for anchor in self.anchors:
            for place, site in enumerate(anchor.sites):
                if math.dist(site, at) <= _NEAR:
                    return f'<a:{tag} id="{anchor.identity}" idx="{place}"/>'
        return ""

    # -- tables ----------------------------------------------------------------------------------

    def table(self, item: Cells, description: str) -> Any:
        """A matrix as a table whose numbers can be edited."""
        width, height = item.rect.w / item.columns, item.rect.h / item.rows
        columns = f'<a:gridCol w="{_emu(width)}"/>' * item.columns
        rows = []
        for row in range(item.rows):
            start = row * item.columns
            cells = map(partial(self._cell, item), range(start, start + item.columns))
            rows.append(f'<a:tr h="{_emu(height)}">{"".join(cells)}</a:tr>')
        area = item.rect
        return parse_xml(
            f"<p:graphicFrame {_NAMESPACES}><p:nvGraphicFramePr>"
            f'<p:cNvPr id="{self.take()}" name={quoteattr(description)}'
            f" descr={quoteattr(description)}/>"
            f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/>'
            f"</p:nvGraphicFramePr>{_transform(area, tag='p:xfrm')}"
            f'<a:graphic><a:graphicData uri="{_TABLE}"><a:tbl><a:tblPr>'
            f"<a:tableStyleId>{_NO_STYLE}</a:tableStyleId></a:tblPr>"
            f"<a:tblGrid>{columns}</a:tblGrid>{''.join(rows)}</a:tbl></a:graphicData></a:graphic>"
            f"</p:graphicFrame>"
        )

    def _cell(self, item: Cells, at: int) -> str:
        run = TextRun(item.texts[at], item.inks[at], weight=item.weight)
        end = f'<a:endParaRPr sz="{round(item.size * _POINTS)}"/>'
        inner = self.run(run, item.size) if run.text else end
        fill = item.fills[at]
        sides = "".join(
            f'<a:ln{side} w="{max(_emu(item.gap), 1)}">{_solid(item.ground)}</a:ln{side}>'
            for side in "LRTB"
        )
        ground = _solid(fill if fill is not None else item.ground)
        return (
            f'<a:tc><a:txBody><a:bodyPr wrap="none"/><a:p><a:pPr algn="ctr"/>{inner}</a:p>'
            f'</a:txBody><a:tcPr marL="0" marR="0" marT="0" marB="0" anchor="ctr">'
            f"{sides}{ground}</a:tcPr></a:tc>"
        )

    # -- shapes ----------------------------------------------------------------------------------

    def _shape(
        self,
        name: str,
        area: Rect,
        geometry: str,
        *,
        fill: str,
        line: str = "",
        text: str = "",
        box: bool = False,
    ) -> Any:
        preset, _, adjust = geometry.partition(' adj="')
        guides = f'<a:gd name="adj" fmla="val {adjust[:-1]}"/>' if adjust else ""
        kind = ' txBox="1"' if box else ""
        return parse_xml(
            f'<p:sp {_NAMESPACES}><p:nvSpPr><p:cNvPr id="{self.take()}" name={quoteattr(name)}/>'
            f"<p:cNvSpPr{kind}/><p:nvPr/></p:nvSpPr><p:spPr>{_transform(area)}"
            f"<a:prstGeom {preset}><a:avLst>{guides}</a:avLst></a:prstGeom>{fill}{line or _NO_LINE}"
            f"</p:spPr>{text or _text_body('<a:p/>')}</p:sp>"
        )

    def _path(
        self, name: str, lines: Iterable[Sequence[Point]], *, closed: bool, fill: str, line: str
    ) -> Any:
        """Lines through points as a shape of its own form."""
        lines = list(lines)
        xs, ys = zip(*(point for points in lines for point in points), strict=True)
        area = Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))

        def at(point: Point) -> str:
            return f'<a:pt x="{_emu(point[0] - area.x)}" y="{_emu(point[1] - area.y)}"/>'

        drawn = "".join(
            f"<a:moveTo>{at(points[0])}</a:moveTo>"
            + "".join(f"<a:lnTo>{at(point)}</a:lnTo>" for point in points[1:])
            + ("<a:close/>" if closed else "")
            for points in lines
        )
        return parse_xml(
            f'<p:sp {_NAMESPACES}><p:nvSpPr><p:cNvPr id="{self.take()}" name={quoteattr(name)}/>'
            f"<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{_transform(area)}"
            f"<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            f'<a:rect l="0" t="0" r="r" b="b"/>'
            f'<a:pathLst><a:path w="{_emu(area.w)}" h="{_emu(area.h)}">{drawn}</a:path>'
            f"</a:pathLst></a:custGeom>{fill}{line}</p:spPr>{_text_body('<a:p/>')}</p:sp>"
        )


_ALIGN = {"start": "l", "middle": "ctr", "end": "r"}
_NO_LINE = "<a:ln><a:noFill/></a:ln>"


def text_area(item: Text) -> Rect:
    """The area of a line of text in a presentation: its middle is where any font has it."""
    total = fonts.width(item.runs, item.size)
    left = item.x - {"start": 0.0, "middle": total / 2, "end": total}[item.anchor]
    high = _LINE * item.size
    return Rect(left, item.y - _MIDDLE * item.size - high / 2, total, high)


def _text_body(paragraphs: str) -> str:
    return (
        '<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr">'
        f"<a:noAutofit/></a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody>"
    )


def _transform(area: Rect, flips: str = "", tag: str = "a:xfrm") -> str:
    return (
        f'<{tag}{flips}><a:off x="{_emu(area.x)}" y="{_emu(area.y)}"/>'
        f'<a:ext cx="{_emu(area.w)}" cy="{_emu(area.h)}"/></{tag}>'
    )


def _line(
    ink: str | None, width: float, dash: tuple[float, float] | None, *, arrow: bool = False
) -> str:
    if ink is None:
        return _NO_LINE
    dashes = '<a:prstDash val="dash"/>' if dash else ""
    head = '<a:tailEnd type="triangle" w="med" len="med"/>' if arrow else ""
    return f'<a:ln w="{_emu(width)}">{_solid(ink)}{dashes}<a:round/>{head}</a:ln>'


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour[1:].upper()}"/></a:solidFill>'


def _emu(units: float) -> int:
    return round(units * EMU)


def _without_doubles(points: Sequence[Point]) -> list[Point]:
    """The points of a line without those that lie on it."""
    kept: list[Point] = [points[0]]
    for point in points[1:]:
        if math.dist(point, kept[-1]) < 0.01:
            continue
        if len(kept) > 1 and (
            (_level(kept[-2], kept[-1]) and _level(kept[-1], point))
            or (_upright(kept[-2], kept[-1]) and _upright(kept[-1], point))
        ):
            kept[-1] = point
        else:
            kept.append(point)
    return kept


def _level(a: Point, b: Point) -> bool:
    return abs(a[1] - b[1]) < 0.01


def _upright(a: Point, b: Point) -> bool:
    return abs(a[0] - b[0]) < 0.01
