"""LaTeX to a crisp picture: typeset by ziamath as SVG outlines, kept in memory and on disk."""

from __future__ import annotations

import hashlib
import warnings
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, QStandardPaths, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.errors import SoftmixError
from engine.files import write_file

#: Counts up when the way formulas are typeset changes: older pictures on disk are left alone.
_EDITION = 1
_DEFAULT_INK = 'fill="black"'


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
    try:
        return f"{_EDITION} {version('ziamath')}"
    except PackageNotFoundError:  # a frozen program may carry no metadata
        return str(_EDITION)


def _cache_folder() -> Path | None:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.CacheLocation)
    return Path(folder) / "formulas" if folder else None


def _cache_path(latex: str, size: float) -> Path | None:
    folder = _cache_folder()
    key = _digest(f"{_edition()}\n{size!r}\n{latex}")
    return folder / f"{key[:32]}.svg" if folder else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


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
    """A typeset formula, left-aligned; scaled down where it is wider than the widget."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("formulaLabel")
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._renderer = QSvgRenderer(self)
        self._source = b""

    def show_formula(self, latex: str, size: float, ink: str, spoken: str) -> None:
        """Typeset `latex`; screen readers say `spoken`."""
        self.setAccessibleName(spoken)
        source = formula_svg(latex, size, ink)
        if source != self._source:
            self._source = source
            self._renderer.load(QByteArray(source))
            self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return self._renderer.defaultSize()

    def heightForWidth(self, width: int) -> int:
        natural = self._natural()
        return round(natural.height() * min(1.0, width / max(natural.width(), 1.0)))

    def _natural(self) -> QRectF:
        return self._renderer.viewBoxF()

    def paintEvent(self, event: QPaintEvent) -> None:
        natural = self._natural()
        if natural.isEmpty():
            return
        scale = min(1.0, self.width() / natural.width(), self.height() / natural.height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(0, 0, natural.width() * scale, natural.height() * scale)
        self._renderer.render(painter, area)
        painter.end()
