"""The page of the manual: Markdown in the fonts and colours of the program, with live pictures."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.fonts import UI_FAMILIES, scaled
from gui.help import pictures

_LEADING = 140  # % of a line
_SIZES = {1: 24, 2: 18, 3: 16}
_BODY, _CODE = 15, 14


class ManualPage(QTextBrowser):
    """Shows one chapter. Links are for its window to follow."""

    def __init__(
        self, document: Document, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("manualPage")
        self.setOpenLinks(False)
        self._document, self._appearance = document, appearance
        self._text = ""
        appearance.changed.connect(self._restyle)
        self._restyle()

    def show_text(self, text: str) -> None:
        """Show Markdown, from its top."""
        self._text = text
        self.document().clear()
        self.document().setDefaultFont(self.font())
        self.setMarkdown(text)
        self._dress()

    def find_all(self, text: str) -> int:
        """Mark the first place that says so. Returns how many there are."""
        self.moveCursor(QTextCursor.MoveOperation.Start)
        wanted = text.strip()
        if not wanted:
            return 0
        count, cursor = 0, QTextCursor(self.document())
        while not (cursor := self.document().find(wanted, cursor)).isNull():
            count += 1
        self.find(wanted)
        return count

    def find_next(self, text: str, *, back: bool = False) -> None:
        """Go on to the next place, round and round."""
        flags = QTextDocument.FindFlag.FindBackward if back else QTextDocument.FindFlag(0)
        if text.strip() and not self.find(text.strip(), flags):
            ends = QTextCursor.MoveOperation
            self.moveCursor(ends.End if back else ends.Start)
            self.find(text.strip(), flags)

    def go_to_heading(self, title: str) -> None:
        """Bring a heading to the top of the page, and select it."""
        for block in _blocks(self.document()):
            if block.blockFormat().headingLevel() and block.text() == title:
                cursor = QTextCursor(block)
                cursor.movePosition(
                    QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
                )
                self.setTextCursor(cursor)
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(round(top) - 8)
                return

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        name = QUrl(name)
        if name.scheme() == "picture":
            return pictures.image(
                name.path(), self._appearance.theme, self._document.language,
                self.devicePixelRatioF(),
            )  # fmt: skip
        return super().loadResource(kind, name)

    # -- looks -----------------------------------------------------------------------------------

    def _restyle(self) -> None:
        look = self._appearance.theme
        self.setStyleSheet(
            f"QTextBrowser {{ background: {look.card}; color: {look.text}; padding: 14px 20px;"
            f"border: 1px solid {look.hairline}; border-radius: 8px;"
            f"font-size: {scaled(_BODY)}px; }}"
            f"QTextBrowser:focus {{ border: 2px solid {look.focus}; padding: 13px 19px; }}"
        )
        if self._text:
            at = self.verticalScrollBar().value()
            self.show_text(self._text)
            self.verticalScrollBar().setValue(at)

    def _dress(self) -> None:
        """Room between lines and paragraphs, headings in steps, links in the ink they speak of."""
        for block in _blocks(self.document()):
            form, level = block.blockFormat(), block.blockFormat().headingLevel()
            cursor = QTextCursor(block)
            for fragment in _fragments(block):
                self._dress_fragment(fragment, level, code=_is_code(block))
            code = _is_code(block)
            proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
            picture = "\N{OBJECT REPLACEMENT CHARACTER}" in block.text()
            form.setLineHeight(100 if picture else _LEADING, proportional)
            form.setTopMargin({1: 0, 2: 18, 3: 14}.get(level, 0))
            form.setBottomMargin({1: 12, 2: 6, 3: 2}.get(level, 10))
            if block.textList() is not None or (code and _is_code(block.next())):
                form.setBottomMargin(5 if block.textList() is not None else 0)
            cursor.setBlockFormat(form)
        for block in _blocks(self.document()):
            bullets = block.textList()
            if bullets is not None and bullets.itemNumber(block) == 0:
                shape = bullets.format()
                shape.setIndent(1)
                bullets.setFormat(shape)
        self.document().setIndentWidth(22)

    def _dress_fragment(self, fragment: QTextFragment, level: int, *, code: bool) -> None:
        look, form = self._appearance.theme, fragment.charFormat()
        made = QTextCharFormat()
        if level:
            made.setProperty(
                QTextCharFormat.Property.FontPixelSize.value, scaled(_SIZES.get(level, _BODY))
            )
            made.setFontWeight(600)
        elif code or form.fontFixedPitch():
            made.setFontFamilies(list(UI_FAMILIES))
            made.setProperty(QTextCharFormat.Property.FontPixelSize.value, scaled(_CODE))
            made.setBackground(QBrush(QColor(look.hover)))
        if form.isAnchor():
            absent = form.anchorHref().startswith("absent:")
            made.setForeground(QBrush(QColor(look.faint if absent else self._ink(form))))
            made.setFontUnderline(not absent)
            if absent:
                made.setAnchor(False)
                made.setAnchorHref("")
        cursor = QTextCursor(self.document())
        cursor.setPosition(fragment.position())
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(made)

    def _ink(self, form: QTextCharFormat) -> str:
        """A node's link has the colour of its role; others have that of the text."""
        kind, _, name = form.anchorHref().partition(":")
        graph, look = self._document.graph, self._appearance.theme
        return look.roles[graph[name].role].ink if kind == "node" and name in graph else look.text


def _blocks(text: QTextDocument) -> Iterator[QTextBlock]:
    block = text.begin()
    while block.isValid():
        yield block
        block = block.next()


def _is_code(block: QTextBlock) -> bool:
    """Whether a line belongs to a listing."""
    form = block.blockFormat()
    return block.isValid() and form.hasProperty(QTextFormat.Property.BlockCodeLanguage.value)


def _fragments(block: QTextBlock) -> list[QTextFragment]:
    """The stretches of one format of a block, before any of them is dressed."""
    found, step = [], block.begin()
    while not step.atEnd():
        found.append(step.fragment())
        step += 1
    return found
