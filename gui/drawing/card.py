"""A node card: header, labels and matrix, laid out as primitives.

The diagram and the slides draw the same cards; only the metrics differ.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from gui.drawing import fonts
from gui.drawing.card_body import body, body_size, cell_texts, grid_of, labels
from gui.drawing.card_data import CardContent, Ring
from gui.drawing.metrics import LARGEST_NUMBERS, SCREEN, Metrics
from gui.drawing.primitives import (
    Box,
    Cells,
    Grid,
    Icon,
    Primitive,
    Rect,
    Text,
    TextRun,
    Wire,
    moved,
)
from gui.theme import Theme

__all__ = [
    "LARGEST_NUMBERS",
    "SCREEN",
    "Card",
    "CardContent",
    "Metrics",
    "Ring",
    "card_size",
    "cell_texts",
    "layout_card",
]


#: By how much the note of a card that is not reached may shrink to stay on one line.
_MOST_SMALLER = 2


class Card(msgspec.Struct, frozen=True):
    """A card laid out at the origin, with the sheets that peep out behind it.

    Attributes:
        front: the card without its sheets.
        grid: the matrix: where its cells are.
        frame: what lies below the numbers and seldom changes with them: outline, header, labels.
            The same object as long as it looks the same.
        body: the numbers and the marks on them.
    """

    size: tuple[float, float]
    front: Rect
    grid: Grid
    frame: tuple[Primitive, ...]
    body: tuple[Primitive, ...]
    release_area: Rect | None

    @property
    def primitives(self) -> tuple[Primitive, ...]:
        """All of it, in back-to-front order."""
        return (*self.frame, *self.body)

    @property
    def rect(self) -> Rect:
        """The card's area, its sheets included."""
        return Rect(0, 0, *self.size)


def card_size(content: CardContent, metrics: Metrics) -> tuple[float, float, Rect]:
    """Width, height (with the sheets of a stack) and the area of the matrix."""
    size = body_size(content, metrics)
    least = metrics.padding * 2 + _header_width(content, metrics)
    total = max(size.gutter + size.width + 2 * metrics.padding, least)
    x = total - metrics.padding - size.width if size.gutter else (total - size.width) / 2
    out = content.sheets * metrics.sheet
    area = Rect(x, out + metrics.header + size.above, size.width, size.height)
    return total + out, area.bottom + size.below + metrics.padding, area


def layout_card(content: CardContent, metrics: Metrics, theme: Theme) -> Card:
    """Lay a card out at the origin, in back-to-front order."""
    width, height, area = card_size(content, metrics)
    out = content.sheets * metrics.sheet
    front = Rect(0, 0, width - out, height - out)
    grid = grid_of(content, metrics, theme, area)
    release = None
    parts: list[Primitive] = []
    if content.reached:
        frame = _kept_frame(content, metrics, theme, front, grid)
        parts = body(content, metrics, theme, grid)
        if content.pins and content.release:
            text = _release_text(content, metrics, theme, front.w)
            release = fonts.text_rect(text).grown(4).moved(0, out)
    else:
        ghost = _ghost(content, metrics, theme, front, replace(grid, rect=area.moved(0, -out)))
        frame = _on_sheets(content, metrics, theme, front, ghost)
    return Card((width, height), front.moved(0, out), grid, frame, tuple(parts), release)


#: Frames of cards by all that can be seen in them; forgotten at once when there are many.
_FRAMES: dict[object, tuple[Primitive, ...]] = {}
_MOST_FRAMES = 512


def _kept_frame(
    content: CardContent, metrics: Metrics, theme: Theme, front: Rect, grid: Grid
) -> tuple[Primitive, ...]:
    """The frame of a card; the one of before where it looks alike."""
    key = (
        *(content.role, content.learned, content.computed, content.current, content.sheets),
        *(content.header, content.title, content.shape, content.release, bool(content.pins)),
        *(tuple(content.row_labels), tuple(content.column_labels), content.pairs, content.most),
        *(tuple(content.lit_rows.items()), tuple(content.lit_columns.items()), content.body),
        *(content.values.shape, metrics, theme.name, front, grid.rect),
    )
    kept = _FRAMES.get(key)
    if kept is None:
        if len(_FRAMES) >= _MOST_FRAMES:
            _FRAMES.clear()
        kept = _FRAMES[key] = _made_frame(content, metrics, theme, front, grid)
    return kept


