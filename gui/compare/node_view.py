"""One matrix of a comparison: A, B, their difference and relative difference, side by side."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine.numbers import format_shape
from engine.ops import Cell
from gui.appearance import Appearance
from gui.compare.comparing import NOW, Comparing
from gui.compare.pane import ComparePane
from gui.compare.planes import Planes, full_cell, planes_of
from gui.drawing.changes import change_words
from gui.matrix.lens import Lens
from gui.matrix.shown_plane import Place
from gui.matrix.widgets import Chooser
from gui.matrix.zoom_buttons import ZoomButtons
from gui.names import node_title

_ZOOM_STEP = 1.5
_WHOLE = -100  # so many steps smaller show the whole matrix
_PANES = ("beforePane", "afterPane", "differencePane", "relativePane")


class NodeView(QWidget):
    """Four panes that show the same part of a matrix and ring the same cell.

    Attributes:
        node: the node that is shown; empty where there is none.
    """

    def __init__(
        self, comparing: Comparing, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.node = ""
        self._comparing = comparing
        self._document = comparing.document
        self._keys = (comparing.baseline, NOW)
        self._planes: Planes | None = None
        self._hovered: Place | None = None
        self._selected: Cell | None = None
        self._head = self._document.head
        self.title = QLabel()
        self.title.setProperty("kind", "heading")
        self.about = QLabel()
        self.about.setProperty("kind", "muted")
        self.heads = Chooser(appearance)
        self.heads.setObjectName("compareHeadChooser")
        self.zoom = ZoomButtons(appearance, "compare")
        self.panes = tuple(ComparePane(name, appearance) for name in _PANES)
        self.said = QLabel()
        self.said.setObjectName("compareSaid")
        self.said.setProperty("kind", "muted")
        self.said.setWordWrap(True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        self.heads.activated.connect(self._on_head_chosen)
        self.zoom.steps.connect(self.zoom_by)
        self.zoom.fit.connect(self.fit)
        self._document.head_changed.connect(self._on_head)
        for pane in self.panes:
            pane.pointed.connect(self._on_pointed)
            pane.chosen.connect(self._on_chosen)
            pane.lens_wanted.connect(self._on_lens)
        self._retranslate()

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.addWidget(self.title)
        heading.addWidget(self.about)
        heading.addStretch(1)
        heading.addWidget(self.heads)
        heading.addWidget(self.zoom)
        grid = QGridLayout()
        grid.setSpacing(10)
        for index, pane in enumerate(self.panes):
            grid.addWidget(pane, *divmod(index, 2))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(heading)
        column.addLayout(grid, 1)
        column.addWidget(self.said)

    # -- what is shown -----------------------------------------------------------------------------

    def show_node(self, name: str, first: str, second: str, largest: Cell | None) -> None:
        """Show a node of two sides; what they do not have in one shape leaves all panes empty.

        Args:
            largest: the cell to begin with: where the largest change is.
        """
        if name != self.node:
            self.node, self._hovered = name, None
            here = largest is not None and (len(largest) < 3 or largest[0] == self._head)
            self._selected = largest[-2:] if largest is not None and here else None
        self._keys = (first, second)
        self.refresh()

    def refresh(self) -> None:
        """Read everything anew."""
        name, keys = self.node, self._keys
        sides = self._comparing.side(keys[0]), self._comparing.side(keys[1])
        shapes = [side.graph.shapes.get(name) for side in sides]
        there = bool(name) and shapes[0] is not None and shapes[0] == shapes[1]
        for pane in self.panes:
            pane.setVisible(there)
        self.title.setText(node_title(name) if there else "")
        self._planes = None
        if not there or shapes[1] is None:
            self.about.setText("")
            self.heads.hide()
            self._say()
            return
        shape = shapes[1]
        self.about.setText(f"{name}, {format_shape(shape[-2:])}")
        self._fill_heads(shape[0] if len(shape) > 2 else 1)
        self._planes = planes_of(self._comparing, *keys, name, self._head)
        labels = [self._comparing.label(key) for key in keys]
        titles = (
            self.tr("A: {side}").format(side=labels[0]),
            self.tr("B: {side}").format(side=labels[1]),
            self.tr("Difference, B − A"),
            self.tr("Relative difference, % of |A|"),
        )
        hints = (
            labels[0],
            labels[1],
            self.tr("What was added to each number; on a scale of its own."),
            self.tr(
                "The difference in percent of the number in A. A number that was 0 has none: its "
                "cell is hatched."
            ),
        )
        for pane, source, title, hint in zip(
            self.panes, self._planes.all, titles, hints, strict=True
        ):
            pane.show_source(source, title, hint)
        self._say()

    def _fill_heads(self, count: int) -> None:
        """A head for every plane; where the window has as many, it shows the same one."""
        self.heads.setVisible(count > 1)
        self._head = min(self._head, count - 1)
        if self.heads.count() != count:
            self.heads.clear()
            text = self.tr("Head {number}")
            self.heads.addItems([text.format(number=head + 1) for head in range(count)])
        self.heads.setCurrentIndex(self._head)

    def _on_head_chosen(self, head: int) -> None:
        self._head = head
        if self._document.graph.heads == self.heads.count():
            self._document.set_head(head)
        self.refresh()

    def _on_head(self) -> None:
        self._head = self._document.head
        self.refresh()

    # -- the cell that is looked at ----------------------------------------------------------------

    def _on_pointed(self, place: Place | None) -> None:
        if place != self._hovered:
            self._hovered = place
            self._say()

    def _on_chosen(self, place: Place) -> None:
        self._selected = place
        self._say()

    def _say(self) -> None:
        """Ring the cell in every pane, and say what it was and is."""
        planes, text = self._planes, ""
        if planes is None:
            self.said.clear()
            return
        rows, columns = planes.after.plane.shape
        if self._selected and (self._selected[0] >= rows or self._selected[1] >= columns):
            self._selected = None
        place: Place | None = self._hovered or self._chosen
        hidden = planes.after.plane.hidden
        if place is not None and hidden is not None and hidden[place]:
            place = None
        if place is not None:
            side = self._comparing.side(self._keys[1])
            cell = full_cell(side, self.node, self._head, *place)
            before, after = (
                float(source.plane.values[place]) for source in (planes.before, planes.after)
            )
            words = change_words(before, after)
            text = f"{self._comparing.cell_name(self.node, cell, self._keys[1])}: {words}"
        self.said.setText(text or self.tr("Point at a cell, or go to one with the arrow keys."))
        for pane in self.panes:
            pane.show_places(self._hovered, self._chosen, text)

    @property
    def _chosen(self) -> Place | None:
        return None if self._selected is None else (self._selected[0], self._selected[1])

    # -- the part in sight -------------------------------------------------------------------------

    def _on_lens(self, lens: Lens) -> None:
        for pane in self.panes:
            pane.show_lens(lens)

    def zoom_by(self, steps: float) -> None:
        """Cells larger by so many steps (smaller, where negative)."""
        lens = self.panes[0].lens
        if lens is not None:
            self._on_lens(lens.zoomed(_ZOOM_STEP**steps, lens.width / 2, lens.height / 2))

    def fit(self) -> None:
        """Show the whole matrix."""
        self.zoom_by(_WHOLE)

    # -- language ----------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.heads.setAccessibleName(self.tr("Head"))
        self.heads.clear()
        if self.node:
            self.refresh()
