"""Primitives as shapes of a presentation: text, tables, connectors that can be edited there.

Written as DrawingML (ECMA-376 part 1, chapters 20 and 21): python-pptx has no calls for the gaps of
a table, for elbow connectors that keep their bends, or for the languages of runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
from gui.export.deck_joints import MIDDLES, Anchor, Joined, Joint, Joints, level, upright
from gui.export.slide import Slide
from gui.export.xml_text import xml_text
from gui.names import node_title

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


class Shapes:
    """Makes the shapes of one slide; every one has an identity of its own.

    Attributes:
        language: of their text, as presentations name it.
    """

    def __init__(self, first: int, language: str, slide: Slide) -> None:
        self._next = first
        self.language = "zh-CN" if language == "zh" else "en-US"
        self._joints = Joints(slide.primitives, slide.cards, self.take)

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
            item.plain, area, _preset("rect"), fill="<a:noFill/>", text=_text_body(body), box=True
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
            f'<a:r><a:rPr lang="{self.language}" altLang="en-US" sz="{round(size * _POINTS)}"'
            f'{bold}{italic}{line}{_SCRIPTS.get(run.script, "")} dirty="0">{_solid(run.colour)}'
            f'<a:latin typeface="{face}"/><a:ea typeface="{_CHINESE}"/><a:cs typeface="{face}"/>'
            f"</a:rPr><a:t>{escape(xml_text(run.text))}</a:t></a:r>"
        )

    # -- areas -----------------------------------------------------------------------------------

    def box(self, item: Box) -> Any:
        """A rectangle, rounded or not; the frame of a card bears its name."""
        fill = _solid(item.fill) if item.fill else "<a:noFill/>"
        line = _line(item.stroke, item.width, item.dash) if item.stroke else _NO_LINE
        anchor = self._joints.anchor(item)
        if anchor is None:
            return self._shape("Box", item.rect, _rounded(item), fill=fill, line=line)
        name = node_title(anchor.name) if anchor.name else "Operator"
        form = _with_sites(item, anchor) if anchor.extra else _rounded(item)
        return self._shape(name, item.rect, form, fill=fill, line=line, identity=anchor.identity)

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
        """A connector where it has no more than two bends, joined to what stands at its ends."""
        joined = self._joints.joined(item)
        points = joined.points
        line = _line(item.colour, item.width, item.dash, arrow=item.arrow)
        if len(points) == 2:
            return self._connector(joined, "straightConnector1", line)
        if len(points) == 3 and level(points[0], points[1]) and upright(points[1], points[2]):
            return self._connector(joined, "bentConnector2", line)
        if len(points) == 4 and level(points[0], points[1]) and level(points[2], points[3]):
            across, down = points[3][0] - points[0][0], points[3][1] - points[0][1]
            # LibreOffice lets a connector that is higher than wide begin upright
            if abs(across) > max(abs(down), 1) and 0 <= (points[1][0] - points[0][0]) / across <= 1:
                part = round((points[1][0] - points[0][0]) / across * 100000)
                return self._connector(joined, "bentConnector3", line, adjust=part)
        return self._path("Wire", [points], closed=False, fill="<a:noFill/>", line=line)

    def _connector(
        self, joined: Joined, preset: str, line: str, *, adjust: int | None = None
    ) -> Any:
        (x0, y0), (x1, y1) = joined.points[0], joined.points[-1]
        area = Rect(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))
        flips = (' flipH="1"' if x1 < x0 else "") + (' flipV="1"' if y1 < y0 else "")
        bent = preset != "straightConnector1"
        ends = _end("stCxn", joined.start, bent) + _end("endCxn", joined.end, bent)
        guides = "" if adjust is None else f'<a:gd name="adj1" fmla="val {adjust}"/>'
        return parse_xml(
            f"<p:cxnSp {_NAMESPACES}><p:nvCxnSpPr>"
            f'<p:cNvPr id="{self.take()}" name="Wire"/><p:cNvCxnSpPr>{ends}</p:cNvCxnSpPr><p:nvPr/>'
            f"</p:nvCxnSpPr><p:spPr>{_transform(area, flips)}"
            f'<a:prstGeom prst="{preset}"><a:avLst>{guides}</a:avLst></a:prstGeom>{line}'
            f"</p:spPr></p:cxnSp>"
        )

    # -- tables ----------------------------------------------------------------------------------

    def table(self, item: Cells, description: str) -> Any:
        """A matrix as a table whose numbers can be edited."""
        words = quoteattr(xml_text(description))
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
            f'<p:cNvPr id="{self.take()}" name={words} descr={words}/>'
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
        form: str,
        *,
        fill: str,
        line: str = "",
        text: str = "",
        box: bool = False,
        identity: int | None = None,
    ) -> Any:
        kind = ' txBox="1"' if box else ""
        number = self.take() if identity is None else identity
        words = quoteattr(xml_text(name))
        return parse_xml(
            f'<p:sp {_NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name={words}/>'
            f"<p:cNvSpPr{kind}/><p:nvPr/></p:nvSpPr><p:spPr>{_transform(area)}"
            f"{form}{fill}{line or _NO_LINE}"
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


def _preset(name: str, guides: str = "") -> str:
    return f'<a:prstGeom prst="{name}"><a:avLst>{guides}</a:avLst></a:prstGeom>'


def _rounded(item: Box) -> str:
    if not item.radius:
        return _preset("rect")
    part = min(item.radius / max(min(item.rect.w, item.rect.h), 1e-6), 0.5)
    return _preset("roundRect", f'<a:gd name="adj" fmla="val {round(part * 100000)}"/>')


def _with_sites(item: Box, anchor: Anchor) -> str:
    """A rounded rectangle that wires join elsewhere than at the middles of its sides.

    Rectangles of the program's own know only those, and a wire meets a card at the middle of its
    table.
    """
    area = item.rect
    wide, high = _emu(area.w), _emu(area.h)
    radius = _emu(min(item.radius, area.w / 2, area.h / 2))
    guides = sites = ""
    for number, (x, y) in enumerate(anchor.sites):
        across = round((x - area.x) / area.w * 100000)
        down = round((y - area.y) / area.h * 100000)
        guides += f'<a:gd name="x{number}" fmla="*/ w {across} 100000"/>'
        guides += f'<a:gd name="y{number}" fmla="*/ h {down} 100000"/>'
        sites += f'<a:cxn ang="0"><a:pos x="x{number}" y="y{number}"/></a:cxn>'
    corners = ((0, radius), (wide - radius, 0), (wide, high - radius), (radius, high))
    outline = ""
    for turn, (x, y) in enumerate(corners):
        tag, start = ("lnTo" if turn else "moveTo"), (turn + 2) % 4 * 5400000
        outline += f'<a:{tag}><a:pt x="{x}" y="{y}"/></a:{tag}>'
        outline += f'<a:arcTo wR="{radius}" hR="{radius}" stAng="{start}" swAng="5400000"/>'
    return (
        f"<a:custGeom><a:avLst/><a:gdLst>{guides}</a:gdLst><a:ahLst/><a:cxnLst>{sites}</a:cxnLst>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{wide}" h="{high}">{outline}'
        f"<a:close/></a:path></a:pathLst></a:custGeom>"
    )


def _end(tag: str, joint: Joint | None, bent: bool) -> str:
    """What a connector is joined to.

    A bent one only at the middle of a side: LibreOffice does not know in which direction it leaves
    other places, and leads it through the card.
    """
    if joint is None or (bent and joint.site >= MIDDLES):
        return ""
    return f'<a:{tag} id="{joint.identity}" idx="{joint.site}"/>'


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