def _made_frame(
    content: CardContent, metrics: Metrics, theme: Theme, front: Rect, grid: Grid
) -> tuple[Primitive, ...]:
    """Outline, header and labels. What this reads of `content` belongs into the key above."""
    parts = _frame(content, metrics, theme, front)
    parts += _header(content, metrics, theme, front.w)
    if content.pins and content.release:
        parts.append(_release_text(content, metrics, theme, front.w))
    on_sheets = _on_sheets(content, metrics, theme, front, parts)
    return (*on_sheets, *labels(content, metrics, theme, grid))


def _on_sheets(
    content: CardContent, metrics: Metrics, theme: Theme, front: Rect, parts: list[Primitive]
) -> tuple[Primitive, ...]:
    """The front of a card below its sheets, where it has any."""
    if not content.sheets:
        return tuple(parts)
    lowered = moved(parts, 0, content.sheets * metrics.sheet)
    return (*_sheets(content, metrics, theme, front), *lowered)


def _sheets(content: CardContent, metrics: Metrics, theme: Theme, front: Rect) -> list[Primitive]:
    """The other heads: sheets behind the card, each a little further up and right."""
    parts: list[Primitive] = []
    for depth in range(content.sheets, 0, -1):
        out = depth * metrics.sheet
        area = front.moved(out, (content.sheets - depth) * metrics.sheet)
        if content.reached:
            parts.append(Box(area, theme.card, theme.strong, metrics.border, metrics.radius))
            continue
        step = metrics.sheet  # only what peeps out: a card that is not reached has no ground
        outline = (
            (area.x, area.y + step),
            (area.x, area.y),
            (area.right, area.y),
            (area.right, area.bottom),
            (area.right - step, area.bottom),
        )
        parts.append(Wire(outline, theme.ghost, metrics.border, metrics.radius, dash=(5, 4)))
    return parts


def _frame(content: CardContent, metrics: Metrics, theme: Theme, front: Rect) -> list[Primitive]:
    border = theme.text if content.current else theme.hairline
    stroke = metrics.border * (2 if content.current else 1)
    return [
        Box(front, theme.card, border, stroke, metrics.radius),
        *_role_bar(content, metrics, theme, front.w),
    ]


def _header_width(content: CardContent, metrics: Metrics) -> float:
    first = fonts.width(content.header, metrics.formula)
    if metrics.marks or content.pins:
        first += metrics.icon * 1.6
    if not metrics.names:
        return first
    if not content.computed and metrics.marks:
        first += fonts.run_width(TextRun(content.shape, ""), metrics.title) + metrics.padding
        return max(first, fonts.run_width(TextRun(content.title, ""), metrics.title))
    beside = content.release if metrics.reserve and content.release else content.shape
    right = fonts.run_width(TextRun(beside, "", weight=600), metrics.title)
    second = fonts.run_width(TextRun(content.title, ""), metrics.title) + right + metrics.padding
    return max(first, second)


def _role_bar(
    content: CardContent, metrics: Metrics, theme: Theme, total: float
) -> list[Primitive]:
    ink = theme.roles[content.role].ink
    inset, thick = metrics.bar_inset, metrics.bar
    area = Rect(inset, thick * 0.5, total - 2 * inset, thick)
    if content.learned:
        return [Box(area, theme.card, ink, metrics.border, thick / 2)]
    return [Box(area, ink, None, 0, thick / 2)]


