"""LaTeX to a crisp picture: typeset by ziamath as SVG outlines, kept in memory and on disk."""

from __future__ import annotations

import math
import re
import warnings
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, QSizeF, QStandardPaths, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.errors import SoftmixError
from engine.files import write_file
from gui.digest import digest

#: Counts up when the way formulas are typeset changes: older pictures on disk are left alone.
_EDITION = 1
_DEFAULT_INK = 'fill="black"'
_QUAD = re.compile(r"\s*\\quad\s*")
#: Between two lines of formulas, in sizes.
_LEADING = 0.35


def formula_svg(latex: str, size: float, ink: str) -> bytes:
    """The formula as an SVG of outlines; what LaTeX does not colour is drawn in `ink`.

    Args:
        size: of the letters, in pixels.
        ink: `#RRGGBB`.
    """
    return _black_svg(latex, size).replace(_DEFAULT_INK, f'fill="{ink}"').encode()


@lru_cache(maxsize=512)
def _black_svg(latex: str, size: float) -> str:
    path = _cache_path(latex, size)
    text = _read(path)
    if text is None:
        text = _typeset(latex, size)
        _write(path, text)
    return text


def _typeset(latex: str, size: float) -> str:
    with warnings.catch_warnings():  # ziamath opens its font in a deprecated way
        warnings.simplefilter("ignore", DeprecationWarning)
        import ziamath  # takes a third of a second: only where a formula is not on disk yet

        ziamath.config.svg2 = False  # QtSvg draws nothing of SVG 2's <use href>
        return str(ziamath.Math.fromlatex(latex, size=size).svg())


# -- the pictures on disk: what is wrong with them is as if it were not there ----------------------


@cache
def _edition() -> str:
    """What the pictures on disk were made by: another ziamath is another file.

    Asking for its version by name would cost more than reading all formulas of a step.
    """
    spec = find_spec("ziamath")
    if spec is None or spec.origin is None:  # a frozen program may carry no files of it
        return str(_EDITION)
    try:
        of = Path(spec.origin).stat()
    except OSError:
        return str(_EDITION)
    return f"{_EDITION} {of.st_mtime_ns} {of.st_size}"


def _cache_folder() -> Path | None:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.CacheLocation)
    return Path(folder) / "formulas" if folder else None


def _cache_path(latex: str, size: float) -> Path | None:
    folder = _cache_folder()
    key = _digest(f"{_edition()}\n{size!r}\n{latex}")
    return folder / f"{key[:32]}.svg" if folder else None


def _digest(text: str) -> str:
    return digest([text.encode()])


def _read(path: Path | None) -> str | None:
    """The picture, if its first line is the checksum of the rest."""
    if path is None:
        return None
    try:
        checksum, _, text = path.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    return text if checksum == _digest(text) else None


def _write(path: Path | None, text: str) -> None:
    if path is None:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, f"{_digest(text)}\n{text}".encode())
    except (OSError, SoftmixError):
        return


# -- the widget ------------------------------------------------------------------------------------


class FormulaLabel(QWidget):
    r"""Typeset formulas, left-aligned on one baseline; those that do not fit go on a new line.

    LaTeX is divided at every `\quad`. A part that is wider than the widget is scaled down.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("formulaLabel")
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._sources: list[bytes] = []
        self._parts: list[QSvgRenderer] = []
        self._size = 0.0

    def show_formula(self, latex: str, size: float, ink: str, spoken: str) -> None:
        """Typeset `latex`; screen readers say `spoken`."""
        self.setAccessibleName(spoken)
        sources = [formula_svg(part, size, ink) for part in _QUAD.split(latex)]
        if sources != self._sources:
            self._sources, self._size = sources, size
            self._parts = [_renderer(source) for source in sources]
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return self._placed(math.inf)[1].toSize()

    def heightForWidth(self, width: int) -> int:
        return math.ceil(self._placed(width)[1].height())

    def _placed(self, width: float) -> tuple[list[QRectF], QSizeF]:
        """Where each part stands in a width, and the size of all of them together."""
        areas: list[QRectF] = []
        line: list[QRectF] = []
        x = y = used = 0.0
        for part in self._parts:
            box = part.viewBoxF()  # its y is 0 on the baseline
            scale = min(1.0, width / max(box.width(), 1.0))
            if line and x + box.width() > width:
                y = _end_line(line, y) + _LEADING * self._size
                areas += line
                line, x = [], 0.0
            line.append(QRectF(x, box.y() * scale, box.width() * scale, box.height() * scale))
            used = max(used, line[-1].right())
            x = line[-1].right() + self._size
        height = _end_line(line, y)
        return [*areas, *line], QSizeF(math.ceil(used), math.ceil(height))

    def paintEvent(self, event: QPaintEvent) -> None:
        areas, whole = self._placed(self.width())
        if whole.isEmpty():
            return
        scale = min(1.0, self.height() / whole.height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        for part, area in zip(self._parts, areas, strict=True):
            part.render(painter, area)
        painter.end()


def _renderer(source: bytes) -> QSvgRenderer:
    made = QSvgRenderer(QByteArray(source))
    made.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    return made


def _end_line(line: list[QRectF], top: float) -> float:
    """Move parts that stand on the baseline 0 down below `top`; returns where they end."""
    baseline = top - min((area.y() for area in line), default=0.0)
    for area in line:
        area.translate(0, baseline)
    return max((area.bottom() for area in line), default=top)
