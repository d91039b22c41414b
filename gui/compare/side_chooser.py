"""Choosing what is compared: now, before this edit, the example's start, or a snapshot."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QWidget

from gui.appearance import Appearance
from gui.compare.comparing import NOW, Comparing
from gui.matrix.widgets import Chooser


class SideChooser(Chooser):
    """The sides there are, in a list.

    Signals:
        side_chosen: the key of the side a person chose.
    """

    side_chosen = Signal(str)

    def __init__(
        self,
        comparing: Comparing,
        appearance: Appearance,
        parent: QWidget | None = None,
        *,
        with_now: bool = True,
    ) -> None:
        """`with_now`: whether the values of now can be chosen."""
        super().__init__(appearance, parent)
        self._comparing = comparing
        self._with_now = with_now
        self._shown = NOW if with_now else comparing.baseline
        self.setSizeAdjustPolicy(Chooser.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)
        self.activated.connect(self._on_activated)
        comparing.changed.connect(self.refresh)
        self.refresh()

    @property
    def key(self) -> str:
        """The side that is chosen."""
        return self._shown

    def show_side(self, key: str) -> None:
        """Show a side as the chosen one."""
        self._shown = key
        self.refresh()

    def refresh(self) -> None:
        """The sides of now; one that is gone is no longer chosen."""
        keys = [key for key in self._comparing.sides() if self._with_now or key != NOW]
        if self._shown not in keys:
            self._shown = keys[0]
        self.blockSignals(True)
        self.clear()
        for key in keys:
            self.addItem(self._comparing.label(key), key)
            label = self._comparing.label(key)
            self.setItemData(self.count() - 1, label, Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(keys.index(self._shown))
        self.blockSignals(False)
        self.setToolTip(self.currentText())

    def _on_activated(self, index: int) -> None:
        self._shown = str(self.itemData(index))
        self.setToolTip(self.currentText())
        self.side_chosen.emit(self._shown)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)
