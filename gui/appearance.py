"""Light or dark, as chosen or as the system says: palette, style sheet, icons."""

from __future__ import annotations

import math
from functools import cache

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from engine.scenario import RESOURCES
from gui.drawing.fonts import font, scaled
from gui.stylesheet import stylesheet
from gui.theme import Theme, theme

MODES = ("system", "light", "dark")


class Appearance(QObject):
    """The theme of now. Views repaint on `changed`.

    Signals:
        changed: another theme is in force.
    """

    changed = Signal()

    def __init__(self, mode: str = "system") -> None:
        super().__init__()
        self.mode = mode
        self.theme: Theme = theme(self._name())
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)

    def set_mode(self, mode: str) -> None:
        """Choose `system`, `light` or `dark`."""
        self.mode = mode
        self.apply()

    def apply(self) -> None:
        """Put palette, style sheet and font of the theme in force."""
        self.prepare()
        self.dress()

    def prepare(self) -> None:
        """Palette and font alone: a window that is built before `dress` is built twice as fast.

        With a style sheet in force, every widget that is put into another one is styled anew.
        """
        self.theme = theme(self._name())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setStyle("Fusion")
            app.setFont(font("ui", scaled(14)))
            app.setPalette(palette(self.theme))

    def dress(self) -> None:
        """The style sheet, on all widgets there are."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setStyleSheet(stylesheet(self.theme))
        self.changed.emit()

    def icon(self, name: str) -> QIcon:
        """An icon of the product in the theme's ink."""
        return icon(name, self.theme.text, self.theme.faint)

    def _name(self) -> str:
        if self.mode != "system":
            return self.mode
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _on_system_changed(self) -> None:
        if self.mode == "system" and self._name() != self.theme.name:
            self.apply()


def palette(look: Theme) -> QPalette:
    """Fusion's palette in the theme's colours (`setColorScheme` does nothing on many desktops)."""
    made = QPalette()
    roles = QPalette.ColorRole
    colours = {
        roles.Window: look.panel,
        roles.WindowText: look.text,
        roles.Base: look.card,
        roles.AlternateBase: look.band,
        roles.Text: look.text,
        roles.Button: look.card,
        roles.ButtonText: look.text,
        roles.BrightText: look.wrong,
        roles.Highlight: look.accent,
        roles.HighlightedText: look.on_accent,
        roles.ToolTipBase: look.text,
        roles.ToolTipText: look.panel,
        roles.PlaceholderText: look.faint,
        roles.Link: look.roles["query"].ink,
        roles.Light: look.card,
        roles.Midlight: look.hover,
        roles.Mid: look.hairline,
        roles.Dark: look.strong,
        roles.Shadow: look.strong,
    }
    for role, value in colours.items():
        made.setColor(role, QColor(value))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(look.ghost))
    return made


@cache
def _scales() -> tuple[int, ...]:
    """How many pixels a point has on the screens there are, and twice for one plugged in later."""
    screens = QGuiApplication.screens()
    return tuple(sorted({1, 2, *(math.ceil(one.devicePixelRatio()) for one in screens)}))


@cache
def icon(name: str, ink: str, disabled: str) -> QIcon:
    """An icon in one ink, and in another where it is disabled. Crisp on every screen."""
    text = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    made = QIcon()
    for colour, mode in ((ink, QIcon.Mode.Normal), (disabled, QIcon.Mode.Disabled)):
        renderer = QSvgRenderer(QByteArray(text.replace("#000000", colour).encode()))
        for scale in _scales():
            pixmap = QPixmap(QSize(20, 20) * scale)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            renderer.render(painter, QRectF(pixmap.rect()))
            painter.end()
            pixmap.setDevicePixelRatio(scale)
            made.addPixmap(pixmap, mode)
    return made
