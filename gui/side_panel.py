"""The right side: lesson, matrix, how its cell is made; or experiments, or the list; its rail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.fonts import scaled
from gui.lesson.panel import LessonPanel
from gui.matrix.cell_explanation import CellExplanation
from gui.matrix.panel import MatrixPanel

if TYPE_CHECKING:
    from gui.experiments.panel import ExperimentsPanel
    from gui.mistakes.panel import MistakesPanel
    from gui.outline_face import OutlineFace

FACES = ("lesson", "experiments", "mistakes", "outline")
#: The part of the panel's height that prose may take where not everything fits.
_LESSON_PART = 0.58
#: The same for a step whose rows of numbers stand under the prose.
_SPELLED_OUT_PART = 0.78


class SidePanel(QWidget):
    """Lesson above, matrix and explanation below; the lesson takes what room is left.

    The experiments, the mistakes worth making and the list of all matrices are its other faces,
    made when first asked for.

    Signals:
        fold_requested: the person wants the diagram to have the room.
        open_requested: the name of a node whose own window is wanted.
        sizes_requested: the dialog of the sizes is wanted.
        scenario_requested: the name of a built-in example that is wanted.
        reveal_requested: what is selected should be in sight.
        face_changed: the name of the face that shows now, of FACES.
    """

    fold_requested = Signal()
    open_requested = Signal(str)
    sizes_requested = Signal()
    scenario_requested = Signal(str)
    reveal_requested = Signal()
    face_changed = Signal(str)

    def __init__(
        self, document: Document, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document = document
        self._appearance = appearance
        self.lesson = LessonPanel(document, appearance)
        self.matrix = MatrixPanel(document, appearance)
        self.explanation = CellExplanation(document, appearance)
        self.matrix.open_requested.connect(self.open_requested)
        below = QWidget()
        below.setObjectName("page")
        self._below_column = QVBoxLayout(below)
        self._below_column.setContentsMargins(0, 0, 0, 0)
        self._below_column.setSpacing(0)
        self._below_column.addWidget(self.matrix)
        self._below_column.addWidget(self.explanation)
        self._below_column.addStretch(1)
        self._below = QScrollArea()
        self._below.setWidgetResizable(True)
        self._below.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._below.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._below.setWidget(below)
        self._lesson_face = QWidget()
        column = QVBoxLayout(self._lesson_face)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.lesson)
        column.addWidget(self._below, 1)
        self._faces = QStackedWidget()
        self._faces.addWidget(self._lesson_face)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.addWidget(self._faces)
        self.face = FACES[0]
        self._offered: Sequence[QAction] = ()
        self.experiments: ExperimentsPanel | None = None
        self.mistakes: MistakesPanel | None = None
        self.outline: OutlineFace | None = None
        below.installEventFilter(self)
        document.step_changed.connect(self._share_later)
        document.structure_changed.connect(self._share_later)
        self._share = QTimer(self)
        self._share.setSingleShot(True)
        self._share.setInterval(0)
        self._share.timeout.connect(self._share_room)
        self._fold = QToolButton(self)
        self._fold.setObjectName("foldPanelButton")
        self._fold.setIconSize(QSize(18, 18))
        self._fold.clicked.connect(self.fold_requested)
        self.setMinimumWidth(scaled(296))
        appearance.changed.connect(self._restyle)
        self._restyle()
        self._retranslate()

    def offer(self, actions: Sequence[QAction]) -> None:
        """Put these into the menus of everything here that shows a matrix or speaks of one."""
        self._offered = actions
        for view in (
            self.lesson.prose,
            self.matrix.numbers,
            self.matrix.heat,
            self.explanation,
        ):
            view.addActions(actions)

    def regions(self) -> list[QWidget]:
        """What the focus can go to in the face that shows; none while it is folded."""
        if not self.isVisible():
            return []
        if self.face == "experiments" and self.experiments is not None:
            return [self.experiments]
        if self.face == "mistakes" and self.mistakes is not None:
            return self.mistakes.regions()
        if self.face == "outline" and self.outline is not None:
            return self.outline.regions()
        return [self.lesson, self.matrix, self.explanation]

    def show_face(self, face: str) -> None:
        """Turn to one of FACES."""
        if face == self.face:
            return
        self.face = face
        self._faces.setCurrentWidget(self._made(face))
        self.face_changed.emit(face)

    def _made(self, face: str) -> QWidget:
        """The face, made (and what it needs imported) when it is first asked for."""
        if face == "experiments":
            if self.experiments is None:
                from gui.experiments.panel import ExperimentsPanel

                self.experiments = ExperimentsPanel(self._document, self._appearance)
                self.experiments.sizes_requested.connect(self.sizes_requested)
                self.experiments.mistakes_requested.connect(self._show_mistakes)
                self.experiments.close_requested.connect(self._show_lesson)
                self._faces.addWidget(self.experiments)
            return self.experiments
        if face == "mistakes":
            if self.mistakes is None:
                from gui.mistakes.panel import MistakesPanel

                self.mistakes = MistakesPanel(self._document, self._appearance)
                self.mistakes.scenario_wanted.connect(self.scenario_requested)
                self.mistakes.looked.connect(self.reveal_requested)
                self.mistakes.close_requested.connect(self._show_lesson)
                self._faces.addWidget(self.mistakes)
            return self.mistakes
        if face == "outline":
            if self.outline is None:
                from gui.outline_face import OutlineFace

                self.outline = OutlineFace(self._document, self._appearance)
                self.outline.open_requested.connect(self.open_requested)
                self.outline.close_requested.connect(self._show_lesson)
                self._faces.addWidget(self.outline)
                self.outline.outline.addActions(self._offered)
                self.outline.matrix.numbers.addActions(self._offered)
                self.outline.explanation.addActions(self._offered)
            return self.outline
        return self._lesson_face

    def _show_lesson(self) -> None:
        self.show_face("lesson")

    def _show_mistakes(self) -> None:
        self.show_face("mistakes")

    def _share_later(self, *_: object) -> None:
        self._share.start()

    def _share_room(self) -> None:
        """The lesson gets what it needs, but leaves the numbers what they need or their part."""
        wanted = self.lesson.sizeHint().height()
        needed = self._below_column.sizeHint().height()
        spelled_out = self._document.cursor.step.mix_of is not None
        least = round(self.height() * (_SPELLED_OUT_PART if spelled_out else _LESSON_PART))
        self.lesson.setFixedHeight(min(wanted, max(self.height() - needed, least)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._share_later()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_later()
        size = self._fold.sizeHint()
        self._fold.setGeometry(self.width() - size.width() - 8, 10, size.width(), size.height())
        self._fold.raise_()

    def _restyle(self) -> None:
        self._fold.setIcon(self._appearance.icon("panel"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._fold.setToolTip(self.tr("Fold the panel (F9)"))
        self._fold.setAccessibleName(self.tr("Fold the panel (F9)"))


class Rail(QWidget):
    """What is left of the side panel when it is folded: buttons that bring its faces back.

    Signals:
        unfold_requested: the panel is wanted.
        experiments_requested: its experiments are wanted.
        outline_requested: its list of all matrices is wanted.
    """

    unfold_requested = Signal()
    experiments_requested = Signal()
    outline_requested = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(44)
        self._appearance = appearance
        self._button = self._make_button("unfoldPanelButton", self.unfold_requested)
        self._experiments = self._make_button("railExperimentsButton", self.experiments_requested)
        self._outline = self._make_button("railOutlineButton", self.outline_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 10, 4, 10)
        column.addWidget(self._button)
        column.addWidget(self._experiments)
        column.addWidget(self._outline)
        column.addStretch(1)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self._retranslate()

    def _make_button(self, name: str, signal: object) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setIconSize(QSize(20, 20))
        button.clicked.connect(signal)
        return button

    def _restyle(self) -> None:
        self._button.setIcon(self._appearance.icon("panel"))
        self._experiments.setIcon(self._appearance.icon("experiment"))
        self._outline.setIcon(self._appearance.icon("list"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._button.setToolTip(self.tr("Show the lesson and the matrix (F9)"))
        self._button.setAccessibleName(self.tr("Show the lesson and the matrix (F9)"))
        self._experiments.setToolTip(self.tr("Experiments (F8)"))
        self._experiments.setAccessibleName(self.tr("Experiments (F8)"))
        self._outline.setToolTip(self.tr("All matrices as a list (F7)"))
        self._outline.setAccessibleName(self.tr("All matrices as a list (F7)"))
