"""What a person is asked before it is shown: the question, hints, the answer and how it was."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.errors import SoftmixError
from engine.explain import explain
from engine.files import write_file
from engine.numbers import format_number
from engine.predict import HINTS, SHARES_RIGHT, TOLERANCE, count, tally_csv
from gui.document import Document
from gui.drawing.summary import made_text
from gui.i18n import error_text
from gui.lesson.shares import Shares
from gui.names import node_title
from gui.parts import cell_part
from gui.predicting import Visit

_ACROSS = 3


class AskPanel(QWidget):
    """Stands where the lesson's prose stands while the step's result is covered; then the tally."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("askPanel")
        self._document = document
        self._choices: list[QPushButton] = []
        self._shown: tuple[int, int] | None = None
        self._question = self._label("askQuestion", "heading")
        self._hints = self._label("askHints", "inside")
        self._verdict = self._label("askVerdict", "heading")
        self._rule = self._label("askRule", "muted")
        self._entry = QLineEdit()
        self._entry.setObjectName("askEntry")
        self._entry.returnPressed.connect(self._check)
        self._check_button = self._button("askCheck", "primary", self._check)
        self._hint_button = self._button("askHint", "outlined", self._hint)
        self._show_button = self._button("askShow", "outlined", self._show_one)
        self._all_button = self._button("askShowAll", "outlined", self._show_all)
        self._save_button = self._button("tallySave", "outlined", self._save)
        self._again_button = self._button("tallyAgain", "outlined", document.predicting.start_over)
        self._shares = Shares()
        self._choice_grid = QGridLayout()
        self._choice_grid.setSpacing(6)
        answer = QHBoxLayout()
        answer.addWidget(self._entry, 1)
        answer.addWidget(self._check_button)
        more = QHBoxLayout()
        for button in (self._hint_button, self._show_button, self._all_button):
            more.addWidget(button)
        more.addStretch(1)
        tally = QHBoxLayout()
        tally.addWidget(self._save_button)
        tally.addWidget(self._again_button)
        tally.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(8)
        column.addWidget(self._question)
        column.addWidget(self._hints)
        column.addWidget(self._shares)
        column.addLayout(answer)
        column.addLayout(self._choice_grid)
        column.addWidget(self._verdict)
        column.addLayout(more)
        column.addLayout(tally)
        column.addWidget(self._rule)
        document.predicting.typed.connect(self._on_typed)
        self._retranslate()
        self.hide()

    def _label(self, name: str, kind: str) -> QLabel:
        label = QLabel()
        label.setObjectName(name)
        label.setProperty("kind", kind)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _button(self, name: str, kind: str, slot: object) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setProperty("kind", kind)
        button.clicked.connect(slot)
        return button

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def wanted(self) -> bool:
        """Whether there is anything to ask or to say at the step."""
        document = self._document
        predicting = document.predicting
        at_end = predicting.on and document.cursor.at_end and bool(predicting.records)
        return predicting.visit is not None or at_end

    def refresh(self) -> None:
        """Another question, another verdict, other words."""
        visit = self._document.predicting.visit
        self.setVisible(self.wanted)
        asking = visit is not None and visit.question is not None
        question = visit.question if visit is not None else None
        number = question is not None and question.kind == "number"
        shares = question is not None and question.kind == "shares"
        self._entry.setVisible(number)
        self._shares.setVisible(shares)
        self._check_button.setVisible(number or shares)
        for widget in (self._hint_button, self._show_button, self._all_button):
            widget.setVisible(asking)
        self._hints.setVisible(asking)
        ended = not asking and bool(self._document.predicting.records)
        self._save_button.setVisible(ended)
        self._again_button.setVisible(ended)
        if visit is not None and visit.question is not None:
            self._ask(visit)
        else:
            self._drop_choices()
            self._question.setText(self._over_text(visit))
            self._verdict.setText(self._verdict_text(visit))
            self._rule.setText(self._tally_text())
        self._verdict.setVisible(bool(self._verdict.text()))

    def _ask(self, visit: Visit) -> None:
        document, question = self._document, visit.question
        assert question is not None
        axes = document.graph[question.node].axes
        row = document.axis_label(axes[0], question.cell[-2])
        if question.kind == "largest":
            text = self.tr("Which word gets the most of “{row}” in {node}?").format(
                row=row, node=node_title(question.node)
            )
        elif question.kind == "shares":
            text = self.tr("How does “{row}” share out its attention? Set the bars.").format(
                row=row
            )
        else:
            name = document.cell_name(question.node, question.cell)
            text = self.tr("What is {cell}?").format(cell=name)
        done = self.tr("{done} of {count}").format(
            done=len(visit.outcome), count=len(visit.asked.questions)
        )
        self._question.setText(self.tr("{question} ({done})").format(question=text, done=done))
        place = (document.cursor.index, visit.at)
        if place != self._shown:
            self._shown = place
            self._entry.clear()
            if question.kind == "shares":
                self._shares.take_words(document.axis_labels(axes[1]))
        self._entry.setAccessibleName(text)
        self._show_choices(visit)
        hints = self._hint_lines(visit)
        self._hints.setText("\n".join(hints))
        self._hints.setVisible(bool(hints))
        self._hint_button.setEnabled(visit.hints.get(visit.at, 0) < HINTS)
        self._verdict.setText(self._verdict_text(visit))
        rule = self.tr("You can go on at any time: what you skip is filled in for you.")
        if question.kind == "shares":
            apart = self.tr("Right within {part} % of the whole.")
            rule = f"{apart.format(part=round(100 * SHARES_RIGHT))} {rule}"
        if question.kind == "number":
            exactly = self.tr("Whole numbers exactly, others within {tolerance}; 1/3 will do.")
            rule = f"{exactly.format(tolerance=format_number(TOLERANCE, 3))} {rule}"
        self._rule.setText(rule)

    def _over_text(self, visit: Visit | None) -> str:
        if visit is None:
            return self.tr("The tally")
        return self.tr("All of {node} is there.").format(node=node_title(visit.asked.node))

    def _tally_text(self) -> str:
        counted = count(self._document.predicting.records)
        return self.tr(
            "Right at once: {at_once}. Right later, or with a hint: {right}. Shown: {shown}. "
            "Skipped: {skipped}."
        ).format(**counted._asdict())

    def _verdict_text(self, visit: Visit | None) -> str:
        if visit is None or visit.verdict is None:
            return ""
        if visit.verdict == "right":
            return self.tr("Right.")
        off = visit.off
        if visit.question is not None and visit.question.kind == "shares":
            near = visit.verdict == "near"
            return self.tr("Near, not quite.") if near else self.tr("Shared out otherwise.")
        if off is None:
            return self.tr("Another word gets more.")
        size = format_number(abs(off), 3)
        text = self.tr("{size} too high.") if off > 0 else self.tr("{size} too low.")
        sign = self.tr("Near: ") if visit.verdict == "near" else ""
        return f"{sign}{text.format(size=size)}"

    def _show_choices(self, visit: Visit) -> None:
        self._drop_choices()
        question = visit.question
        if question is None or question.kind != "largest":
            return
        labels = self._document.axis_labels(self._document.graph[question.node].axes[1])
        for index, label in enumerate(labels):
            button = QPushButton(label.replace("&", "&&"))
            button.setObjectName(f"askChoice{index}")
            button.setProperty("kind", "outlined")
            button.setProperty("column", index)
            button.clicked.connect(self._choose)
            self._choices.append(button)
            self._choice_grid.addWidget(button, index // _ACROSS, index % _ACROSS)

    def _drop_choices(self) -> None:
        for button in self._choices:
            self._choice_grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._choices = []

    # -- hints -----------------------------------------------------------------------------------

    def _hint_lines(self, visit: Visit) -> list[str]:
        """First what goes in, then how it is paired, then what is added (never what it makes)."""
        document, question = self._document, visit.question
        rungs = visit.hints.get(visit.at, 0)
        if question is None or rungs == 0:
            return []
        made = explain(document.evaluator, question.node, question.cell)
        sources = made.sources()
        names = dict.fromkeys(source.node for source in sources)
        document.mark(*(cell_part(source.node, source.cell) for source in sources[:64]))
        lines = [self.tr("Look at: {nodes}").format(nodes=", ".join(map(self._where, names)))]
        if rungs > 1:
            pairs = [
                "·".join(_bracketed(source.value) for source in term.sources)
                for term in list(made.terms)[:8]
            ]
            lines.append(self.tr("The numbers: {numbers}").format(numbers=",  ".join(pairs)))
        if rungs > 2:
            lines.append(self.tr("So: {made}").format(made=made_text(made)))
        return lines

    def _where(self, name: str) -> str:
        return f"{node_title(name)} ({self._document.graph[name].symbol})"

    # -- answering -------------------------------------------------------------------------------

    def _on_typed(self, text: str) -> None:
        self._entry.setFocus()
        self._entry.setText(text)

    def _check(self) -> None:
        visit = self._document.predicting.visit
        if visit is not None and visit.question is not None and visit.question.kind == "shares":
            self._document.predicting.check_shares(self._shares.values())
            return
        try:
            self._document.predicting.check_text(self._entry.text())
        except SoftmixError as error:
            self._verdict.setText(error_text(error))
            self._verdict.show()
        self._entry.selectAll()

    def _choose(self) -> None:
        self._document.predicting.check(float(self.sender().property("column")))

    def _hint(self) -> None:
        self._document.predicting.hint()

    def _show_one(self) -> None:
        self._document.predicting.show()

    def _show_all(self) -> None:
        self._document.predicting.show(all_of_them=True)

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the tally"), "softmix-tally.csv", "CSV (*.csv)"
        )
        if name:
            self.save_tally(Path(name))

    def save_tally(self, path: Path) -> None:
        """Write the tally; what goes wrong is said where the verdicts stand."""
        header = [
            self.tr("Step"),
            self.tr("Cell"),
            self.tr("Tries"),
            self.tr("Hints"),
            self.tr("How"),
        ]
        names = {
            "right": self.tr("right"), "shown": self.tr("shown"), "skipped": self.tr("skipped"),
        }  # fmt: skip
        text = tally_csv(self._document.predicting.records, header, names)
        try:
            write_file(path, text.encode("utf-8-sig"))
        except SoftmixError as error:
            self._verdict.setText(error_text(error))
            self._verdict.show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._entry.setPlaceholderText(self.tr("Your prediction"))
        self._check_button.setText(self.tr("Check"))
        self._hint_button.setText(self.tr("Hint"))
        self._show_button.setText(self.tr("Show"))
        self._show_button.setToolTip(self.tr("Show this one"))
        self._all_button.setText(self.tr("Show all"))
        self._save_button.setText(self.tr("Save the tally…"))
        self._again_button.setText(self.tr("Start again"))


def _bracketed(value: float) -> str:
    text = format_number(value, 3)
    return f"({text})" if value < 0 else text
