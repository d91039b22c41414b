"""The top bar: which example and its words, undo, experiments, export, theme, language, menu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from gui.actions import Actions
from gui.appearance import MODES, Appearance
from gui.document import Document
from gui.drawing.fonts import scaled
from gui.experiments.sentence_field import SentenceField
from gui.i18n import LANGUAGES
from gui.scenario_chooser import ScenarioChooser

#: In a window narrower than this, buttons show their icons alone.
_COMPACT = 1240
_CHOOSER, _NARROW_CHOOSER = 400, 230


class Toolbar(QWidget):
    """The top bar. Its undo and redo buttons show the names of the steps.

    Signals:
        scenario_chosen: the name of a built-in scenario.
        theme_chosen, language_chosen: `system`, `light`, `dark`; `en`, `zh`.
    """

    scenario_chosen = Signal(str)
    theme_chosen = Signal(str)
    language_chosen = Signal(str)

    def __init__(
        self,
        document: Document,
        appearance: Appearance,
        actions: Actions,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(scaled(48))
        self._document = document
        self._appearance = appearance
        self._actions: dict[QToolButton, QAction] = {}
        self.chooser = ScenarioChooser(document, appearance)
        self.chooser.scenario_chosen.connect(self.scenario_chosen)
        self.sentence = SentenceField(document, "word")
        self.memory = SentenceField(document, "memory")
        self._undo = self._tool("undoButton", "undo", actions["undo"])
        self._redo = self._tool("redoButton", "redo", actions["redo"])
        self._compare = self._tool("compareButton", "compare", actions["compare"])
        self._predict = self._tool("predictButton", "predict", actions["predict"])
        self._experiments = self._tool("experimentsButton", "experiment", actions["experiments"])
        self._export = self._tool("exportButton", "export", actions["export"])
        self._present = self._tool("presentButton", "present", actions["present"])
        self._theme = self._tool("themeChooser", "theme")
        self._language = self._tool("languageChooser", "globe")
        self._menu = self._tool("menuButton", "menu")
        self._menu.setMenu(actions.menu)
        self._menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._theme_actions = self._choices(self._theme, MODES, self._on_theme)
        self._language_actions = self._choices(self._language, tuple(LANGUAGES), self._on_language)
        self._lay_out()
        appearance.changed.connect(self._restyle)
        self._restyle()
        self._follow_actions()
        self._retranslate()
        self._show_texts()

    def compare_button(self) -> QWidget:
        """The button that shows what an edit has changed."""
        return self._compare

    def export_button(self) -> QWidget:
        """The button that exports."""
        return self._export

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(6)
        row.addWidget(self.chooser)
        row.addWidget(self._separator())
        row.addWidget(self._undo)
        row.addWidget(self._redo)
        row.addWidget(self._compare)
        row.addWidget(self._separator())
        row.addWidget(self.sentence, 1)
        row.addWidget(self.memory, 1)
        row.addStretch()
        row.addWidget(self._predict)
        row.addWidget(self._experiments)
        row.addWidget(self._export)
        row.addWidget(self._present)
        row.addWidget(self._separator())
        for button in (self._theme, self._language, self._menu):
            row.addWidget(button)

    def _tool(self, name: str, icon: str, action: QAction | None = None) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setProperty("icon_name", icon)
        button.setIconSize(QSize(20, 20))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if action is not None:
            # Not setDefaultAction: it costs more with every change of the action's text, for ever.
            button.clicked.connect(action.trigger)
            action.changed.connect(self._follow_actions)
            self._actions[button] = action
        return button

    def _follow_actions(self) -> None:
        for button, action in self._actions.items():
            button.setEnabled(action.isEnabled())
            button.setCheckable(action.isCheckable())
            button.setChecked(action.isChecked())
            button.setToolTip(action.toolTip())
            button.setAccessibleName(action.text())
        for button in (self._predict, self._experiments, self._export):
            button.setText(self._actions[button].iconText())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_texts()

    def _show_texts(self) -> None:
        """Texts beside icons, where there is room for them."""
        roomy = self.width() >= scaled(_COMPACT)
        style = (
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            if roomy
            else Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        for button in (self._predict, self._experiments, self._export, self._language):
            button.setToolButtonStyle(style)
        for field in (self.sentence, self.memory):
            field.show_label(roomy)
        self.chooser.setMaximumWidth(scaled(_CHOOSER if roomy else _NARROW_CHOOSER))

    def _separator(self) -> QFrame:
        line = QFrame()
        line.setProperty("kind", "separator")
        line.setFixedSize(1, 24)
        return line

    def _choices(
        self, button: QToolButton, codes: tuple[str, ...], slot: object
    ) -> dict[str, QAction]:
        """A menu of exclusive choices, one a code."""
        menu = QMenu(button)
        group = QActionGroup(menu)
        actions = {}
        for code in codes:
            action = QAction(menu)
            action.setData(code)
            action.setCheckable(True)
            group.addAction(action)
            menu.addAction(action)
            actions[code] = action
        group.triggered.connect(slot)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return actions

    def _on_theme(self, action: QAction) -> None:
        self.theme_chosen.emit(action.data())

    def _on_language(self, action: QAction) -> None:
        self.language_chosen.emit(action.data())

    def _restyle(self) -> None:
        for button in (
            self._undo, self._redo, self._compare, self._predict, self._experiments, self._export,
            self._present, self._theme, self._language, self._menu,
        ):  # fmt: skip
            icon = self._appearance.icon(button.property("icon_name"))
            button.setIcon(icon)
        self._theme_actions[self._appearance.mode].setChecked(True)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._theme.setToolTip(self.tr("Light or dark"))
        self._theme.setAccessibleName(self.tr("Light or dark"))
        self._language.setText(LANGUAGES[self._document.language])
        self._language.setToolTip(self.tr("Language"))
        self._language.setAccessibleName(self.tr("Language"))
        self._menu.setToolTip(self.tr("Menu"))
        self._menu.setAccessibleName(self.tr("Menu"))
        titles = {"system": self.tr("As the system"), "light": self.tr("Light"),
                  "dark": self.tr("Dark")}  # fmt: skip
        for code, action in self._theme_actions.items():
            action.setText(titles[code])
        for code, action in self._language_actions.items():
            action.setText(LANGUAGES[code])
        self._language_actions[self._document.language].setChecked(True)
