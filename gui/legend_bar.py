"""The strip under the diagram: what the colours mean, a message when there is one, the zoom."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from engine.remarks import departures
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing import fonts
from gui.drawing.diagram_wiring import badge
from gui.drawing.painter import colour, paint
from gui.drawing.primitives import Box, Hatch, Primitive, Rect, Text, TextRun, moved
from gui.names import ROLES, role_title
from gui.theme import ColourMap

_SWATCH = 13.0
_SPACE = 20.0
_SCALE = 70.0  # how long a colour bar is
_MOMENT = 6000  # how long a note stands (ms)


class Legend(QWidget):
    """Roles, colour maps and marks, painted; entries that do not fit are left out from the right.

    Marks are explained only while the diagram has any.
    """

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("legend")
        self._appearance = appearance
        self._document: Document | None = None
        self._departs = False
        self._size = float(fonts.scaled(13))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        appearance.changed.connect(self.update)

    def follow(self, document: Document) -> None:
        """Explain the marks that the diagram of this document has."""
        self._document = document
        document.structure_changed.connect(self.update)
        document.structure_changed.connect(self._look)
        document.values_changed.connect(self._look)
        self._look()

    def _look(self, *_: object) -> None:
        """Only a divisor makes an example depart from the paper without another structure."""
        assert self._document is not None
        before = self._departs
        self._departs = bool(departures(self._document.config, self._document.evaluator))
        if self._departs != before:
            self.update()

    def marks(self) -> list[tuple[str, list[Primitive]]]:
        """What the diagram is marked with now: what it means, and how it looks at the origin."""
        if self._document is None:
            return []
        theme, graph = self._appearance.theme, self._document.graph
        swatch = Rect(0, -6, _SWATCH, 12)
        marks: list[tuple[str, list[Primitive]]] = []
        if "mask" in graph:
            rim = Box(swatch, None, theme.strong, 1)
            marks.append((self.tr("masked"), [Hatch(swatch, theme.ghost, 4), rim]))
        if graph.zeros(self._document.in_block("W_Q")) is not None:
            marks.append((self.tr("fixed at 0"), [Box(swatch, theme.hover, theme.strong, 1)]))
        if self._departs:
            diamond = badge(Rect(-2, -9, 18, 18), theme)
            marks.append((self.tr("unlike the paper"), diamond))
        return marks

    def sizeHint(self) -> QSize:
        return QSize(300, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._appearance.theme
        x = 0.0
        for role in ROLES:
            bar = Box(Rect(0, -2, _SWATCH, 4), theme.roles[role].ink, None, 0, 2)
            x = self._entry(painter, x, role_title(role), [bar])
        hollow = Box(Rect(0, -2, _SWATCH, 4).grown(0.5), None, theme.muted, 1.2, 2)
        x = self._entry(painter, x, self.tr("learned"), [hollow])
        x = self._scale(painter, x, ("−", "0", "+"), theme.diverging)
        x = self._scale(painter, x, ("0", "", "1"), theme.sequential)
        for title, mark in self.marks():
            x = self._entry(painter, x, title, mark)
        painter.end()

    def _entry(self, painter: QPainter, x: float, title: str, mark: Sequence[Primitive]) -> float:
        """A mark, drawn about the middle line, and what it means. Returns where the next starts."""
        run = TextRun(title, self._appearance.theme.muted)
        end = x + _SWATCH + 7 + fonts.run_width(run, self._size)
        if end > self.width():
            return end + _SPACE
        middle = self.height() / 2
        text = Text(x + _SWATCH + 7, middle + self._size * 0.36, (run,), self._size)
        paint(painter, [*moved(mark, x, middle), text])
        return end + _SPACE

    def _scale(
        self, painter: QPainter, x: float, labels: tuple[str, str, str], colours: ColourMap
    ) -> float:
        """A small colour bar with its ends named. Returns where the next entry starts."""
        width, middle = _SCALE, self.height() / 2
        end = x + width + 32
        if end > self.width():
            return end + _SPACE
        low, zero, high = labels
        ink = self._appearance.theme.muted
        bar = QRectF(x + 16, middle - 5, width, 10)
        gradient = QLinearGradient(bar.topLeft(), bar.topRight())
        last = len(colours.fills) - 1
        for stop in range(9):
            gradient.setColorAt(stop / 8, colour(colours.fills[stop * last // 8]))
        painter.fillRect(bar, gradient)
        base = middle + self._size * 0.36
        texts: list[Primitive] = [
            Text(x + 10, base, (TextRun(low, ink),), self._size, "end"),
            Text(bar.right() + 6, base, (TextRun(high, ink),), self._size),
        ]
        if zero:
            tick = Rect(bar.center().x() - 0.5, bar.top() - 2, 1, bar.height() + 4)
            texts.append(Box(tick, ink))
            texts.append(Text(tick.centre, bar.top() - 4, (TextRun(zero, ink),), 11, "middle"))
        paint(painter, texts)
        return end + _SPACE


class LegendBar(QWidget):
    """Legend or message on the left, zoom on the right.

    Signals:
        zoom_in, zoom_out, fit: the buttons.
    """

    zoom_in = Signal()
    zoom_out = Signal()
    fit = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("legendBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(fonts.scaled(48))
        self._appearance = appearance
        self._legend = Legend(appearance)
        self._message = QLabel()
        self._message.setObjectName("messageLabel")
        self._message.setProperty("kind", "wrong")
        self._message.setWordWrap(True)
        self._message.setOpenExternalLinks(True)
        self._message.hide()
        self._brief = QTimer(self)
        self._brief.setSingleShot(True)
        self._brief.setInterval(_MOMENT)
        self._brief.timeout.connect(self._end_note)
        self._caption = QLabel()
        self._caption.setObjectName("captionLabel")
        self._caption.setWordWrap(True)
        self._caption.hide()
        self._less = self._button("zoomOutButton", self.zoom_out)
        self._percent = self._button("zoomFitLabel", self.fit)
        self._more = self._button("zoomInButton", self.zoom_in)
        self._fit = self._button("zoomFitButton", self.fit)
        self._percent.setMinimumWidth(fonts.scaled(54))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(0)
        row.addWidget(self._legend, 1)
        row.addWidget(self._message, 1)
        row.addWidget(self._caption, 1)
        row.addSpacing(12)
        for index, button in enumerate((self._less, self._percent, self._more, self._fit)):
            button.setProperty("segment", ("first", "middle", "middle", "last")[index])
            row.addWidget(button)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self._retranslate()

    def follow(self, document: Document) -> None:
        """Explain the marks that the diagram of this document has."""
        self._legend.follow(document)

    def show_message(self, text: str) -> None:
        """Say `text` (what went wrong) in place of the legend; an empty text brings it back."""
        self._say(text, "wrong")

    def show_note(self, text: str, folder: str = "") -> None:
        """Say `text` (what was done) in place of the legend for a moment.

        Args:
            folder: what it is about; a link behind the text opens it.
        """
        if folder:
            encoded = QUrl.ComponentFormattingOption.FullyEncoded
            address = QUrl.fromLocalFile(folder).toString(encoded)
            opening = self.tr("Open the folder")
            text = f'{escape(text)} <a href="{escape(address)}">{escape(opening)}</a>'
        self._say(text, "muted", linked=bool(folder))
        self._brief.start()

    def _say(self, text: str, kind: str, *, linked: bool = False) -> None:
        self._brief.stop()
        rich, plain = Qt.TextFormat.RichText, Qt.TextFormat.PlainText
        self._message.setTextFormat(rich if linked else plain)
        if self._message.property("kind") != kind:
            self._message.setProperty("kind", kind)
            self._message.style().unpolish(self._message)
            self._message.style().polish(self._message)
        self._message.setText(text)
        self._refresh()

    def _end_note(self) -> None:
        self.show_message("")

    def show_caption(self, text: str) -> None:
        """Say `text` (what the step is about) in place of the legend; empty: the legend."""
        self._caption.setText(text)
        self._refresh()

    def _refresh(self) -> None:
        said = bool(self._message.text())
        self._message.setVisible(said)
        self._caption.setVisible(bool(self._caption.text()) and not said)
        self._legend.setVisible(not said and not self._caption.text())

    def show_zoom(self, zoom: float) -> None:
        """The scale in force."""
        self._percent.setText(f"{round(zoom * 100)}%")

    def _button(self, name: str, signal: object) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(signal)
        return button

    def _restyle(self) -> None:
        self._less.setIcon(self._appearance.icon("minus"))
        self._more.setIcon(self._appearance.icon("plus"))
        self._fit.setIcon(self._appearance.icon("fit"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._legend.update()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        for button, text in (
            (self._less, self.tr("Zoom out (Ctrl+−)")),
            (self._percent, self.tr("Fit the diagram (Ctrl+0)")),
            (self._more, self.tr("Zoom in (Ctrl++)")),
            (self._fit, self.tr("Fit the diagram (Ctrl+0)")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
