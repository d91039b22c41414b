"""Choices in a row, one of them in force: pressing another asks for it and promises nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget


class Choices(QWidget):
    """Joined buttons. What is in force is shown by `show_choice` alone, so a refusal jumps back.

    Signals:
        asked: the index of the button a person pressed.
    """

    asked = Signal(int)

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        """`names` are the object names of the buttons."""
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.buttons: list[QPushButton] = []
        self._group = QButtonGroup(self)
        for index, name in enumerate(names):
            button = QPushButton()
            button.setObjectName(name)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            ends = {0: "first", len(names) - 1: "last"}
            button.setProperty("segment", ends.get(index, "middle"))
            self._group.addButton(button, index)
            self.buttons.append(button)
            row.addWidget(button)
        self._group.idClicked.connect(self.asked)

    def show_choice(self, index: int | None) -> None:
        """Show which one is in force; None where it is something else."""
        if index is not None:
            self.buttons[index].setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self.buttons:
            button.setChecked(False)
        self._group.setExclusive(True)

    def set_texts(self, title: str, texts: Sequence[tuple[str, str]]) -> None:
        """Write on the buttons: a label and what to look for each.

        Args:
            title: what the choice is about, for screen readers.
        """
        for button, (label, look) in zip(self.buttons, texts, strict=True):
            button.setText(label)
            button.setAccessibleName(f"{title}: {label}")
            button.setAccessibleDescription(look)
            button.setToolTip(look)
