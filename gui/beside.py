"""The small windows beside the main one: history, manual, keys, hints, the about box."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from engine.errors import SoftmixError
from engine.ops import Array
from gui.actions import Actions
from gui.appearance import Appearance
from gui.asking import Asking
from gui.document import Document
from gui.i18n import error_text
from gui.trouble import show_log

if TYPE_CHECKING:
    from gui.help.manual import ManualWindow
    from gui.help.tour import Tour
    from gui.history import HistoryWindow
    from gui.training.vectors import VectorWindow
    from gui.training.window import TrainingWindow


class Beside(QObject):
    """Opens them when they are asked for; what each needs is imported then.

    Attributes:
        hints: for each of the four hints the area it points at; the window fills them in.

    Signals:
        scenario_requested: an example is to be opened.
    """

    scenario_requested = Signal(str)

    def __init__(
        self, window: QWidget, document: Document, appearance: Appearance, actions: Actions
    ) -> None:
        super().__init__(window)
        self._window = window
        self._document = document
        self._appearance = appearance
        self._actions = actions
        self.hints: Sequence[Callable[[], QRect]] = ()
        self.asking = Asking(window, document)
        self.asking.manual_wanted.connect(self.show_reading)
        self.history: HistoryWindow | None = None
        self.manual: ManualWindow | None = None
        self.training: TrainingWindow | None = None
        self.vectors: VectorWindow | None = None
        self._tours: list[Tour] = []

    def slots(self) -> dict[str, Callable[[], object]]:
        """What its actions do."""
        return {
            "history": self.show_history,
            "train": self.show_training,
            "vectors": self.show_vectors,
            "manual": self.show_manual,
            "glossary": self.show_glossary,
            "whatIsThis": self.say_what,
            "why": self.asking.say_why,
            "keys": self.show_keys,
            "tour": self.show_hints,
            "showLog": self._show_log,
            "about": self._show_about,
        }

    def questions(self) -> list[QAction]:
        """What can be asked of a matrix or a number, in every menu and window that shows one."""
        return [self._actions["whatIsThis"], self._actions["why"]]

    def show_history(self) -> None:
        """The history, in front and ready for the keyboard."""
        from gui.history import HistoryWindow

        if self.history is None:
            self.history = HistoryWindow(self._document, self._appearance, self._window)
        self.history.show()
        self.history.activateWindow()
        self.history.steps.setFocus()

    def show_training(self) -> None:
        """The training window, in front."""
        from gui.training.window import TrainingWindow

        if self.training is None:
            language = self._document.language
            self.training = TrainingWindow(self._appearance, language, self._window)
            self.training.learnt.connect(self._take_learnt)
        self.training.show()
        self.training.raise_()
        self.training.activateWindow()

    def show_vectors(self) -> None:
        """The picture of word vectors, in front."""
        from gui.training.vectors import VectorWindow

        if self.vectors is None:
            self.vectors = VectorWindow(self._document, self._appearance, self._window)
        self.vectors.show()
        self.vectors.refresh()
        self.vectors.raise_()
        self.vectors.activateWindow()

    def _take_learnt(self, learnt: dict[str, Array]) -> None:
        """Put what was learnt into the open example of the task, as one undo step; another example
        is left for it, unless its work is to be kept.
        """
        document = self._document
        if self.training is None:
            return
        task = self.training.trainer.task.name
        if document.scenario.lesson != task:
            self.scenario_requested.emit(task)
        if document.scenario.lesson == task:
            try:
                document.learnt.take(learnt, self.training.vocabulary())
            except SoftmixError as error:
                self.training.say(error_text(error))

    def show_manual(self) -> ManualWindow:
        """The manual, in front, at the chapter that was open last."""
        from gui.help.manual import ManualWindow

        if self.manual is None:
            self.manual = ManualWindow(
                self._document, self._appearance, self._trigger, self._window
            )
            self.manual.scenario_requested.connect(self.scenario_requested)
        self.manual.show()
        self.manual.raise_()
        self.manual.activateWindow()
        return self.manual

    def show_glossary(self) -> None:
        """The manual at its glossary."""
        from gui.help.book import GLOSSARY

        self.show_manual().open(GLOSSARY)

    def say_what(self) -> None:
        """What the glossary says of the selected matrix."""
        if not self.show_manual().open_term(self._document.node):
            self.show_glossary()

    def show_reading(self) -> None:
        """The manual at the chapter about what is to be seen in the diagram."""
        self.show_manual().open("diagram")

    def show_keys(self) -> None:
        """Every key there is."""
        from gui.help.keys import KeySheet

        sheet = KeySheet(self._actions.keys(), self._window)
        sheet.exec()
        sheet.deleteLater()

    def show_hints(self) -> Tour:
        """The four hints, from the first."""
        from gui.help.tour import Tour

        for old in self.regions():
            old.end()
        tour = Tour(self._window, self._appearance, self.hints)
        self._tours = [tour]
        tour.start()
        return tour

    def regions(self) -> list[Tour]:
        """The hints, while they are shown: F6 comes by."""
        return [tour for tour in self._tours if isValid(tour) and tour.isVisible()]

    def place_hints(self, *_: object) -> None:
        """What they point at may have moved."""
        for tour in self.regions():
            tour.place_later()

    def _trigger(self, name: str) -> bool:
        """Do an action in the window. Returns whether it can be done now."""
        action = self._actions[name]
        if action.isEnabled():
            self._window.activateWindow()
            action.trigger()
            return True
        return False

    def _show_log(self) -> None:
        show_log(self._window)

    def _show_about(self) -> None:
        from gui.help.about import AboutBox

        box = AboutBox(self._window)
        box.manual_wanted.connect(self.show_manual)
        box.exec()
        box.deleteLater()
