"""The lesson: which step this is, its formula, and prose about the numbers of now."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from engine.numbers import format_shape
from engine.prose import Run, bind, plain_text
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing.fonts import scaled
from gui.drawing.formula import FormulaLabel
from gui.drawing.inside_text import inside_text
from gui.drawing.symbols import latex
from gui.lesson.ask_panel import AskPanel
from gui.lesson.mix_view import MixView
from gui.lesson.prose_view import RIM, ProseView
from gui.lesson.stack_view import StackView
from gui.names import stage_title

_MARGIN = 20
_FORMULA_SIZE = 24


class LessonPanel(QWidget):
    """The step one stands at, in words. A number lights its cell, a click selects it."""

    def __init__(
        self, document: Document, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("lessonPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document = document
        self._appearance = appearance
        self._runs: list[Run] = []
        self._hovering = False
        self._stands_at: tuple[str, int] | None = None
        self._build()
        document.values_changed.connect(self._on_values)
        document.step_changed.connect(self._on_step)
        document.structure_changed.connect(self._on_step)
        document.words_changed.connect(self._show_step)
        document.head_changed.connect(self._show_prose)
        document.block_changed.connect(self._show_prose)
        appearance.changed.connect(self._show_step)
        self._on_step()

    def _build(self) -> None:
        self._place = QLabel()
        self._place.setObjectName("lessonPlace")
        self._place.setProperty("kind", "muted")
        self._place.setMinimumHeight(scaled(20))
        self._place.setContentsMargins(0, 0, scaled(36), 0)  # the button that folds the panel
        self._title = QLabel()
        self._title.setObjectName("lessonTitle")
        self._title.setProperty("kind", "title")
        self._beyond = QLabel()
        self._beyond.setObjectName("beyondTheEnd")
        self._beyond.setProperty("kind", "departure")
        for label in (self._place, self._title, self._beyond):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._inside = QLabel()
        self._inside.setObjectName("insideText")
        self._inside.setTextFormat(Qt.TextFormat.PlainText)
        self._inside.setWordWrap(True)
        self._inside.setProperty("kind", "inside")
        self.ask = AskPanel(self._document)
        self._stack = StackView(self._document, self._appearance)
        self._formula = FormulaLabel()
        self.prose = ProseView()
        self._mix = MixView(self._document, self._appearance)
        head = QVBoxLayout()
        head.setContentsMargins(RIM, 0, RIM, 0)
        head.setSpacing(0)
        head.addWidget(self._place)
        head.addSpacing(4)
        head.addWidget(self._title)
        head.addSpacing(12)
        head.addWidget(self._formula)
        head.addWidget(self._beyond)
        head.addSpacing(4)
        head.addWidget(self._inside)
        head.addWidget(self._stack)
        tail = QVBoxLayout()
        tail.setContentsMargins(RIM, 4, 0, 0)  # numbers may use the margin
        tail.addWidget(self._mix)
        content = QWidget()
        column = self._column = QVBoxLayout(content)
        column.setContentsMargins(_MARGIN - RIM, 18, _MARGIN - RIM, 14)
        column.setSpacing(8)
        column.addLayout(head)
        head.addWidget(self.ask)
        column.addWidget(self.prose)
        column.addLayout(tail)
        column.addStretch(1)
        self._content = content
        self._scroll = QScrollArea()
        self._scroll.setObjectName("lessonScroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self.setFocusProxy(self.prose)
        self.prose.run_entered.connect(self._on_entered)
        self.prose.run_chosen.connect(self._on_chosen)

    # -- what is shown ---------------------------------------------------------------------------

    def _on_step(self) -> None:
        """Show the step from its top, or go on where one reads: a switch or a head is no step."""
        cursor = self._document.cursor
        before, self._stands_at = self._stands_at, (cursor.lesson.name, cursor.index)
        self._show_step()
        if self._stands_at != before:
            self._scroll.verticalScrollBar().setValue(0)

    def _show_step(self) -> None:
        document = self._document
        index = document.cursor.index
        self._stack.setMinimumHeight(self._stack.sizeHint().height())
        place = self.tr("Step {number} of {count}").format(
            number=index + 1, count=len(document.lesson.steps)
        )
        self._place.setText(f"{place}  ·  {stage_title(document.cursor.step.stage)}")
        self.setAccessibleName(self.tr("The lesson"))
        self.prose.setAccessibleName(self.tr("The lesson"))
        self._beyond.setVisible(not self._is_there())
        self._beyond.setText(
            self.tr(
                "The example now ends before this step, so the step has no numbers. "
                "“The example ends after”, in Experiments, brings them back."
            )
        )
        self._show_formula()
        self._show_prose()

    def _is_there(self) -> bool:
        """Whether the pipeline, as the switches have it now, reaches the stage of the step."""
        document = self._document
        reached = {node.stage for node in document.graph.nodes}
        return document.cursor.step.stage in reached

    def _on_values(self, _names: object) -> None:
        self._show_prose()

    def _show_prose(self) -> None:
        document = self._document
        prose = document.lesson.prose_of(document.cursor.index, document.language)
        context = document.context()
        asking = document.predicting.asking
        title = self.tr("Predict") if asking else plain_text(bind(prose.title, context))
        self._title.setText(title)
        self._runs = [] if asking else bind(prose.text, context)  # its numbers give answers away
        self.prose.show_runs(self._runs, document.language, self._appearance.theme)
        self.prose.setVisible(not asking)
        self.ask.refresh()
        self._mix.refresh()
        text = inside_text(document)
        self._inside.setVisible(bool(text))
        self._inside.setText(text)
        self._inside.setAccessibleName(text)
        self._stack.refresh()

    def _show_formula(self) -> None:
        """The formulas of the step, as far as the switches of now leave their nodes."""
        step, graph = self._document.cursor.step, self._document.graph
        names = [name for name in step.formula if name in graph]
        look = self._appearance.theme
        text = r"\quad ".join(latex(graph, name, look, by_cell=step.by_cell) for name in names)
        spoken = "; ".join(self._spoken(name) for name in names)
        self._formula.setVisible(bool(names))
        if names:
            self._formula.show_formula(text, scaled(_FORMULA_SIZE), look.text, spoken)

    def _spoken(self, name: str) -> str:
        """`S = Q Kᵀ`, or `W_Q: 4×3` for an input."""
        graph = self._document.graph
        node = graph[name]
        if node.op is None:
            return f"{node.symbol}: {format_shape(graph.shapes[name])}"
        text = node.op.plain.replace("<out>", node.symbol)
        for index, source in enumerate(node.inputs):
            text = text.replace(f"<{index}>", graph[source].symbol)
        return text

    # -- live numbers ----------------------------------------------------------------------------

    def _on_entered(self, index: int) -> None:
        run = self._runs[index] if 0 <= index < len(self._runs) else None
        if run is not None and run.cells:
            self._hovering = True
            self._document.hover(run.node, run.cells[0])
        elif self._hovering:
            self._hovering = False
            self._document.hover()
        if run is not None and self.prose.hasFocus():
            area = self.prose.run_areas(index)[0]
            top_left = self.prose.mapTo(self._content, area.topLeft())
            self._reveal(QRect(top_left, area.size()))

    def _reveal(self, area: QRect) -> None:
        centre = area.center()
        self._scroll.ensureVisible(centre.x(), centre.y(), 0, area.height())

    def _on_chosen(self, index: int) -> None:
        run = self._runs[index]
        self._document.select(run.node, run.cells[0] if run.cells else None)

    # -- sizes and language ----------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        width = max(self.width(), 240)
        return QSize(316, self._column.totalHeightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 110)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._show_step()
        super().changeEvent(event)
