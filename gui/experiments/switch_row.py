"""One switch on the panel: title, mark of departure, choices, what to look for, a refusal."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.experiments.choices import Choices
from gui.experiments.switch import Switch

translate = QCoreApplication.translate


class SwitchRow(QWidget):
    """Shows what is in force; what a person presses is asked for, not shown.

    Signals:
        asked: the switch and the value a person wants.
    """

    asked = Signal(object, object)

    def __init__(self, switch: Switch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.switch = switch
        name = camel(switch.field)
        self.setObjectName(f"{name}Switch")
        self._title = QLabel()
        self._mark = self._label("departure", f"{name}Mark", wrap=False)
        self._line = self._label("muted", f"{name}Line")
        self._refusal = self._label("wrong", f"{name}Refusal")
        self.choices = Choices([f"{name}{choice.key}Button" for choice in switch.choices])
        self.choices.asked.connect(self._on_asked)
        self._index: int | None = None
        self._reason = ""
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._mark)
        self._controls = QHBoxLayout()
        self._controls.setSpacing(8)
        self._controls.addWidget(self.choices)
        self._controls.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 7, 0, 7)
        column.setSpacing(5)
        column.addLayout(head)
        column.addLayout(self._controls)
        column.addWidget(self._line)
        column.addWidget(self._refusal)
        self.choices.setVisible(bool(switch.choices))
        self._refusal.hide()
        self._mark.hide()
        self.retranslate()

    def add_control(self, control: QWidget) -> None:
        """Put a control for a number behind the choices."""
        self._controls.insertWidget(self._controls.count() - 1, control)

    @property
    def line(self) -> str:
        """The line under the choices: what to look for, or why the switch does nothing here."""
        return self._line.text()

    def show_choice(self, index: int | None) -> None:
        """Show what is in force, and what to look for."""
        self._index = index
        self.choices.show_choice(index)
        self._refusal.hide()
        self._say()

    def show_reason(self, reason: str, *, said: bool) -> None:
        """Take the switch out of use for a reason, or (empty) put it to use.

        Args:
            said: the switch above has said so already, so the line is left out.
        """
        self._reason = reason
        self.setEnabled(not reason)
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)
        self._say()
        self._line.setVisible(not (reason and said))

    def show_mark(self, text: str, about: str = "") -> None:
        """Say what the paper has here, and in a tool tip what to look for; empty: nothing."""
        self._mark.setText(text)
        self._mark.setToolTip(about)
        self._mark.setVisible(bool(text))

    def refuse(self, text: str) -> None:
        """Say why what was asked for is refused; what is in force shows again."""
        self.choices.show_choice(self._index)
        self._refusal.setText(text)
        self._refusal.setVisible(bool(text))

    def label_of(self, value: object) -> str:
        """What a choice is called."""
        found = next(choice for choice in self.switch.choices if choice.value == value)
        return translate("experiments", found.label)

    def retranslate(self) -> None:
        """Texts in the language of now; a refusal in another language goes."""
        title = translate("experiments", self.switch.title)
        self._title.setText(title)
        self.setAccessibleName(title)
        self.choices.set_texts(
            title,
            [
                (translate("experiments", choice.label), translate("experiments", choice.look))
                for choice in self.switch.choices
            ],
        )
        self._refusal.hide()
        self._say()

    def _say(self) -> None:
        choices = self.switch.choices
        look = self.switch.about if self._index is None else choices[self._index].look
        self._line.setText(self._reason or translate("experiments", look))

    def _on_asked(self, index: int) -> None:
        self.asked.emit(self.switch, self.switch.choices[index].value)

    def _label(self, kind: str, name: str, *, wrap: bool = True) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setProperty("kind", kind)
        label.setWordWrap(wrap)
        return label


def camel(field: str) -> str:
    """`softmaxAxis` for `softmax_axis`."""
    first, *rest = field.split("_")
    return first + "".join(part.capitalize() for part in rest)
