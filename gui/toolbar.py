"""The top bar: which example, undo and redo, export, theme, language, everything else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from engine.scenario import Scenario, built_in
from gui.appearance import MODES, Appearance
from gui.document import Document
from gui.drawing.fonts import scaled
from gui.i18n import LANGUAGES
from gui.matrix.widgets import Chooser


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
        undo: QAction,
        redo: QAction,
        export: QAction,
        menu: QMenu,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(scaled(48))
        self._document = document
        self._appearance = appearance
        self._scenarios: list[Scenario] = built_in()
        self._actions: dict[QToolButton, QAction] = {}
        self._chooser = Chooser(appearance)
        self._chooser.setObjectName("scenarioChooser")
        self._chooser.setMinimumWidth(scaled(236))
        self._chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._chooser.activated.connect(self._on_scenario)
        self._undo = self._tool("undoButton", "undo", undo)
        self._redo = self._tool("redoButton", "redo", redo)
        self._export = self._tool("exportButton", "export", export)
        self._export.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._theme = self._tool("themeChooser", "theme")
        self._language = self._tool("languageChooser", "globe")
        self._language.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._menu = self._tool("menuButton", "menu")
        self._menu.setMenu(menu)
        self._menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._theme_actions = self._choices(self._theme, MODES, self._on_theme)
        self._language_actions = self._choices(self._language, tuple(LANGUAGES), self._on_language)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(6)
        row.addWidget(self._chooser)
        row.addWidget(self._separator())
        row.addWidget(self._undo)
        row.addWidget(self._redo)
        row.addStretch(1)
        row.addWidget(self._export)
        row.addWidget(self._separator())
        for button in (self._theme, self._language, self._menu):
            row.addWidget(button)
        appearance.changed.connect(self._restyle)
        document.structure_changed.connect(self.show_scenario)
        document.words_changed.connect(self.show_scenario)
        self._restyle()
        self._follow_actions()
        self._retranslate()

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
            button.setToolTip(action.toolTip())
            button.setAccessibleName(action.text())
        self._export.setText(self._actions[self._export].iconText())

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

    def _on_scenario(self, index: int) -> None:
        name = self._chooser.itemData(index)
        if name:
            self.scenario_chosen.emit(name)

    def _on_theme(self, action: QAction) -> None:
        self.theme_chosen.emit(action.data())

    def _on_language(self, action: QAction) -> None:
        self.language_chosen.emit(action.data())

    def show_scenario(self) -> None:
        """The chooser's entries, the open example among them even if it came from a file."""
        current = self._document.scenario
        scenarios = {scenario.name: scenario for scenario in self._scenarios}
        self._chooser.clear()
        from_file = self._document.path is not None or current.name not in scenarios
        for scenario in scenarios.values():
            shown = current if scenario.name == current.name and not from_file else scenario
            self._chooser.addItem(self._scenario_title(shown), scenario.name)
        if from_file:
            self._chooser.addItem(self._scenario_title(current), "")
            self._chooser.setCurrentIndex(self._chooser.count() - 1)
        else:
            self._chooser.setCurrentIndex(list(scenarios).index(current.name))

    def _scenario_title(self, scenario: Scenario) -> str:
        title = scenario.title.zh if self._document.language == "zh" else scenario.title.en
        if scenario is self._document.scenario and self._document.path is not None:
            title = self._document.path.name
        own = scenario is self._document.scenario
        count = len(self._document.words) if own else len(scenario.words)
        words = self.tr("1 word, one head") if count == 1 else self.tr("{count} words, one head")
        return f"{title}  ·  {words.format(count=count)}"

    def _restyle(self) -> None:
        for button in (self._undo, self._redo, self._export, self._theme, self._language,
                       self._menu):  # fmt: skip
            icon = self._appearance.icon(button.property("icon_name"))
            button.setIcon(icon)
        self._theme_actions[self._appearance.mode].setChecked(True)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.show_scenario()
        self._chooser.setAccessibleName(self.tr("Example"))
        self._chooser.setToolTip(self.tr("Example"))
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
