"""The mistakes worth making, as a face of the side panel: the list, and the page of one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.mistakes import MISTAKES, Mistake
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.fonts import scaled
from gui.mistakes.catalogue import TEXTS, title
from gui.mistakes.page import MistakePage
from gui.mistakes.parts import Entry, label
from gui.mistakes.session import Session

translate = QCoreApplication.translate

#: How far the text of a button stands in from its edge.
_INSET = 9


class MistakesPanel(QWidget):
    """A list of mistakes; one that is chosen fills the panel, and a button leads back.

    Signals:
        close_requested: the lesson is wanted back.
        scenario_wanted: the name of a built-in example that a mistake shows best in.
        looked: what is selected should be in sight.
    """

    close_requested = Signal()
    scenario_wanted = Signal(str)
    looked = Signal()

    def __init__(
        self, document: Document, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("mistakesPanel")
        self._appearance = appearance
        self.session = Session(document, self)
        self.session.scenario_wanted.connect(self.scenario_wanted)
        self.session.looked.connect(self.looked)
        self.page = MistakePage(document, appearance, self.session)
        self.page.next_wanted.connect(self._show_next)
        self._make_header()
        self.entries: dict[str, Entry] = {}
        self._make_list()
        self._faces = QStackedWidget()
        self._faces.addWidget(self._scroll)
        self._faces.addWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(self._faces, 1)
        self.session.changed.connect(self._follow)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self._retranslate()

    def _make_header(self) -> None:
        self._title = label("title")
        self._title.setContentsMargins(_INSET, 0, 0, 0)
        self._about = label("muted")
        self._about.setContentsMargins(_INSET, 0, 0, 0)
        self._back = QToolButton()
        self._back.setObjectName("allMistakesButton")
        self._back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._back.setIconSize(QSize(16, 16))
        self._back.clicked.connect(self.show_list)
        self._place = QLabel()
        self._place.setObjectName("mistakeNumber")
        self._place.setProperty("kind", "muted")
        self._close = QToolButton()
        self._close.setObjectName("closeMistakesButton")
        self._close.setIconSize(QSize(18, 18))
        self._close.clicked.connect(self.close_requested)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, scaled(34), 0)  # the button that folds the panel is there
        line.setSpacing(4)
        line.addWidget(self._title, 1)
        line.addWidget(self._back)
        line.addStretch()
        line.addWidget(self._place)
        line.addWidget(self._close)
        self._top = QVBoxLayout()
        self._top.setContentsMargins(20 - _INSET, 10, 20, 8)
        self._top.setSpacing(6)
        self._top.addLayout(line)
        self._top.addWidget(self._about)

    def _make_list(self) -> None:
        inner = QWidget()
        inner.setObjectName("page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(10, 0, 10, 12)
        column.setSpacing(0)
        for mistake in MISTAKES:
            entry = Entry(mistake.key)
            entry.clicked.connect(self._on_entry)
            self.entries[mistake.key] = entry
            column.addWidget(entry)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("mistakesScroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)

    # -- where one is ------------------------------------------------------------------------------

    @property
    def shows_list(self) -> bool:
        """Whether the list shows, not the page of a mistake."""
        return self._faces.currentWidget() is self._scroll

    def regions(self) -> list[QWidget]:
        """What the focus goes to first: the list, or the page."""
        return [self._scroll if self.shows_list else self.page]

    def show_list(self) -> None:
        """Go back to the list, to the mistake one comes from."""
        self._faces.setCurrentWidget(self._scroll)
        self._show_header()
        entry = self.entries[self.page.mistake.key]
        entry.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(entry)

    def show_mistake(self, mistake: Mistake) -> None:
        """Turn to the page of one mistake."""
        self.page.show_mistake(mistake)
        self._faces.setCurrentWidget(self.page)
        self._show_header()
        self.page.enter()

    def _on_entry(self) -> None:
        sender = self.sender()
        if isinstance(sender, Entry):
            self.show_mistake(next(m for m in MISTAKES if m.key == sender.key))

    def _show_next(self) -> None:
        self.show_mistake(self.session.after(self.page.mistake))

    def _show_header(self) -> None:
        listed = self.shows_list
        self._title.setVisible(listed)
        self._about.setVisible(listed)
        self._back.setVisible(not listed)
        self._place.setVisible(not listed)
        number = MISTAKES.index(self.page.mistake) + 1
        self._place.setText(
            self.tr("{number} of {count}").format(number=number, count=len(MISTAKES))
        )

    # -- looks and texts ---------------------------------------------------------------------------

    def _follow(self) -> None:
        """What has become of the predictions, in the list."""
        made = self.session.made
        for key, entry in self.entries.items():
            texts = TEXTS[key]
            mark, spoken = "", ""
            if made is not None and made.mistake.key == key:
                mark = spoken = self.tr("made")
            elif key in self.session.results:
                right = self.session.results[key]
                mark = "✓" if right else "✗"
                spoken = self.tr("Predicted right") if right else self.tr("Predicted otherwise")
            entry.say(title(key), translate("mistakes", texts.line), mark, spoken)

    def showEvent(self, event: QShowEvent) -> None:
        self._follow()
        super().showEvent(event)

    def _restyle(self) -> None:
        self._close.setIcon(self._appearance.icon("cross"))
        self._back.setIcon(self._appearance.icon("back"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Mistakes worth making"))
        self._about.setText(self.tr("Predict what a mistake does, make it, look, take it back."))
        self._back.setText(self.tr("All mistakes"))
        self._close.setToolTip(self.tr("Back to the lesson"))
        self._close.setAccessibleName(self.tr("Back to the lesson"))
        self._show_header()
        self._follow()
