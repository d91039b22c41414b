"""The line under the diagram while a cell is traced: of what, how to read it, what counts most."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from engine.numbers import signed_number
from gui.appearance import Appearance
from gui.document import Document
from gui.tracing import Strong


class TraceBar(QWidget):
    """Names the traced cell and the three input cells that move it the most, as links."""

    def __init__(
        self, document: Document, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("traceBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document = document
        self._appearance = appearance
        self._strongest: list[Strong] = []
        self._text = QLabel()
        self._text.setObjectName("traceText")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._text.linkActivated.connect(self._travel)
        self._close = QToolButton()
        self._close.setObjectName("endTraceButton")
        self._close.setIconSize(QSize(16, 16))
        self._close.clicked.connect(document.tracing.end)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 5, 12, 5)
        line.setSpacing(10)
        line.addWidget(self._text, 1)
        line.addWidget(self._close)
        document.tracing.changed.connect(self.refresh)
        document.words_changed.connect(self.refresh)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self._retranslate()

    def refresh(self) -> None:
        """Say what is traced; nothing is shown where nothing is."""
        document, tracing = self._document, self._document.tracing
        self.setVisible(tracing.on)
        trace = tracing.trace()
        if trace is None:
            return
        name = f"<b>{html.escape(document.cell_name(trace.node, trace.cell))}</b>"
        if trace.kind == "feeds":
            parts = [self.tr("All that {cell} goes into; the rest is pale.").format(cell=name)]
            self._strongest = []
        else:
            parts = [
                self.tr(
                    "All that {cell} comes from. Blue: it grows with the number; red: it falls; "
                    "the strongest shade: the most in that matrix."
                ).format(cell=name)
            ]
            self._strongest = [s for s in tracing.strongest() if document.is_shown(s.node, s.cell)]
            if self._strongest:
                links = [self._link(index) for index in range(len(self._strongest))]
                parts.append(self.tr("Most of all: {cells}").format(cells=", ".join(links)))
            else:
                parts.append(self.tr("No input moves it just now."))
        self._text.setText(" ".join(parts))

    def _link(self, index: int) -> str:
        strong = self._strongest[index]
        name = html.escape(self._document.cell_name(strong.node, strong.cell))
        colour = self._appearance.theme.text
        slope = signed_number(strong.slope)
        return f'<a style="color:{colour}" href="{index}">{name}</a> {slope}'

    def _travel(self, link: str) -> None:
        strong = self._strongest[int(link)]
        self._document.select(strong.node, strong.cell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        height = self._text.heightForWidth(self._text.width())
        if height > 0:
            self._text.setMinimumHeight(height)

    def _restyle(self) -> None:
        self._close.setIcon(self._appearance.icon("cross"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Trace"))
        self._close.setToolTip(self.tr("End the trace (Esc)"))
        self._close.setAccessibleName(self.tr("End the trace (Esc)"))
        self.refresh()
