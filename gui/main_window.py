"""The window: puts the views around the document and connects actions to them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QIcon,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from engine.errors import SoftmixError
from engine.prose import bind, plain_text
from engine.scenario import RESOURCES
from gui.actions import Actions
from gui.appearance import Appearance
from gui.diagram.view import DiagramView
from gui.document import Document
from gui.drawing.fonts import scaled
from gui.export.dialog import ExportDialog
from gui.files import Files
from gui.help import show_about, show_keys
from gui.i18n import Languages, error_text
from gui.legend_bar import LegendBar
from gui.lesson.step_bar import StepBar
from gui.matrix.window import MatrixWindow
from gui.settings import Settings
from gui.side_panel import Rail, SidePanel
from gui.size_actions import SizeActions
from gui.toolbar import Toolbar

#: Narrower than this the side panel folds to its rail, unless a person says otherwise.
FOLD_BELOW = 1280
_ROOMY = 1400
_PANEL_WIDTH, _WIDE_PANEL = 316, 352


class MainWindow(QMainWindow):
    """Toolbar on top, diagram and side panel, step bar below; matrix windows of their own."""

    def __init__(
        self, document: Document, appearance: Appearance, languages: Languages, settings: Settings
    ) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowIcon(QIcon(str(RESOURCES / "icons" / "softmix.svg")))
        self.setAcceptDrops(True)
        self.setMinimumSize(720, 480)
        self.document = document
        self.appearance = appearance
        self.languages = languages
        self.settings = settings
        self.matrix_windows: dict[str, MatrixWindow] = {}
        self._folded_by_hand: bool | None = None
        self._roomy = True
        self.files = Files(self, document, settings)
        self.sizes = SizeActions(self, document)
        self.actions_ = Actions(self)
        self._build()
        self._connect()
        self._retranslate()
        self.resize(1440, 900)
        if not settings.geometry.isEmpty():
            self.restoreGeometry(settings.geometry)
        self.diagram.setFocus()

    def _build(self) -> None:
        document, appearance, actions = self.document, self.appearance, self.actions_
        self.toolbar = Toolbar(
            document, appearance, actions["undo"], actions["redo"], actions["export"], actions.menu
        )
        self.diagram = DiagramView(document, appearance)
        self.legend = LegendBar(appearance)
        self.panel = SidePanel(document, appearance)
        self.rail = Rail(appearance)
        self.step_bar = StepBar(document, appearance)
        canvas = QWidget()
        column = QVBoxLayout(canvas)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.diagram, 1)
        column.addWidget(self.legend)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(canvas)
        self._splitter.addWidget(self.panel)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setSizes([9000, scaled(_WIDE_PANEL)])
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._splitter, 1)
        middle.addWidget(self.rail)
        page = QWidget()
        page.setObjectName("page")
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.toolbar)
        whole.addLayout(middle, 1)
        whole.addWidget(self.step_bar)
        self.setCentralWidget(page)

    def _connect(self) -> None:
        document = self.document
        self.actions_.connect_all(
            {
                "open": self.files.open_dialog,
                "save": self.files.save,
                "saveAs": self.files.save_as,
                "export": self.export,
                "undo": document.undo,
                "redo": document.redo,
                "reset": document.reset,
                "releaseAll": document.release_all,
                "addWord": self.sizes.add_word,
                "removeWord": self.sizes.remove_word,
                "renameWord": self.sizes.rename_word,
                "addKeyColumn": self.sizes.add_key_column,
                "removeKeyColumn": self.sizes.remove_key_column,
                "positions": self._switch_positions,
                "sqrtDivisor": document.set_sqrt_divisor,
                "next": document.next_step,
                "back": document.previous_step,
                "first": document.first_step,
                "last": document.last_step,
                "play": self.step_bar.toggle_play,
                "zoomIn": self.diagram.zoom_in,
                "zoomOut": self.diagram.zoom_out,
                "fit": self.diagram.fit,
                "panel": self.toggle_panel,
                "openNode": self._open_selected,
                "regions": self._next_region,
                "fullScreen": self._toggle_full_screen,
                "keys": self._show_keys,
                "about": self._show_about,
                "quit": self.close,
            }
        )
        stack = document.undo_stack
        stack.canUndoChanged.connect(self.actions_["undo"].setEnabled)
        stack.canRedoChanged.connect(self.actions_["redo"].setEnabled)
        stack.indexChanged.connect(self._name_undo)
        self.toolbar.scenario_chosen.connect(self._open_scenario)
        self.toolbar.theme_chosen.connect(self.set_theme)
        self.toolbar.language_chosen.connect(self.set_language)
        self.legend.zoom_in.connect(self.diagram.zoom_in)
        self.legend.zoom_out.connect(self.diagram.zoom_out)
        self.legend.fit.connect(self.diagram.fit)
        self.diagram.zoom_changed.connect(self.legend.show_zoom)
        self.diagram.message.connect(self.legend.show_message)
        self.diagram.open_requested.connect(self.open_matrix)
        self.panel.open_requested.connect(self.open_matrix)
        self.panel.fold_requested.connect(self.toggle_panel)
        self.rail.unfold_requested.connect(self.toggle_panel)
        document.identity_changed.connect(self._name_window)
        document.edit_refused.connect(self._on_refused)
        document.structure_changed.connect(self._on_structure)
        document.values_changed.connect(self._follow_values)
        document.values_changed.connect(self._show_caption)
        document.step_changed.connect(self._show_caption)
        self._on_structure()
        self._follow_values()
        self.legend.show_zoom(self.diagram.zoom)

    # -- matrices and export ----------------------------------------------------------------------

    def open_matrix(self, name: str) -> MatrixWindow:
        """Open (or bring to the front) the window of one node."""
        window = self.matrix_windows.get(name)
        if window is None:
            window = MatrixWindow(self.document, self.appearance, name)
            window.destroyed.connect(self._forget_closed)
            self.matrix_windows[name] = window
        window.show()
        window.raise_()
        window.activateWindow()
        return window

    def _open_selected(self) -> None:
        self.open_matrix(self.document.node)

    def _forget_closed(self) -> None:
        self.matrix_windows = {n: w for n, w in self.matrix_windows.items() if isValid(w)}

    def export(self) -> None:
        """Ask what to export and how."""
        dialog = ExportDialog(self.document, self.appearance, self.settings.store, self)
        dialog.exec()
        dialog.deleteLater()

    # -- panel, theme, language -------------------------------------------------------------------

    def toggle_panel(self) -> None:
        """Fold or unfold the side panel; from now on the choice stands at every width."""
        self._folded_by_hand = not self.panel.isHidden()
        self._fold_panel()

    def _fold_panel(self) -> None:
        narrow = self.width() < scaled(FOLD_BELOW)
        folded = narrow if self._folded_by_hand is None else self._folded_by_hand
        self.panel.setHidden(folded)
        self.rail.setVisible(folded)
        self._show_caption()
        self.actions_["panel"].setChecked(not folded)

    def _show_caption(self, *_: object) -> None:
        """With the panel folded, one line of the lesson stays in sight under the diagram."""
        document = self.document
        prose = document.lesson.prose_of(document.cursor.index, document.language)
        caption = plain_text(bind(prose.caption, document.context()))
        self.legend.show_caption(caption if self.panel.isHidden() else "")

    def set_theme(self, mode: str) -> None:
        """`system`, `light` or `dark`; remembered."""
        self.settings.theme = mode
        self.appearance.set_mode(mode)

    def set_language(self, language: str) -> None:
        """`en` or `zh`, without a restart; remembered."""
        self.settings.language = language
        self.document.language = language
        self.languages.use(language)
        self.document.set_language(language)

    # -- words and numbers ------------------------------------------------------------------------

    def _switch_positions(self) -> None:
        self.document.set_positions(self.actions_["positions"].isChecked())

    def _on_structure(self) -> None:
        for name in list(self.matrix_windows):
            if name not in self.document.graph:
                self.matrix_windows.pop(name).close()
        self.actions_["positions"].setChecked("E" in self.document.graph)
        self._follow_values()

    def _follow_values(self, *_: object) -> None:
        self.actions_["releaseAll"].setEnabled(bool(self.document.evaluator.all_overrides()))

    # -- the window itself ------------------------------------------------------------------------

    def _on_refused(self, error: object) -> None:
        if isinstance(error, SoftmixError):
            self.legend.show_message(error_text(error))

    def _open_scenario(self, name: str) -> None:
        if not self.files.open_scenario(name):
            self.toolbar.show_scenario()

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        self.actions_["fullScreen"].setChecked(self.isFullScreen())

    def _next_region(self) -> None:
        """F6: toolbar, diagram, lesson, matrix, explanation, step bar, and round again."""
        regions: list[QWidget] = [self.toolbar, self.diagram]
        if self.panel.isVisible():
            regions += [self.panel.lesson, self.panel.matrix, self.panel.explanation]
        regions.append(self.step_bar)
        focus = QApplication.focusWidget()
        now = next(
            (i for i, r in enumerate(regions) if focus and (r is focus or r.isAncestorOf(focus))),
            -1,
        )
        for offset in range(1, len(regions) + 1):
            if _focus_first(regions[(now + offset) % len(regions)]):
                return

    def _show_keys(self) -> None:
        show_keys(self, self.actions_.keys())

    def _show_about(self) -> None:
        show_about(self)

    def _name_undo(self, *_: object) -> None:
        stack = self.document.undo_stack
        for name, text, step in (
            ("undo", self.tr("Undo: {step}"), stack.undoText()),
            ("redo", self.tr("Redo: {step}"), stack.redoText()),
        ):
            action = self.actions_[name]
            plain = self.tr("Undo") if name == "undo" else self.tr("Redo")
            action.setText(text.format(step=step) if step else plain)
            keys = action.shortcuts()[0].toString()
            action.setToolTip(f"{action.text()} ({keys})")
        self.actions_["undo"].setEnabled(stack.canUndo())
        self.actions_["redo"].setEnabled(stack.canRedo())

    def _name_window(self) -> None:
        scenario = self.document.scenario
        title = scenario.title.zh if self.document.language == "zh" else scenario.title.en
        name = self.document.path.name if self.document.path else title
        self.setWindowTitle(f"{name}[*] – Softmix")
        self.setWindowModified(self.document.modified)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= scaled(_ROOMY)
        if wide != self._roomy:
            self._roomy = wide
            width = scaled(_WIDE_PANEL if wide else _PANEL_WIDTH)
            self._splitter.setSizes([self.width() - width, width])
        self._fold_panel()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.actions_.retranslate()
        self._name_undo()
        self._name_window()
        self.actions_["export"].setToolTip(self.tr("Export a picture (Ctrl+E)"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.files.open_path(Path(url.toLocalFile()))
                return

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.files.may_discard():
            event.ignore()
            return
        self.settings.geometry = self.saveGeometry()
        self.document.undo_stack.indexChanged.disconnect(self._name_undo)  # it outlives the window
        for window in list(self.matrix_windows.values()):
            window.close()
        clipboard = QGuiApplication.clipboard()
        if clipboard.ownsClipboard():
            clipboard.clear()  # mime data left behind crashes at exit on some platforms
        event.accept()

    def sizeHint(self) -> QSize:
        return QSize(1440, 900)


def _focus_first(region: QWidget) -> bool:
    """Give the focus to the region or to the first widget in it that takes it."""
    for widget in (region, *region.findChildren(QWidget)):
        if (
            widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isVisible()
            and (widget.isEnabled())
        ):
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
    return False
