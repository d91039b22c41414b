"""The manual in a window of its own: chapters, search, links into the program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from gui.appearance import Appearance
from gui.document import Document
from gui.help.book import Chapter, chapters, glossary, term_of, terms

_SIZE = QSize(900, 640)
_LEADING = 130  # % of a line


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
        trigger: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        """`trigger` does the action of that name."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("manualWindow")
        self._document, self._appearance, self._trigger = document, appearance, trigger
        self._chapters: list[Chapter] = []
        self._search = QLineEdit()
        self._search.setObjectName("manualSearch")
        self._search.setClearButtonEnabled(True)
        self.contents = QListWidget()
        self.contents.setObjectName("manualContents")
        self.contents.setFixedWidth(210)
        self.page = QTextBrowser()
        self.page.setObjectName("manualPage")
        self.page.setOpenLinks(False)
        left = QVBoxLayout()
        left.addWidget(self._search)
        left.addWidget(self.contents, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 14, 14, 14)
        row.setSpacing(14)
        row.addLayout(left)
        row.addWidget(self.page, 1)
        self.contents.currentRowChanged.connect(self._show)
        self._search.textChanged.connect(self._find)
        self.page.anchorClicked.connect(self._follow)
        document.structure_changed.connect(self.fill)
        appearance.changed.connect(self._restyle)
        self.fill()
        self.contents.setCurrentRow(0)
        self._restyle()
        self.resize(_SIZE)

    # -- what is shown ---------------------------------------------------------------------------

    def fill(self, *_: object) -> None:
        """All chapters in the language of now; the same one stays open."""
        language = self._document.language
        row = max(self.contents.currentRow(), 0)
        terms_ = glossary(
            language, self._document.graph, self.tr("Glossary"), self.tr("not in this example")
        )
        self._chapters = [*chapters(language), terms_]
        self.contents.blockSignals(True)
        self.contents.clear()
        self.contents.addItems([chapter.title for chapter in self._chapters])
        self.contents.setCurrentRow(row)
        self.contents.blockSignals(False)
        self._retranslate()
        self._show(row)
        self._find(self._search.text())

    def open_chapter(self, title: str) -> None:
        """Turn to a chapter."""
        titles = [chapter.title for chapter in self._chapters]
        if title in titles:
            self.contents.setCurrentRow(titles.index(title))

    def open_term(self, node: str) -> bool:
        """Turn to what the glossary says of a node. Returns whether it says anything."""
        term = term_of(node)
        if term is None:
            return False
        self._search.clear()
        self.contents.setCurrentRow(len(self._chapters) - 1)
        self.page.moveCursor(QTextCursor.MoveOperation.End)
        name = term.name(self._document.language)
        self.page.find(name, QTextDocument.FindFlag.FindBackward)
        return True

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._chapters):
            self.page.setMarkdown(self._chapters[row].text)
            _loosen(self.page.document())
            self._mark(self._search.text())

    def _find(self, text: str) -> None:
        """Only chapters that speak of it; the first of them opens where the open one does not."""
        wanted = text.strip().casefold()
        first = None
        for row, chapter in enumerate(self._chapters):
            found = not wanted or wanted in chapter.text.casefold()
            self.contents.item(row).setHidden(not found)
            if found and first is None:
                first = row
        current = self.contents.currentItem()
        if first is not None and (current is None or current.isHidden()):
            self.contents.setCurrentRow(first)
        self._mark(text)

    def _mark(self, text: str) -> None:
        self.page.moveCursor(QTextCursor.MoveOperation.Start)
        if text.strip():
            self.page.find(text.strip())

    # -- links -----------------------------------------------------------------------------------

    def _follow(self, link: QUrl) -> None:
        kind, _, name = link.toString().partition(":")
        if kind == "node":
            self.go_to_node(name)
        elif kind == "action":
            self._trigger(name)
        elif kind == "scenario":
            self.scenario_requested.emit(name)
        elif kind == "term":
            node = next((t.nodes[0] for t in terms() if t.id == name and t.nodes), "")
            self.open_term(node)

    def go_to_node(self, node: str) -> None:
        """Select a node, at the step that opens it where it is not shown yet."""
        document = self._document
        if node not in document.graph:
            return
        opens = document.lesson.opens_at(node)
        if opens is not None and opens > document.cursor.index:
            document.go_to(opens)
        document.select(node)

    # -- language and look -----------------------------------------------------------------------

    def _restyle(self) -> None:
        look = self._appearance.theme
        self.page.setStyleSheet(
            f"QTextBrowser {{ background: {look.card}; color: {look.text}; padding: 12px 18px;"
            f"border: 1px solid {look.hairline}; border-radius: 8px; font-size: 15px; }}"
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.fill()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Softmix: manual"))
        self._search.setPlaceholderText(self.tr("Search the manual"))
        for widget, text in (
            (self._search, self.tr("Search the manual")),
            (self.contents, self.tr("Chapters")),
            (self.page, self.tr("What the chapter says")),
        ):
            widget.setAccessibleName(text)


def _loosen(text: QTextDocument) -> None:
    """Room between lines and paragraphs, as on a page that is read."""
    block = text.begin()
    while block.isValid():
        form = block.blockFormat()
        form.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setBottomMargin(4 if block.textList() is not None else 10)
        if form.headingLevel() > 1:
            form.setTopMargin(12)
            form.setBottomMargin(2)
        QTextCursor(block).setBlockFormat(form)
        block = block.next()
