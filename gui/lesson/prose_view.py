"""The prose of a step: its numbers are live, and light their cells under pointer or focus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QTextEdit, QWidget

from engine.prose import Run
from gui.drawing.fonts import font, scaled
from gui.theme import Theme

#: The blank rim of the text, where the focus ring is drawn.
RIM = 6
_SIZE, _LINE_HEIGHT = 14, 22
_WIDE = ("\u2e80", "\uffef")  # a pattern of this range takes 4 ms to compile
#: Rows up to this long stay on one line.
_SHORT_ROW = 16
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


class ProseView(QTextBrowser):
    """Read-only text without scroll bars of its own: as high as its text, in whatever width.

    Text goes in as characters and formats, never as HTML: words can be anything.

    Signals:
        run_entered: the index of a live run the pointer or the focus is on; −1 for none.
        run_chosen: the index of a live run that was clicked, or entered with the keyboard.
    """

    run_entered = Signal(int)
    run_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lessonProse")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(RIM)
        self.document().setDefaultFont(font("ui", scaled(_SIZE)))
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._runs: Sequence[Run] = ()
        self._language = ""
        self._theme: Theme | None = None
        self._spans: dict[int, tuple[int, int]] = {}
        self._entered = -1
        self._ring = False
        self._heights: dict[int, int] = {}
        self.highlighted.connect(self._on_highlighted)
        self.anchorClicked.connect(self._on_clicked)
        self.verticalScrollBar().valueChanged.connect(self._stay)

    def _stay(self, value: int) -> None:
        """The panel scrolls, never the prose in it (it would, to follow the text cursor)."""
        if value:
            self.verticalScrollBar().setValue(0)

    # -- the text --------------------------------------------------------------------------------

    def show_runs(self, runs: Sequence[Run], language: str, theme: Theme) -> None:
        """Show prose; nothing moves where it is what stands there already."""
        if (tuple(runs), language, theme) == (tuple(self._runs), self._language, self._theme):
            return
        before, same_look = self._runs, (language, theme) == (self._language, self._theme)
        self._runs, self._language, self._theme = tuple(runs), language, theme
        self._heights = {}
        if same_look and self._only_numbers_differ(before):
            self._replace_numbers(before, theme)
            self._claim_height()
            return
        self._spans = {}
        self.setExtraSelections([])
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        block = QTextBlockFormat()
        block.setLineHeight(
            scaled(_LINE_HEIGHT), QTextBlockFormat.LineHeightTypes.FixedHeight.value
        )
        cursor.setBlockFormat(block)
        for index, run in enumerate(self._runs):
            start = cursor.position()
            cursor.insertText(_shown(run, first=index == 0), self._format(index, run, theme))
            if run.node:
                self._spans[index] = (start, cursor.position())
        cursor.endEditBlock()
        self._mark(self._entered)
        self._claim_height()

    def _only_numbers_differ(self, before: Sequence[Run]) -> bool:
        """Whether the prose is as before but for numbers: so it is after nearly every edit."""
        return len(before) == len(self._runs) and all(
            old == new or (old.node == new.node and (old.kind, old.role) == (new.kind, new.role)
                           and index in self._spans)
            for index, (old, new) in enumerate(zip(before, self._runs, strict=True))
        )  # fmt: skip

    def _replace_numbers(self, before: Sequence[Run], theme: Theme) -> None:
        """Write other numbers where numbers stand; everything else stays as it is laid out."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        moved = 0
        for index, (old, new) in enumerate(zip(before, self._runs, strict=True)):
            if index not in self._spans:
                continue
            start, end = self._spans[index]
            start, end = start + moved, end + moved
            if old.text != new.text:
                text = _shown(new, first=index == 0)
                cursor.setPosition(start)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                cursor.insertText(text, self._format(index, new, theme))
                moved += cursor.position() - end
                end = cursor.position()
            self._spans[index] = (start, end)
        cursor.endEditBlock()
        self._mark(self._entered)

    def _claim_height(self) -> None:
        """No layout may cut the prose: the panel scrolls instead. Where it is as high as before,
        nothing is laid out (and painted) again."""
        height = self.heightForWidth(self.width())
        if height != self.minimumHeight():
            self.setMinimumHeight(height)
            self.updateGeometry()

    def _format(self, index: int, run: Run, look: Theme) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(font("ui", scaled(_SIZE), *_face(run, self._language)))
        made.setForeground(QBrush(QColor(_ink(run, look))))
        if run.node:
            made.setAnchor(True)
            made.setAnchorHref(f"#{index}")
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            made.setUnderlineColor(QColor(_ink(run, look)))
        return made

    # -- live runs -------------------------------------------------------------------------------

    def _on_highlighted(self, url: QUrl) -> None:
        self._enter(_index(url))

    def _on_clicked(self, url: QUrl) -> None:
        if _index(url) in self._spans:
            self.run_chosen.emit(_index(url))

    def _enter(self, index: int) -> None:
        if index != self._entered:
            self._entered = index
            self._mark(index)
            self.run_entered.emit(index)

    def _mark(self, index: int) -> None:
        """A tinted ground under the live run one is on."""
        if index not in self._spans or self._theme is None:
            if self.extraSelections():
                self.setExtraSelections([])
            return
        run = self._runs[index]
        wash = self._theme.roles[run.role].wash if run.role else self._theme.selected
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._spans[index][0])
        cursor.setPosition(self._spans[index][1], QTextCursor.MoveMode.KeepAnchor)
        ground = QTextCharFormat()
        ground.setBackground(QBrush(QColor(wash)))
        selection.cursor, selection.format = cursor, ground
        self.setExtraSelections([selection])

    def run_areas(self, index: int) -> list[QRect]:
        """Where a live run stands, in the view: an area for every line it takes."""
        areas: list[QRect] = []
        cursor = QTextCursor(self.document())
        start, end = self._spans[index]
        for position in range(start, end + 1):
            cursor.setPosition(position)
            caret = self.cursorRect(cursor)
            if areas and areas[-1].top() == caret.top():
                areas[-1].setRight(caret.left())
            elif position < end:
                areas.append(QRect(caret.left(), caret.top(), 1, caret.height()))
        return areas

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What is pointed at is chosen first, so that what is asked is asked of that."""
        index = _index(QUrl(self.anchorAt(event.pos())))
        if index in self._spans:
            self.run_chosen.emit(index)
        menu = self.createStandardContextMenu()
        menu.setObjectName("proseMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSeparator()
        menu.addActions(self.actions())
        menu.popup(event.globalPos())

    # -- keyboard --------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        reason = event.reason()
        self._ring = reason != Qt.FocusReason.MouseFocusReason
        if reason in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._go_on(reason == Qt.FocusReason.TabFocusReason)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring = False
        self._enter(-1)
        self.viewport().update()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self._go_on(forward) or QWidget.focusNextPrevChild(self, forward)

    def _go_on(self, forward: bool) -> bool:
        """Go to the next live run, or the previous one; False after the last."""
        order = list(self._spans)
        if self._entered in self._spans:
            place = order.index(self._entered) + (1 if forward else -1)
        else:
            place = 0 if forward else len(order) - 1
        if not 0 <= place < len(order):
            return False
        self._enter(order[place])
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._entered in self._spans:
            self.run_chosen.emit(self._entered)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # whoever holds this text scrolls
        else:
            super().keyPressEvent(event)

    # -- looks -----------------------------------------------------------------------------------

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._enter(-1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._ring or self._theme is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.focus), 2))
        if self._entered in self._spans:
            rings = [area.adjusted(-2, -1, 2, 1) for area in self.run_areas(self._entered)]
        else:
            rings = [self.viewport().rect().adjusted(1, 1, -1, -1)]
        for ring in rings:
            painter.drawRoundedRect(ring, 4, 4)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._claim_height()

    def sizeHint(self) -> QSize:
        return QSize(280, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, scaled(_LINE_HEIGHT))

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            text = self.document()  # not a clone: the binding loses count of clones, and crashes
            shown = text.textWidth()
            if shown != width:  # Qt lays out anew even where the width is the same
                text.setTextWidth(width)
            self._heights[width] = round(text.size().height() + 0.5)
            if shown != width:
                text.setTextWidth(shown)
        return self._heights[width]


def _index(url: QUrl) -> int:
    return int(url.fragment()) if url.fragment().isdigit() else -1


def _shown(run: Run, *, first: bool) -> str:
    """The run as it is typeset: short rows of numbers do not break, nor do lines of the file."""
    text = run.text.lstrip() if first else run.text
    text = " ".join(text.split("\n"))
    if run.kind == "value" and len(text) <= _SHORT_ROW:
        text = text.replace(" ", _NO_BREAK_SPACE)
    return text


def _face(run: Run, language: str) -> tuple[int, bool]:
    """Weight and slant: words are italic, but Chinese is emphasised by weight alone."""
    if run.kind == "word":
        wide = language == "zh" or any(_WIDE[0] <= sign <= _WIDE[1] for sign in run.text)
        return (600, False) if wide else (400, True)
    return (400 if run.kind == "text" else 600), False


def _ink(run: Run, look: Theme) -> str:
    """Terms speak in the colour of their role; so do numbers, where the role is a word's part."""
    weights = run.node.rpartition(".")[2] == "weights"
    coloured = run.kind == "term" or weights or run.role in ("query", "key", "value")
    return look.roles[run.role].ink if run.role and coloured and run.kind != "word" else look.text
