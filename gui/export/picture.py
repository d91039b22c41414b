"""A slide on the clipboard: as pixels for most programs, as lines for those that take SVG."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication

from gui.document import Document
from gui.export.looks import slide_theme
from gui.export.now import now_slide
from gui.export.render import render_image, svg_bytes
from gui.export.slide import Slide, SlideOptions

_SVG = "image/svg+xml"


def copy_slide(slide: Slide, size: tuple[int, int]) -> None:
    """Put a slide on the clipboard (whoever quits the application clears that).

    Raises:
        MemoryError: there is no room for so many pixels.
    """
    data = QMimeData()
    data.setImageData(render_image(slide, size))
    data.setData(_SVG, QByteArray(svg_bytes(slide, size)))
    QGuiApplication.clipboard().setMimeData(data)


def copy_step(document: Document, look: str) -> None:
    """Put what the window shows on the clipboard, at 1920 × 1080.

    That is the step, a step inside it, or a step with what is to be predicted left out.

    Args:
        look: one of looks.THEMES.
    """
    cell = document.cell
    lit = (document.node, cell) if cell is not None else None
    options = SlideOptions(cell=lit, head=document.head)
    slide = now_slide(document, slide_theme(look), options)
    copy_slide(slide, options.size)
