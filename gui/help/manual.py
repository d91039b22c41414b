"""The manual in a window of its own: contents, search, a way back, links into the program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.fonts import scaled
from gui.help.book import GLOSSARY, Chapter, chapters
from gui.help.glossary import glossary, term, term_of, terms
from gui.help.page import ManualPage

_SIZE = QSize(920, 660)
_CONTENTS = 214
_PLACE = Qt.ItemDataRole.UserRole
#: How a term is called among places; chapters are called by their ids.
_TERM = "term:"


class ManualWindow(QWidget):
    """Chapters on the left, what they say on the right. A link does what it speaks of.

    Signals:
        scenario_requested: an example is to be opened.
    """

    scenario_requested = Signal(str)

    def __init__(
        self,
        document: Document,
        appearance: Appearance,
        trigger: Callable[[str], bool],
        parent: QWidget | None = None,
    ) -> None:
        """`trigger` does the action of that name, and says whether it can be done now."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("manualWindow")
        self._document, self._appearance, self._trigger = document, appearance, trigger
        self._chapters: dict[str, Chapter] = {}
        self._visited: list[str] = []
        self._at = -1
        self._build()
        self._add_keys()
        document.structure_changed.connect(self.fill)
        appearance.changed.connect(self._restyle)
        self.fill()
        self.open(next(iter(self._chapters)))
        self._restyle()
        self.resize(_SIZE)

    def _build(self) -> None:
        self.search = QLineEdit()
        self.search.setObjectName("manualSearch")
        self.search.setClearButtonEnabled(True)
        self.contents = QListWidget()
        self.contents.setObjectName("manualContents")
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page = ManualPage(self._document, self._appearance)
        self._back = self._button("manualBackButton")
        self._forward = self._button("manualForwardButton")
        self._found = QLabel()
        self._found.setObjectName("manualFound")
        self._found.setProperty("kind", "muted")
        ways = QHBoxLayout()
        ways.addWidget(self._back)
        ways.addWidget(self._forward)
        ways.addStretch(1)
        ways.addWidget(self._found)
        left = QVBoxLayout()
        for widget in (self.search, self.contents):
            widget.setFixedWidth(scaled(_CONTENTS))
        left.addWidget(self.search)
        left.addWidget(self.contents, 1)
        right = QVBoxLayout()
        right.addLayout(ways)
        right.addWidget(self.page, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 14, 14, 14)
        row.setSpacing(14)
        row.addLayout(left)
        row.addLayout(right, 1)
        self.contents.currentItemChanged.connect(self._on_chosen)
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self._find_next)
        self.page.anchorClicked.connect(self._follow)
        self._back.clicked.connect(self.go_back)
        self._forward.clicked.connect(self.go_forward)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setIconSize(QSize(18, 18))
        return button

    def _add_keys(self) -> None:
        for name, keys, slot in (
            ("manualBack", "Alt+Left", self.go_back),
            ("manualForward", "Alt+Right", self.go_forward),
            ("manualFind", "Ctrl+F", self._enter_search),
            ("manualFindNext", "F3", self._find_next),
            ("manualFindPrevious", "Shift+F3", self._find_previous),
            ("manualClose", "Esc", self._leave),
            ("manualCloseWindow", "Ctrl+W", self.close),
        ):
            action = QAction(self)
            action.setObjectName(f"{name}Action")
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(slot)
            self.addAction(action)

    # -- going places ----------------------------------------------------------------------------

    @property
    def place(self) -> str:
        """Where one reads: the id of a chapter, or `term:` and that of a term."""
        return self._visited[self._at] if self._visited else ""

    def open(self, place: str) -> None:
        """Turn to a chapter, or to a term of the glossary; the way back leads to what was open."""
        if place != self.place:
            self._visited = [*self._visited[: self._at + 1], place]
            self._at = len(self._visited) - 1
        self._show()

    def open_term(self, node: str) -> bool:
        """Turn to what the glossary says of a node. Returns whether it says anything."""
        found = term_of(node)
        if found is None:
            return False
        self.search.clear()
        self.open(_TERM + found.id)
        return True

    def go_back(self) -> None:
        """To what was open before."""
        self._at = max(self._at - 1, 0)
        self._show()

    def go_forward(self) -> None:
        """And on again."""
        self._at = min(self._at + 1, len(self._visited) - 1)
        self._show()

    def _show(self) -> None:
        place = self.place
        name = GLOSSARY if place.startswith(_TERM) else place
        self.page.show_text(self._chapters[name].text)
        self._count(self.search.text())
        found = term(place.removeprefix(_TERM)) if place.startswith(_TERM) else None
        if found is not None:
            self.page.go_to_heading(found.name(self._document.language))
        self._mark_contents()
        self._back.setEnabled(self._at > 0)
        self._forward.setEnabled(self._at + 1 < len(self._visited))

    # -- contents and search ---------------------------------------------------------------------

    def fill(self, *_: object) -> None:
        """All chapters in the language of now; the same one stays open."""
        document = self._document
        words = glossary(document.language, document.graph, document.config)
        made = [*chapters(document.language), words]
        self._chapters = {chapter.id: chapter for chapter in made}
        self._retranslate()
        self._list(self.search.text())
        if self._visited:
            at = self.page.verticalScrollBar().value()
            self._show()
            self.page.verticalScrollBar().setValue(at)

    def _list(self, text: str) -> None:
        """The chapters that speak of what is looked for, and under them the terms."""
        wanted, language = text.strip(), self._document.language
        self.contents.blockSignals(True)
        self.contents.clear()
        for chapter in self._chapters.values():
            if not wanted or wanted.casefold() in chapter.text.casefold():
                self._add(chapter.title, chapter.id)
        for one in terms() if wanted else ():
            if one.speaks_of(wanted, language):
                self._add(f"  ·  {one.names[language]}", _TERM + one.id)
        self.contents.blockSignals(False)
        self._mark_contents()

    def _add(self, text: str, place: str) -> None:
        item = QListWidgetItem(text, self.contents)
        item.setData(_PLACE, place)
        item.setToolTip(text.strip(" ·"))

    def _mark_contents(self) -> None:
        """The line of what is open is the current one; else the chapter it stands in."""
        places = [self.contents.item(i).data(_PLACE) for i in range(self.contents.count())]
        here = self.place if self.place in places else self.place.partition(":")[0]
        here = GLOSSARY if here == _TERM[:-1] else here
        self.contents.blockSignals(True)
        self.contents.setCurrentRow(places.index(here) if here in places else -1)
        self.contents.blockSignals(False)

    def _find(self, text: str) -> None:
        """Turn to the first chapter that speaks of it, where the open one does not."""
        self._list(text)
        name = GLOSSARY if self.place.startswith(_TERM) else self.place
        if text.strip().casefold() in self._chapters[name].text.casefold():
            self._count(text)
        elif self.contents.count():
            self.open(self.contents.item(0).data(_PLACE))
        else:
            self._count(text)

    def _count(self, text: str) -> None:
        count = self.page.find_all(text)
        if not text.strip():
            self._found.clear()
        elif count:
            self._found.setText(self.tr("{count} in this chapter").format(count=count))
        else:
            self._found.setText(self.tr("not in this chapter"))

    def _find_next(self) -> None:
        self.page.find_next(self.search.text())

    def _find_previous(self) -> None:
        self.page.find_next(self.search.text(), back=True)

    def _enter_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _leave(self) -> None:
        """Esc: let go of what was looked for, then close."""
        if self.search.text():
            self.search.clear()
        else:
            self.close()

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.open(item.data(_PLACE))

    # -- links -----------------------------------------------------------------------------------

    def _follow(self, link: QUrl) -> None:
        kind, _, name = link.toString().partition(":")
        if kind == "chapter":
            self.open(name)
        elif kind == "term":
            self.open(_TERM + name)
        elif kind == "node":
            self.go_to_node(name)
        elif kind == "scenario":
            self.scenario_requested.emit(name)
        elif kind == "action" and not self._trigger(name):
            self._found.setText(self.tr("Not possible just now."))

    def go_to_node(self, node: str) -> None:
        """Select a node (of the block that is shown), and go to the step that opens it."""
        document = self._document
        here = document.in_block(node)
        name = here if here in document.graph else node
        if name not in document.graph:
            self._found.setText(self.tr("This example has no {node}.").format(node=node))
            return
        opens = document.lesson.opens_at(name)
        if opens is not None:
            document.go_to(opens)
        document.select(name)

    # -- language and look -----------------------------------------------------------------------

    def _restyle(self) -> None:
        self._back.setIcon(self._appearance.icon("back"))
        self._forward.setIcon(self._appearance.icon("next"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.fill()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Softmix: manual"))
        self.search.setPlaceholderText(self.tr("Search the manual"))
        for widget, text in (
            (self.search, self.tr("Search the manual")),
            (self.contents, self.tr("Chapters")),
            (self.page, self.tr("What the chapter says")),
            (self._back, self.tr("Back (Alt+Left)")),
            (self._forward, self.tr("Forward (Alt+Right)")),
        ):
            widget.setAccessibleName(text)
        for button in (self._back, self._forward):
            button.setToolTip(button.accessibleName())
