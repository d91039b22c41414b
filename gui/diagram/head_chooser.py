"""Which head is shown: one selector for all cards, on the bracket above them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from gui.document import Document
from gui.drawing.fonts import scaled


class HeadChooser(QFrame):
    """A button for every head, and one that shows all heads side by side.

    Where there is no room for all buttons, two step from head to head instead.

    Signals:
        all_heads_toggled: whether all heads are wanted side by side.
    """

    all_heads_toggled = Signal(bool)

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("headChooser")
        self.setProperty("kind", "floating")
        self._document = document
        self._title = QLabel()
        self._title.setProperty("kind", "muted")
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(document.set_head)
        self._all = self._button("allHeadsButton")
        self._all.setCheckable(True)
        self._all.toggled.connect(self.all_heads_toggled)
        self._back = self._button("previousHeadButton")
        self._back.setArrowType(Qt.ArrowType.LeftArrow)
        self._back.clicked.connect(self._previous)
        self._next = self._button("nextHeadButton")
        self._next.setArrowType(Qt.ArrowType.RightArrow)
        self._next.clicked.connect(self._following)
        self._buttons: list[QToolButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 2, 3, 2)
        self._title.setContentsMargins(0, 0, 6, 0)
        self._row.setSpacing(1)
        for widget in (self._title, self._back, self._next, self._all):
            self._row.addWidget(widget)
        self._narrow = False
        self._room: int | None = None  # measured for; None after what it says has changed
        document.structure_changed.connect(self._rebuild)
        document.head_changed.connect(self._follow)
        self._rebuild()
        self._retranslate()

    def show_all_heads(self, shown: bool) -> None:
        """Whether all heads are shown side by side now."""
        self._all.setChecked(shown)

    def take_room(self, width: float) -> None:
        """Be no wider than that: step from head to head where the buttons need more."""
        room = round(width)
        if room == self._room:
            return
        self._room = room
        self._narrow = False
        self._arrange()
        if self.sizeHint().width() > room:
            self._narrow = True
            self._arrange()
        self.resize(self.sizeHint())

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setProperty("kind", "compact")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _rebuild(self) -> None:
        for button in self._buttons:
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for head in range(self._document.graph.heads):
            button = self._button(f"headButton{head + 1}")
            button.setText(str(head + 1))
            button.setCheckable(True)
            button.setMinimumWidth(scaled(24))
            self._group.addButton(button, head)
            self._row.insertWidget(2 + head, button)
            self._buttons.append(button)
        self._room = None
        self._retranslate()
        self._follow()

    def _arrange(self) -> None:
        for button in self._buttons:
            button.setVisible(not self._narrow)
        self._back.setVisible(self._narrow)
        self._next.setVisible(self._narrow)
        self._follow()
        self._row.invalidate()

    def _follow(self) -> None:
        head, count = self._document.head, self._document.graph.heads
        self._buttons[head].setChecked(True)
        text = self.tr("Head {number} of {count}")
        self._title.setText(
            text.format(number=head + 1, count=count) if self._narrow else self.tr("Head")
        )
        self._back.setEnabled(head > 0)
        self._next.setEnabled(head < count - 1)

    def _previous(self) -> None:
        self._document.set_head(self._document.head - 1)

    def _following(self) -> None:
        self._document.set_head(self._document.head + 1)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._follow()
            self._room = None
            self.adjustSize()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Which head is shown"))
        name = self.tr("Head {number}")
        for head, button in enumerate(self._buttons):
            button.setAccessibleName(name.format(number=head + 1))
            button.setToolTip(name.format(number=head + 1))
        self._all.setText(self.tr("All heads"))
        self._all.setToolTip(self.tr("Show the selected matrix in all heads side by side"))
        self._back.setAccessibleName(self.tr("Previous head"))
        self._next.setAccessibleName(self.tr("Next head"))
