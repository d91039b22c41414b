"""Every action of the window with its shortcut, and the menu that holds them."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMenu, QWidget

from engine.errors import translatable
from gui.help.keys import spelled


class ActionSpec(msgspec.Struct, frozen=True):
    """An action: its name, its text (to be translated) and its shortcuts.

    Attributes:
        canvas: its shortcuts work on the diagram only: plain letters are typed elsewhere.
        group: whether a group of the menu begins with it.
    """

    name: str
    text: str
    shortcuts: tuple[str, ...] = ()
    checkable: bool = False
    canvas: bool = False
    group: bool = False


_FILE = (
    ActionSpec("open", translatable("actions", "Open…"), ("Ctrl+O",)),
    ActionSpec("save", translatable("actions", "Save"), ("Ctrl+S",)),
    ActionSpec("saveAs", translatable("actions", "Save as…"), ("Ctrl+Shift+S",)),
    ActionSpec("saveExample", translatable("actions", "Save as an example of my own…"), group=True),
    ActionSpec("showExamples", translatable("actions", "Show my examples in their folder")),
    ActionSpec("export", translatable("actions", "Export…"), ("Ctrl+E",), group=True),
    ActionSpec(
        "copyStep", translatable("actions", "Copy this step as a picture"), ("Ctrl+Shift+C",)
    ),
    ActionSpec("exportMatrices", translatable("actions", "Export all matrices…")),
    ActionSpec("exportMatrix", translatable("actions", "Export the selected matrix…")),
    ActionSpec("importMatrices", translatable("actions", "Import matrices…"), ("Ctrl+I",)),
)
_EDIT = (
    ActionSpec("undo", translatable("actions", "Undo"), ("Ctrl+Z",)),
    ActionSpec("redo", translatable("actions", "Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
    ActionSpec("history", translatable("actions", "History…"), ("Ctrl+H",)),
    ActionSpec("reset", translatable("actions", "Reset to the example")),
    ActionSpec("releaseAll", translatable("actions", "Release all pins")),
)
_COMPARE = (
    ActionSpec("compare", translatable("actions", "Compare with before"), ("C",), True, True),
    ActionSpec("compareWindow", translatable("actions", "Compare in detail…"), ("Ctrl+Shift+D",)),
    ActionSpec("snapshot", translatable("actions", "Keep a snapshot"), ("Ctrl+Shift+K",)),
    ActionSpec("wiggle", translatable("actions", "Wiggle the selected cell"), ("W",), canvas=True),
)
_SIZES = (
    ActionSpec("sentence", translatable("actions", "Type a sentence"), ("Ctrl+L",)),
    ActionSpec("addWord", translatable("actions", "Add a word…")),
    ActionSpec("addMemoryWord", translatable("actions", "Add a word to the memory…")),
    ActionSpec("removeWord", translatable("actions", "Remove a word…")),
    ActionSpec("renameWord", translatable("actions", "Rename a word…")),
    ActionSpec("addKeyColumn", translatable("actions", "Add a column to d_k…")),
    ActionSpec("removeKeyColumn", translatable("actions", "Remove the last column of d_k")),
    ActionSpec("sizes", translatable("actions", "All sizes…"), ("Ctrl+Shift+L",)),
)
_EXPERIMENTS = (
    ActionSpec("experiments", translatable("actions", "Experiments"), ("F8",), True),
    ActionSpec("mistakes", translatable("actions", "Mistakes worth making"), ("Shift+F8",), True),
    ActionSpec("train", translatable("actions", "Train it yourself…")),
    ActionSpec("vectors", translatable("actions", "Word vectors in a plane…")),
    ActionSpec("positions", translatable("actions", "Add positions to the words"), (), True),
    ActionSpec("sqrtDivisor", translatable("actions", "Set the divisor to √d_k")),
    ActionSpec("takeStep", translatable("actions", "Take a step downhill"), ("D",), canvas=True),
    ActionSpec("paper", translatable("actions", "Back to the paper")),
)
_LESSON = (
    ActionSpec("next", translatable("actions", "Next step"), ("PgDown",)),
    ActionSpec("back", translatable("actions", "Previous step"), ("PgUp",)),
    ActionSpec("stepIn", translatable("actions", "Step inside"), ("Ctrl+Down",)),
    ActionSpec("stepOut", translatable("actions", "Step outside"), ("Ctrl+Up",)),
    ActionSpec("predict", translatable("actions", "Predict"), ("Ctrl+P",), True),
    ActionSpec("first", translatable("actions", "First step"), ("Home",)),
    ActionSpec("last", translatable("actions", "Last step"), ("End",)),
    ActionSpec("play", translatable("actions", "Play or pause"), ("Ctrl+Space",)),
)
_VIEW = (
    ActionSpec("zoomIn", translatable("actions", "Zoom in"), ("Ctrl++", "Ctrl+=")),
    ActionSpec("zoomOut", translatable("actions", "Zoom out"), ("Ctrl+-",)),
    ActionSpec("fit", translatable("actions", "Fit the diagram"), ("Ctrl+0",)),
    ActionSpec("panel", translatable("actions", "Side panel"), ("F9",), True),
    ActionSpec("outline", translatable("actions", "All matrices as a list"), ("F7",), True),
    ActionSpec("traceInputs", translatable("actions", "Show what a cell comes from")),
    ActionSpec("traceFeeds", translatable("actions", "Show what a cell goes into")),
    ActionSpec("nextHead", translatable("actions", "Next head"), ("Ctrl+PgDown",)),
    ActionSpec("previousHead", translatable("actions", "Previous head"), ("Ctrl+PgUp",)),
    ActionSpec("nextBlock", translatable("actions", "Next block"), ("Ctrl+Shift+PgDown",)),
    ActionSpec("previousBlock", translatable("actions", "Previous block"), ("Ctrl+Shift+PgUp",)),
    ActionSpec(
        "nextFlow", translatable("actions", "Forward, backward, update"), ("G",), canvas=True
    ),
    ActionSpec("travelBack", translatable("actions", "Back along the trail"), ("Alt+Left",)),
    ActionSpec("exact", translatable("actions", "Exact values"), ("Ctrl+Shift+X",), True),
    ActionSpec("motion", translatable("actions", "Motion"), (), True),
    ActionSpec("openNode", translatable("actions", "Open the matrix in its own window")),
    ActionSpec("regions", translatable("actions", "Next region"), ("F6",)),
    ActionSpec("present", translatable("actions", "Present"), ("F5",)),
    ActionSpec("fullScreen", translatable("actions", "Full screen"), ("F11",), True),
)
_HELP = (
    ActionSpec("manual", translatable("actions", "Manual"), ("F1",)),
    ActionSpec("glossary", translatable("actions", "Glossary")),
    ActionSpec("whatIsThis", translatable("actions", "What is this matrix?"), ("Ctrl+F1",)),
    ActionSpec("why", translatable("actions", "Why does it look like this?"), ("Shift+F1",)),
    ActionSpec("keys", translatable("actions", "Keyboard"), ("?",)),
    ActionSpec("tour", translatable("actions", "Show the four hints")),
    ActionSpec("showLog", translatable("actions", "Show the log")),
    ActionSpec("about", translatable("actions", "About Softmix")),
    ActionSpec("quit", translatable("actions", "Quit"), ("Ctrl+Q",)),
)
_MENUS = (
    (translatable("actions", "File"), _FILE),
    (translatable("actions", "Edit"), _EDIT),
    (translatable("actions", "Compare"), _COMPARE),
    (translatable("actions", "Words and sizes"), _SIZES),
    (translatable("actions", "Experiments"), _EXPERIMENTS),
    (translatable("actions", "Lesson"), _LESSON),
    (translatable("actions", "View"), _VIEW),
    (translatable("actions", "Help"), _HELP),
)


class Actions(QObject):
    """All actions by name, in one menu; their shortcuts work in the whole window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.menu = QMenu(window)
        self._submenus: list[tuple[QMenu, str]] = []
        self._specs: dict[str, ActionSpec] = {}
        self._actions: dict[str, QAction] = {}
        for title, specs in _MENUS:
            submenu = QMenu(self.menu)
            self.menu.addMenu(submenu)
            self._submenus.append((submenu, title))
            for spec in specs:
                action = QAction(self)
                action.setObjectName(f"{spec.name}Action")
                action.setShortcuts([QKeySequence(text) for text in spec.shortcuts])
                action.setCheckable(spec.checkable)
                if spec.group:
                    submenu.addSeparator()
                submenu.addAction(action)
                if spec.canvas:
                    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
                else:
                    window.addAction(action)
                self._specs[spec.name] = spec
                self._actions[spec.name] = action
        self.retranslate()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def insert_menu(self, menu: QMenu, before: str) -> None:
        """Put a menu of its own before an action."""
        for submenu, _ in self._submenus:
            if self._actions[before] in submenu.actions():
                submenu.insertMenu(self._actions[before], menu)

    def on_canvas(self) -> list[QAction]:
        """The actions whose shortcuts work on the diagram only."""
        return [self._actions[name] for name, spec in self._specs.items() if spec.canvas]

    def connect_all(self, slots: dict[str, Callable[[], object]]) -> None:
        """Connect every action. Raises KeyError where one has no slot: none does nothing."""
        for name, action in self._actions.items():
            action.triggered.connect(slots[name])

    def name_undo(self, stack: QUndoStack) -> None:
        """Name the steps that undo and redo would take, and enable what there is."""
        for name, plain, with_step, step, there in (
            ("undo", self.tr("Undo"), self.tr("Undo: {step}"), stack.undoText(), stack.canUndo()),
            ("redo", self.tr("Redo"), self.tr("Redo: {step}"), stack.redoText(), stack.canRedo()),
        ):
            action = self._actions[name]
            action.setText(with_step.format(step=step) if step else plain)
            action.setToolTip(f"{action.text()} ({action.shortcuts()[0].toString()})")
            action.setEnabled(there)

    def retranslate(self) -> None:
        """Texts in the language of now (undo and redo are named by `name_undo`)."""
        for submenu, title in self._submenus:
            submenu.setTitle(QCoreApplication.translate("actions", title))
        for name, action in self._actions.items():
            text = QCoreApplication.translate("actions", self._specs[name].text)
            action.setText(text)
            action.setIconText(text)  # keeps the "…" that tool buttons drop otherwise
            keys = action.shortcuts()
            if keys:
                action.setToolTip(f"{text.rstrip('…')} ({keys[0].toString()})")

    def keys(self) -> dict[str, tuple[str, str]]:
        """The keys and the text of every action that has any, for the keyboard sheet."""
        found = {}
        for name, action in self._actions.items():
            if action.shortcuts():
                text = QCoreApplication.translate("actions", self._specs[name].text)
                found[name] = (spelled(action.shortcuts()), text.rstrip("…"))
        return found