def _header(content: CardContent, metrics: Metrics, theme: Theme, total: float) -> list[Primitive]:
    left, right = metrics.padding, total - metrics.padding
    icon = "pin" if content.pins else ("fx" if content.computed else "pencil")
    icon_area = Rect(
        right - metrics.icon,
        metrics.formula_baseline - metrics.icon * 0.85,
        metrics.icon,
        metrics.icon,
    )
    shape = (TextRun(content.shape, theme.muted),)
    name = TextRun(content.title, theme.muted)
    if content.pins and content.release:
        release = TextRun(content.release, "", weight=600)
        taken = fonts.run_width(release, metrics.title) + metrics.padding
        name = fonts.elided(name, metrics.title, right - left - taken)
    parts: list[Primitive] = [Text(left, metrics.formula_baseline, content.header, metrics.formula)]
    if metrics.names:
        parts.append(Text(left, metrics.title_baseline, (name,), metrics.title))
    if not metrics.marks:
        if content.pins:
            parts.append(Icon("pin", icon_area, theme.text))
        if metrics.names:
            parts.append(Text(right, metrics.title_baseline, shape, metrics.title, "end"))
        return parts
    if icon == "fx":
        runs = (
            TextRun("f", theme.muted, "math", italic=True),
            TextRun("x", theme.muted, "math", italic=True, script=-1),
        )
        parts.append(Text(right, metrics.formula_baseline, runs, metrics.formula, "end"))
    else:
        parts.append(Icon(icon, icon_area, theme.text if content.pins else theme.muted))
    if not content.computed:
        x = icon_area.x - metrics.padding * 0.7
        parts.append(Text(x, metrics.formula_baseline, shape, metrics.title, "end"))
    elif not (content.pins and content.release):
        parts.append(Text(right, metrics.title_baseline, shape, metrics.title, "end"))
    return parts


def _release_text(content: CardContent, metrics: Metrics, theme: Theme, total: float) -> Text:
    run = TextRun(content.release, theme.text, weight=600, underline=True)
    return Text(total - metrics.padding, metrics.title_baseline, (run,), metrics.title, "end")


def _ghost(
    content: CardContent, metrics: Metrics, theme: Theme, frame: Rect, grid: Grid
) -> list[Primitive]:
    """A card that is not reached: dashed outline, an empty grid, and when it opens."""
    line = theme.ghost
    header = tuple(replace(run, colour=theme.faint) for run in content.header)
    right = frame.w - metrics.padding
    title, shape = TextRun(content.title, theme.faint), TextRun(content.shape, theme.faint)
    parts: list[Primitive] = [
        Box(frame, None, line, metrics.border * 1.25, metrics.radius, (5, 4)),
        Text(metrics.padding, metrics.formula_baseline, header, metrics.formula),
    ]
    if metrics.names:
        parts += [
            Text(metrics.padding, metrics.title_baseline, (title,), metrics.title),
            Text(right, metrics.title_baseline if content.computed else metrics.formula_baseline,
                 (shape,), metrics.title, "end"),
        ]  # fmt: skip
    parts += labels(content, metrics, theme, grid)
    parts.append(Box(grid.rect, None, theme.hairline, metrics.border))
    area = grid.rect
    if isinstance(grid, Cells):
        for row in range(1, grid.rows):
            y = grid.cell(row, 0).y
            parts.append(Box(Rect(area.x, y, area.w, 0), None, theme.hairline, metrics.border))
        for column in range(1, grid.columns):
            x = grid.cell(0, column).x
            parts.append(Box(Rect(x, area.y, 0, area.h), None, theme.hairline, metrics.border))
    if content.note:
        parts += _ghost_note(content.note, metrics, theme, area)
    return parts


def _ghost_note(note: str, metrics: Metrics, theme: Theme, area: Rect) -> list[Primitive]:
    """When the card opens, in the middle of its empty grid; on two lines where it is narrow.

    A matrix too small for that says it on hover only.
    """
    run, room = TextRun(note, theme.faint), area.w - 4
    sizes = [metrics.title - smaller for smaller in range(_MOST_SMALLER + 1)]
    size = next((s for s in sizes if fonts.run_width(run, s) <= room), metrics.title)
    lines = fonts.wrapped([run], size, room)
    high = size * 1.3
    if high * len(lines) > area.h + 6 or max(fonts.width(runs, size) for runs in lines) > room + 4:
        return []
    top = area.middle - high * len(lines) / 2
    ground = Rect(area.x + 2, top - 3, area.w - 4, high * len(lines) + 6)
    parts: list[Primitive] = [Box(ground, theme.canvas)]
    for number, runs in enumerate(lines):
        stripped = (*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip()))
        y = top + high * (number + 0.5) + size * 0.36
        parts.append(Text(area.centre, y, stripped, size, "middle"))
    return parts
