"""The window: puts the views around the document and connects actions to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QIcon,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QSplitter, QVBoxLayout, QWidget

from engine.errors import SoftmixError
from engine.prose import bind, plain_text
from engine.scenario import RESOURCES
from gui import descent, dropping
from gui.action_states import ActionStates
from gui.actions import Actions
from gui.appearance import Appearance
from gui.beside import Beside
from gui.compare.desk import CompareDesk
from gui.diagram.view import DiagramView
from gui.document import Document
from gui.drawing.fonts import scaled
from gui.faces import Faces
from gui.files import Files
from gui.folding import Folding
from gui.hints import areas
from gui.i18n import Languages, error_text
from gui.journal_bar import JournalBar
from gui.legend_bar import LegendBar
from gui.lesson.step_bar import StepBar
from gui.matrix_files import MatrixFiles
from gui.matrix_windows import MatrixWindows
from gui.recent import RecentMenu
from gui.recording import Recorder
from gui.regions import next_region
from gui.settings import Settings
from gui.showing import Showing
from gui.side_panel import Rail, SidePanel
from gui.size_actions import SizeActions
from gui.toolbar import Toolbar
from gui.trace_bar import TraceBar
from gui.view_state import ViewState
from gui.warning_bar import WarningBar

if TYPE_CHECKING:
    from gui.matrix.window import MatrixWindow

_ROOMY = 1400
_PANEL_WIDTH, _WIDE_PANEL = 316, 352
_FIRST_SIZE, _LEAST_SCREEN = (1440, 900), (1024, 700)


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
        self._roomy = True
        self.sizes = SizeActions(self, document)
        self.matrices = MatrixWindows(document, appearance, self)
        self.actions_ = Actions(self)
        self.beside = Beside(self, document, appearance, self.actions_)
        self._build()
        self._connect()
        self._retranslate()
        self.resize(first_size(self.screen().availableSize()))
        if not settings.geometry.isEmpty():
            self.restoreGeometry(settings.geometry)
        self.diagram.setFocus()

    def _build(self) -> None:
        document, appearance = self.document, self.appearance
        self.toolbar = Toolbar(document, appearance, self.actions_)
        self.diagram = DiagramView(document, appearance)
        self.diagram.addActions(self.actions_.on_canvas())
        self.diagram.addActions(self.beside.questions())
        self.beside.asking.home = self.diagram
        self.compare = CompareDesk(document, appearance, self.diagram, self.actions_["compare"])
        self.warning = WarningBar(document, appearance)
        self.unsafe = JournalBar(appearance)
        self.recorder = Recorder(document)
        self.tracing = TraceBar(document, appearance)
        self.legend = LegendBar(appearance)
        self.legend.follow(document)
        self.panel = SidePanel(document, appearance)
        self.panel.offer(self.beside.questions())
        self.matrices.offer(self.beside.questions(), self.actions_["manual"])
        self.faces = Faces(self.panel, self.diagram, self.actions_)
        self.rail = Rail(appearance)
        self.view_state = ViewState(self.diagram, self.panel)
        views = self.view_state
        self.files = Files(self, document, self.settings, views.now, views.show)
        self.matrix_files = MatrixFiles(self, document, self.settings)
        self.showing = Showing(self, document, appearance, self.settings)
        self.recent = RecentMenu(self.settings, self)
        self.actions_.insert_menu(self.recent, "save")
        self.folding = Folding(self, document, self.panel, self.rail)
        self.step_bar = StepBar(document, appearance)
        canvas = QWidget()
        column = QVBoxLayout(canvas)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.diagram, 1)
        column.addWidget(self.compare.bar)
        column.addWidget(self.unsafe)
        column.addWidget(self.warning)
        column.addWidget(self.tracing)
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
                "saveExample": self.files.save_example,
                "showExamples": self.files.show_examples,
                **self.showing.slots(),
                "exportMatrices": self.matrix_files.export_all,
                "exportMatrix": self.matrix_files.export_selected,
                "importMatrices": self.matrix_files.import_file,
                "undo": document.undo,
                "redo": document.redo,
                "reset": document.reset,
                "releaseAll": document.release_all,
                **self.compare.slots(),
                "sentence": self.toolbar.sentence.enter,
                "addWord": self.sizes.add_word,
                "addMemoryWord": self.sizes.add_memory_word,
                "removeWord": self.sizes.remove_word,
                "renameWord": self.sizes.rename_word,
                "addKeyColumn": self.sizes.add_key_column,
                "removeKeyColumn": self.sizes.remove_key_column,
                "sizes": self.sizes.ask_sizes,
                "predict": lambda: document.predict(not document.predicting.on),
                "traceInputs": document.trace_inputs,
                "traceFeeds": document.trace_feeds,
                "positions": self._switch_positions,
                "sqrtDivisor": document.set_sqrt_divisor,
                "paper": self._follow_paper,
                "next": document.next_step,
                "back": document.previous_step,
                "stepIn": document.step_in,
                "stepOut": document.step_out,
                "first": document.first_step,
                "last": document.last_step,
                "play": self.step_bar.toggle_play,
                "zoomIn": self.diagram.zoom_in,
                "zoomOut": self.diagram.zoom_out,
                "fit": self.diagram.fit,
                "panel": self.toggle_panel,
                "nextHead": lambda: document.set_head(document.head + 1),
                "previousHead": lambda: document.set_head(document.head - 1),
                "nextBlock": lambda: document.set_block(document.block + 1),
                "previousBlock": lambda: document.set_block(document.block - 1),
                "travelBack": lambda: document.travel_back(),
                **descent.slots(document),
                "exact": self._switch_exact,
                "openNode": lambda: self.open_matrix(document.node),
                "regions": self._next_region,
                "fullScreen": self._toggle_full_screen,
                **self.faces.slots(),
                **self.beside.slots(),
                "quit": self.close,
            }
        )
        self.recent.chosen.connect(self.files.open_recent)
        self.recorder.failing.connect(self.unsafe.show_reason)
        self.unsafe.save_requested.connect(self.files.save_as)
        self.files.examples_changed.connect(self.toolbar.chooser.refresh)
        stack = document.undo_stack
        stack.indexChanged.connect(self._name_undo)
        self.toolbar.scenario_chosen.connect(self._open_scenario)
        self.toolbar.theme_chosen.connect(self.set_theme)
        self.toolbar.language_chosen.connect(self.set_language)
        self.legend.zoom_in.connect(self.diagram.zoom_in)
        self.legend.zoom_out.connect(self.diagram.zoom_out)
        self.legend.fit.connect(self.diagram.fit)
        self.diagram.zoom_changed.connect(self.legend.show_zoom)
        self.diagram.message.connect(self.legend.show_message)
        self.matrix_files.done.connect(self.legend.show_note)
        self.showing.done.connect(self.legend.show_note)
        self.beside.scenario_requested.connect(self._open_scenario)
        bar, step = self.toolbar, self.step_bar.next_button
        self.beside.hints = areas(self, self.diagram, (bar.compare_button, step, bar.export_button))
        self.diagram.moved.connect(self.beside.place_hints)
        self.diagram.diagram.laid_out.connect(self.beside.place_hints)
        self.folding.folded_changed.connect(self.beside.place_hints)
        self.compare.message.connect(self.legend.show_message)
        self.compare.note.connect(self.legend.show_note)
        self.diagram.open_requested.connect(self.open_matrix)
        self.panel.open_requested.connect(self.open_matrix)
        self.panel.sizes_requested.connect(self.sizes.ask_sizes)
        self.panel.scenario_requested.connect(self._open_scenario)
        self.panel.reveal_requested.connect(self.diagram.reveal_current)
        self.folding.folded_changed.connect(self._on_folded)
        document.identity_changed.connect(self._name_window)
        document.edit_refused.connect(self._on_refused)
        document.strangers_met.connect(self.showing.name_strangers)
        document.values_changed.connect(self._show_caption)
        document.step_changed.connect(self._show_caption)
        self.showing.follow_motion(self.actions_["motion"])
        self.actions_["exact"].setChecked(self.settings.exact)
        document.show_exact(self.settings.exact)
        self._states = ActionStates(self.actions_, document)
        self.legend.show_zoom(self.diagram.zoom)

    # -- matrices and export ----------------------------------------------------------------------

    @property
    def matrix_windows(self) -> dict[str, MatrixWindow]:
        """The open windows by node."""
        return self.matrices.windows

    def open_matrix(self, name: str) -> MatrixWindow:
        """Open (or bring to the front) the window of one node."""
        return self.matrices.open(name)

    # -- panel, theme, language -------------------------------------------------------------------

    def toggle_panel(self) -> None:
        """Fold or unfold the side panel; from now on the choice stands at every width."""
        self.folding.toggle()

    def _on_folded(self, folded: bool) -> None:
        self._show_caption()
        self.actions_["panel"].setChecked(not folded)

    def _show_caption(self, *_: object) -> None:
        """With the panel folded, one line of the lesson stays in sight under the diagram."""
        document = self.document
        prose = document.lesson.prose_of(document.cursor.index, document.language)
        if document.predicting.asking:  # a caption has the answer in it
            caption = self.tr("Predict is on. You can go on at any time.")
        else:
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
        self.document.switch(positions=self.actions_["positions"].isChecked())

    def _follow_paper(self) -> None:
        try:
            self.document.follow_paper()
        except SoftmixError as error:
            self._on_refused(error)

    def _switch_exact(self) -> None:
        """Exact values beside the decimals, or not; remembered."""
        self.settings.exact = self.actions_["exact"].isChecked()
        self.document.show_exact(self.settings.exact)

    # -- the window itself ------------------------------------------------------------------------

    def _on_refused(self, error: object) -> None:
        if isinstance(error, SoftmixError):
            self.legend.show_message(error_text(error))

    def _open_scenario(self, name: str) -> None:
        if not self.files.open_scenario(name):
            self.toolbar.chooser.refresh()

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        self.actions_["fullScreen"].setChecked(self.isFullScreen())

    def _next_region(self) -> None:
        """F6: toolbar, diagram, lesson, matrix, explanation, step bar, and round again."""
        bar, panel = self.compare.bar, self.panel
        next_region(
            [
                *self.beside.regions(),
                self.toolbar,
                self.diagram,
                bar,
                *panel.regions(),
                self.step_bar,
            ]
        )

    def _name_undo(self, *_: object) -> None:
        self.actions_.name_undo(self.document.undo_stack)

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
        self.folding.apply()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.actions_.retranslate()
        self._name_undo()
        self._name_window()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropping.can_take(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        dropping.take(event.mimeData(), self.files, self.matrix_files)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.compare.wiggle.stop()
        if not self.files.may_discard():
            event.ignore()
            return
        self.recorder.drop()
        self.files.guard.hold(None)
        self.settings.geometry = self.saveGeometry()
        self.document.undo_stack.indexChanged.disconnect(self._name_undo)  # it outlives the window
        self.matrices.close_all()
        self.compare.close()
        clipboard = QGuiApplication.clipboard()
        if clipboard.ownsClipboard():
            clipboard.clear()  # mime data left behind crashes at exit on some platforms
        event.accept()

    def sizeHint(self) -> QSize:
        return QSize(*_FIRST_SIZE)


def first_size(room: QSize) -> QSize:
    """The size of a window nobody has sized yet: on the screen, where that is large enough at all.

    Args:
        room: of the screen, without its bars.
    """
    if room.width() < _LEAST_SCREEN[0] or room.height() < _LEAST_SCREEN[1]:
        return QSize(*_FIRST_SIZE)
    width, height = _FIRST_SIZE
    return QSize(min(width, room.width() - 16), min(height, room.height() - 48))
