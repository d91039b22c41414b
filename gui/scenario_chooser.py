"""Which example: a chooser that shows titles, and what sizes the examples have."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QStylePainter,
    QWidget,
)

from engine.pipeline import Config
from engine.scenario import Text, built_in, own
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.fonts import font, scaled

_NAME = Qt.ItemDataRole.UserRole
_TITLE = Qt.ItemDataRole.UserRole + 1
_ABOUT = Qt.ItemDataRole.UserRole + 2
_LEFT, _RIGHT, _BETWEEN = 12, 32, 8
_LEAST = 120


class ScenarioChooser(QComboBox):
    """The examples that come with Softmix, the person's own, and the open one from a file.

    Signals:
        scenario_chosen: the name of an example that comes with Softmix.
    """

    scenario_chosen = Signal(str)

    def __init__(
        self, document: Document, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("scenarioChooser")
        self._document = document
        self._appearance = appearance
        self._title_font = font("ui", scaled(14), 600)
        self._about_font = font("ui", scaled(13))
        self.setItemDelegate(_Lines(self))
        self.activated.connect(self._on_activated)
        document.structure_changed.connect(self.refresh)
        document.words_changed.connect(self.refresh)
        document.identity_changed.connect(self.refresh)  # it may have been saved to a file
        appearance.changed.connect(self.update)
        self._retranslate()

    def refresh(self) -> None:
        """The entries; the open example is among them with the sizes it has now."""
        document = self._document
        listings = {listing.name: listing for listing in (*built_in(), *own())}
        name = document.scenario.name
        from_file = document.path is not None or name not in listings
        self.clear()
        for listing in listings.values():
            about = self._about(listing.config, listing.words, listing.memory_words)
            if listing.name == name and not from_file:
                about = self._about_open()
            self._add(listing.name, self._in_language(listing.title), about)
        if from_file:
            title = self._in_language(document.scenario.title)
            self._add("", document.path.name if document.path else title, self._about_open())
            self.setCurrentIndex(self.count() - 1)
        else:
            self.setCurrentIndex(list(listings).index(name))
        widths = (max(self._widths(index)) for index in range(self.count()))
        self.view().setMinimumWidth(max(widths) + 2 * _LEFT + 16)
        self.updateGeometry()

    def showPopup(self) -> None:
        """The person's own examples may have come and gone behind the window's back."""
        self.refresh()
        super().showPopup()

    def _add(self, name: str, title: str, about: str) -> None:
        self.addItem(f"{title}  ·  {about}", name)
        index = self.count() - 1
        self.setItemData(index, title, _TITLE)
        self.setItemData(index, about, _ABOUT)

    def _in_language(self, text: Text) -> str:
        return text.zh if self._document.language == "zh" else text.en

    def _about_open(self) -> str:
        document = self._document
        return self._about(document.config, len(document.words), len(document.memory_words))

    def _about(self, config: Config, words: int, memory_words: int) -> str:
        if config.memory:
            text = self.tr("{words} words, {memory} in the memory")
            return text.format(words=words, memory=memory_words)
        if config.heads == 1:
            one = self.tr("1 word, one head")
            return one if words == 1 else self.tr("{count} words, one head").format(count=words)
        text = self.tr("{heads} heads, d_model {size}")
        return text.format(heads=config.heads, size=config.d_model)

    def _on_activated(self, index: int) -> None:
        name = self.itemData(index, _NAME)
        if name:
            self.scenario_chosen.emit(name)

    # -- looks -----------------------------------------------------------------------------------

    def _widths(self, index: int) -> tuple[int, int]:
        """The widths of an entry's title and sizes."""
        title = QFontMetrics(self._title_font).horizontalAdvance(self.itemData(index, _TITLE))
        about = QFontMetrics(self._about_font).horizontalAdvance(self.itemData(index, _ABOUT))
        return title, about

    def sizeHint(self) -> QSize:
        title, about = self._widths(self.currentIndex())
        width = _LEFT + title + _BETWEEN + about + _RIGHT
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(_LEAST), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = QRect(_LEFT, 0, self.width() - _LEFT - _RIGHT, self.height())
        title, about = self._widths(self.currentIndex())
        theme = self._appearance.theme
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._title_font)
        painter.setPen(QColor(theme.text))
        text = QFontMetrics(self._title_font).elidedText(
            self.currentData(_TITLE), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, middle, text)
        if title + _BETWEEN + about <= room.width():
            painter.setFont(self._about_font)
            painter.setPen(QColor(theme.muted))
            beside = room.adjusted(title + _BETWEEN, 0, 0, 0)
            painter.drawText(beside, middle, self.currentData(_ABOUT))
        area = self.rect().adjusted(self.width() - 26, 0, -10, 0)
        self._appearance.icon("chevron-down").paint(painter, area)
        painter.end()

    def paint_entry(self, painter: QPainter, area: QRect, index: _Index) -> None:
        """An entry of the list: its title, and its sizes below."""
        theme = self._appearance.theme
        room = area.adjusted(_LEFT, scaled(5), -_LEFT, -scaled(5))
        painter.setFont(self._title_font)
        painter.setPen(QColor(theme.text))
        painter.drawText(room, Qt.AlignmentFlag.AlignTop, index.data(_TITLE))
        painter.setFont(self._about_font)
        painter.setPen(QColor(theme.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignBottom, index.data(_ABOUT))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Example"))
        self.setToolTip(self.tr("Example"))
        self.refresh()


_Index = QModelIndex | QPersistentModelIndex


class _Lines(QStyledItemDelegate):
    """Entries of two lines."""

    def __init__(self, chooser: ScenarioChooser) -> None:
        super().__init__(chooser)
        self._chooser = chooser

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        style = self._chooser.style()
        panel = QStyle.PrimitiveElement.PE_PanelItemViewItem
        painter.save()
        style.drawPrimitive(panel, option, painter, self._chooser.view())
        self._chooser.paint_entry(painter, option.rect, index)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(scaled(240), scaled(48))
