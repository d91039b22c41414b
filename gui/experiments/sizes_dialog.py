"""The sizes of the example: what fits is offered, what does not is refused before it is asked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from engine.errors import SoftmixError
from engine.pipeline import MAX_BLOCKS, MAX_FEATURES, MAX_HEADS, MAX_HIDDEN, MAX_WORDS
from engine.sizes import Plan, Size, fitting_heads, plan, sizes_of, ways_out
from gui.document import Document
from gui.drawing.fonts import scaled
from gui.experiments.offers import Offers
from gui.i18n import error_text
from gui.number_box import inset

_LIMITS: dict[Size, int] = {
    "word": MAX_WORDS,
    "memory": MAX_WORDS,
    "d_model": MAX_FEATURES,
    "head": MAX_HEADS,
    "d_k": MAX_FEATURES,
    "d_v": MAX_FEATURES,
    "d_ff": MAX_HIDDEN,
    "blocks": MAX_BLOCKS,
}
#: So many words are named; of the rest the number is said.
_NAMED = 4
_WORTH_SAYING = 100  # MB; less is no matter
_BOXES: dict[Size, str] = {
    "word": "wordsBox",
    "memory": "memoryWordsBox",
    "d_model": "modelBox",
    "head": "headsBox",
    "d_k": "keyBox",
    "d_v": "valueBox",
    "d_ff": "hiddenBox",
    "blocks": "blocksBox",
}


class SizesDialog(QDialog):
    """All sizes of the open example. What is changed is one undo step, made at the end."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sizesDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Sizes"))
        self._document = document
        self._state = document.state()
        self._start = sizes_of(self._state)
        self._boxes: dict[Size, QSpinBox] = {}
        self._notes: dict[Size, QLabel] = {}
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(8)
        self._rows.setColumnStretch(2, 1)
        for size in _LIMITS:
            self._add_box(size)
        self._heads = Offers("headsOffers")
        self._heads.chosen.connect(self._choose)
        self._made = self._label("sizesMade", "")
        self._refusal = self._label("sizesRefusal", "wrong")
        self._ways = Offers("waysOut")
        self._ways.chosen.connect(self._choose)
        self._lay_out()
        self._check()

    # -- making ----------------------------------------------------------------------------------

    def _add_box(self, size: Size) -> None:
        if size == "memory" and size not in self._start:
            return
        box, note, title = inset(QSpinBox()), self._label(f"{_BOXES[size]}Note", "muted"), QLabel()
        box.setObjectName(_BOXES[size])
        box.setRange(1, _LIMITS[size])
        box.setFixedWidth(scaled(84))
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title.setText(self._title(size))
        title.setBuddy(box)
        box.setAccessibleName(title.text())
        there = size in self._start
        box.setEnabled(there)
        if there:
            box.setValue(self._start[size])
            box.valueChanged.connect(self._check)
        else:
            box.setSpecialValueText("–")  # at its least value, which is where it stands
        row = self._rows.rowCount()
        for column, widget in enumerate((title, box, note)):
            self._rows.addWidget(widget, row, column)
        self._boxes[size], self._notes[size] = box, note
        note.setText(self._about(size) if there else self.tr("Only a whole block has it."))

    def _label(self, name: str, kind: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setProperty("kind", kind)
        label.setWordWrap(True)
        return label

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox()
        self._keep = buttons.addButton(
            self.tr("Change the sizes"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._keep.setObjectName("changeSizesButton")
        self._keep.setProperty("kind", "primary")
        cancel = buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setObjectName("cancelSizesButton")
        cancel.setProperty("kind", "outlined")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(12)
        about = self._label("sizesAbout", "muted")
        about.setText(self.tr("What stays keeps its numbers. All changes are one undo step."))
        column.addWidget(about)
        column.addLayout(self._rows)
        column.addWidget(self._heads)
        column.addWidget(self._made)
        column.addWidget(self._refusal)
        column.addWidget(self._ways)
        column.addStretch(1)
        column.addWidget(buttons)
        self.setMinimumWidth(scaled(500))

    # -- checking as one types ---------------------------------------------------------------------

    @property
    def asked(self) -> dict[Size, int]:
        """The sizes as they are in the boxes, those that the example has."""
        return {size: self._boxes[size].value() for size in self._start}

    def _check(self) -> None:
        """Say what the sizes make, or why they do not fit."""
        sizes = self.asked
        try:
            made = plan(self._state, sizes)
        except SoftmixError as error:
            self._refusal.setText(error_text(error))
            ways = ways_out(self._state, sizes)
            self._ways.offer(
                self.tr("This fits too:"), [(f"{s} = {n}", s, n) for s, n in ways if s != "head"]
            )
            fits = False
        else:
            self._made.setText(self._says(made))
            self._ways.offer("", [])
            fits = True
        self._made.setVisible(fits)
        self._refusal.setVisible(not fits)
        self._keep.setEnabled(fits and sizes != self._start)
        heads = fitting_heads(self._state, sizes)
        offered = heads if len(heads) < MAX_HEADS else []  # where all fit, none need be offered
        self._heads.offer(self.tr("Heads that fit:"), [(str(n), "head", n) for n in offered])
        for axis in ("word", "memory"):
            if axis in self._start:
                self._notes[axis].setText(self._words_note(axis, sizes[axis]))

    def accept(self) -> None:
        """Change the sizes: one undo step."""
        try:
            self._document.resize_all(self.asked)
        except SoftmixError as error:
            self._refusal.setText(error_text(error))
            self._refusal.show()
            return
        super().accept()

    def _choose(self, size: Size, number: int) -> None:
        self._boxes[size].setValue(number)

    # -- texts -----------------------------------------------------------------------------------

    def _title(self, size: Size) -> str:
        titles: dict[Size, str] = {
            "word": self.tr("Number of words"),
            "memory": self.tr("Memory words"),
            "head": self.tr("Heads"),
            "blocks": self.tr("Blocks"),
        }
        return titles.get(size, size)

    def _about(self, size: Size) -> str:
        texts: dict[Size, str] = {
            "d_model": self.tr("numbers that describe a word: columns of X"),
            "head": self.tr("attentions side by side"),
            "d_k": self.tr("columns of Q and K, in each head"),
            "d_v": self.tr("columns of V and Z, in each head"),
            "d_ff": self.tr("columns of the hidden layer H"),
            "blocks": self.tr("one on top of the other"),
        }
        return texts.get(size, "")

    def _words_note(self, axis: Size, count: int) -> str:
        """Which words come or go, by name."""
        words = self._document.axis_names("memory" if axis == "memory" else "word")
        if count < len(words):
            return self.tr("These go: {words}").format(words=self._listed(words[count:]))
        if count > len(words):
            more = [words[place % len(words)] for place in range(len(words), count)]
            text = self.tr("The words repeat, with the same vectors: {words}")
            return text.format(words=self._listed(more))
        return self.tr("Type other words in the sentence field.")

    def _says(self, made: Plan) -> str:
        config = made.config
        numbers = self.tr("{learned} numbers are learned; the matrices hold {numbers} in all.")
        text = numbers.format(learned=f"{made.learned:,}", numbers=f"{made.numbers:,}")
        if made.memory > _WORTH_SAYING:
            text += " " + self.tr("They take about {size} MB.").format(size=f"{made.memory:,}")
        if config.heads == 1 or config.extent == "head":
            return text
        concat = self.tr("{heads} heads × {d_v} = {columns} columns in concat.").format(
            heads=config.heads, d_v=config.d_v, columns=config.heads * config.d_v
        )
        return f"{concat} {text}"

    def _listed(self, words: list[str]) -> str:
        """The first few of the words, and how many follow."""
        text = self.tr(", ").join(words[:_NAMED])
        left = len(words) - _NAMED
        return (
            self.tr("{words} and {count} more").format(words=text, count=left) if left > 0 else text
        )


def ask_sizes(document: Document, parent: QWidget | None) -> SizesDialog:
    """Open the dialog of the sizes."""
    dialog = SizesDialog(document, parent)
    dialog.open()
    return dialog
