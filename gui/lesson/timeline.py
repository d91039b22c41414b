"""The steps as dots on a line for every stage: where one stands, and a way to go anywhere."""

from __future__ import annotations

import html
from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.prose import bind, plain_text
from gui.appearance import Appearance
from gui.document import Document
from gui.drawing import fonts
from gui.drawing.painter import colour, paint
from gui.drawing.primitives import Text, TextRun
from gui.lesson.timeline_layout import (
    FLAG_ROOM,
    SMALL_GAP,
    Label,
    Stretch,
    label_size,
    labels,
    stretches,
)
from gui.names import STAGES, stage_title

_LINE_Y = 19.0
_HIT = 22.0
_DOT, _INNER, _RING, _FLAG = 4.2, 4.6, 8.0, 3.6


def _label_y() -> float:
    """The baseline of the labels, under the dots."""
    return _LINE_Y + 15 + label_size()


class StepTimeline(QWidget):
    """Clicking a dot goes to its step, clicking a stage's name to its first one."""

    def __init__(
        self, document: Document, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("stepTimeline")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._document = document
        self._appearance = appearance
        self._hovered = -1
        self._ring = False
        self._changed: frozenset[str] = frozenset()
        document.step_changed.connect(self._on_step)
        document.structure_changed.connect(self._on_values)
        document.values_changed.connect(self._on_values)
        document.marks_changed.connect(self._on_values)
        appearance.changed.connect(self.update)
        self._on_step()

    def sizeHint(self) -> QSize:
        return QSize(900, 60)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 60)

    # -- what is shown ---------------------------------------------------------------------------

    def step_text(self, index: int) -> str:
        """`Step 5 of 17, Scores: Compare one query with one key`."""
        document = self._document
        prose = document.lesson.prose_of(index, document.language)
        return self.tr("Step {number} of {count}, {stage}: {title}").format(
            number=index + 1,
            count=len(document.lesson.steps),
            stage=stage_title(document.lesson.steps[index].stage),
            title=plain_text(bind(prose.title, document.context())),
        )

    def step_area(self, index: int) -> QRect:
        """Where a click goes to a step."""
        for stretch in self._stretches():
            if 0 <= index - stretch.first < len(stretch.dots):
                x = stretch.dots[index - stretch.first]
                half = min(_HIT, (stretch.right - stretch.left) / len(stretch.dots) / 2)
                return QRectF(x - half, 0, 2 * half, 2 * _LINE_Y).toRect()
        return QRect()

    def _on_step(self) -> None:
        self.setAccessibleName(self.tr("Steps of the lesson"))
        self.setAccessibleDescription(self.step_text(self._document.cursor.index))
        self.update()

    def _on_values(self, _names: object = None) -> None:
        nodes = self._document.graph.nodes
        changed = frozenset(n.stage for n in nodes if self._document.has_changes(n.name))
        if changed != self._changed:
            self._changed = changed
            self.update()

    def _name(self, stage: str) -> tuple[str, str]:
        """`3`, `Scores`: the number the stage has in the diagram, and its title."""
        document = self._document
        there = {node.stage for node in document.graph.nodes}
        there |= {step.stage for step in document.lesson.steps}
        before = [one for one in STAGES if one in there and STAGES.index(one) < STAGES.index(stage)]
        return str(len(before) + 1), stage_title(stage)

    def _stretches(self) -> list[Stretch]:
        stages = [step.stage for step in self._document.lesson.steps]
        labels = [
            fonts.run_width(TextRun(" ".join(self._name(stage)), "", weight=600), label_size())
            + FLAG_ROOM
            for stage, _ in groupby(stages)
        ]
        return stretches(stages, labels, _RING + 4, self.width() - _RING - 4)

    # -- pointer ---------------------------------------------------------------------------------

    def _step_at(self, point: QPointF) -> int:
        """The step under a point, −1 where there is none."""
        line = self._stretches()
        if point.y() > 2 * _LINE_Y - 2:
            for stretch, label in zip(line, self._labels(line), strict=True):
                wide = fonts.run_width(label.run, label_size())
                if label.x <= point.x() <= label.x + wide:
                    return stretch.first
        for stretch in line:
            if not stretch.left - SMALL_GAP / 2 <= point.x() <= stretch.right + SMALL_GAP / 2:
                continue
            if point.y() > 2 * _LINE_Y - 2:
                return stretch.first
            x = min(stretch.dots, key=lambda dot: abs(dot - point.x()))
            near = abs(x - point.x()) <= _HIT
            return stretch.first + stretch.dots.index(x) if near else -1
        return -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._step_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and index >= 0:
            self._document.go_to(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._step_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            shape = Qt.CursorShape.PointingHandCursor if index >= 0 else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self._step_at(QPointF(event.pos()))
            if index >= 0:
                text = html.escape(self.step_text(index))
                QToolTip.showText(event.globalPos(), f"<qt>{text}</qt>", self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    # -- keyboard --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        document, key = self._document, event.key()
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            document.next_step()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            document.previous_step()
        elif key == Qt.Key.Key_Home:
            document.go_to(0)
        elif key == Qt.Key.Key_End:
            document.go_to(len(document.lesson.steps) - 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._on_step()
        super().changeEvent(event)

    # -- painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self._stretches()
        for stretch, label in zip(line, self._labels(line), strict=True):
            self._paint_line(painter, stretch)
            self._paint_label(painter, stretch, label)
            for offset, x in enumerate(stretch.dots):
                self._paint_dot(painter, stretch.first + offset, QPointF(x, _LINE_Y))
        if self._ring and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(self._appearance.theme.focus), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _paint_line(self, painter: QPainter, stretch: Stretch) -> None:
        """Ink as far as one has come."""
        look, now = self._appearance.theme, self._document.cursor.index
        painter.setPen(QPen(colour(look.hairline), 2))
        painter.drawLine(QPointF(stretch.left, _LINE_Y), QPointF(stretch.right, _LINE_Y))
        done = now - stretch.first
        if done >= 0:
            end = stretch.dots[done] if done < len(stretch.dots) else stretch.right
            painter.setPen(QPen(colour(look.text), 2))
            painter.drawLine(QPointF(stretch.left, _LINE_Y), QPointF(end, _LINE_Y))

    def _paint_dot(self, painter: QPainter, index: int, at: QPointF) -> None:
        look, now = self._appearance.theme, self._document.cursor.index
        ink = colour(look.text)
        if index == now:
            painter.setPen(QPen(ink, 2))
            painter.setBrush(colour(look.bar))
            painter.drawEllipse(at, _RING, _RING)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(at, _INNER, _INNER)
            return
        grown = 1.4 if index == self._hovered else 0.0
        if index < now:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(at, _DOT + grown, _DOT + grown)
        else:
            edge = look.text if index == self._hovered else look.edge
            painter.setPen(QPen(colour(edge), 1.5))
            painter.setBrush(colour(look.bar))
            painter.drawEllipse(at, _DOT + grown, _DOT + grown)

    def _labels(self, line: Sequence[Stretch]) -> list[Label]:
        now = self._document.cursor.index
        current = next(i for i, s in enumerate(line) if now < s.first + len(s.dots))
        names = [self._name(stretch.stage) for stretch in line]
        flags = [stretch.stage in self._changed for stretch in line]
        return labels(line, names, current, self._appearance.theme, flags)

    def _paint_label(self, painter: QPainter, stretch: Stretch, label: Label) -> None:
        look, y = self._appearance.theme, _label_y() - label_size() * 0.36
        if label.run.text:
            paint(painter, [Text(label.x, _label_y(), (label.run,), label_size())])
        if stretch.stage in self._changed:
            x = label.x + fonts.run_width(label.run, label_size()) + 8
            painter.setPen(QPen(colour(look.changed_ink), 1))
            painter.setBrush(colour(look.changed))
            at = QPointF(x, y) if label.run.text else QPointF(stretch.left, _LINE_Y)
            painter.drawEllipse(at, _FLAG, _FLAG)
