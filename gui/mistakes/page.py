"""One mistake: what it is, the question, the button that makes it, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engine.errors import SoftmixError
from engine.mistakes import MISTAKES, Label, Mistake, Outcome
from engine.state import State
from gui.appearance import Appearance
from gui.document import Document
from gui.i18n import error_text
from gui.mistakes.catalogue import TEXTS, filled, title
from gui.mistakes.parts import Choice, label
from gui.mistakes.session import Made, Session

translate = QCoreApplication.translate

#: Cells that can be gone to, at most.
_MOST_PLACES = 3


class MistakePage(QWidget):
    """Predict, make it, look, take it back. What the numbers say follows every edit.

    Signals:
        next_wanted: the mistake after this one is wanted.
    """

    next_wanted = Signal()

    def __init__(
        self,
        document: Document,
        appearance: Appearance,
        session: Session,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("mistakePage")
        self._document = document
        self._appearance = appearance
        self._session = session
        self.mistake: Mistake = MISTAKES[0]
        self._curves: QWidget | None = None
        self._make_parts()
        self._lay_out()
        session.changed.connect(self._follow)
        session.refused.connect(self._refuse)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self._retranslate()

    def _make_parts(self) -> None:
        self._title = label("title", "mistakeTitle")
        self._why = label("", "mistakeWhy")
        self._question_heading = label("heading")
        self._question = label("", "mistakeQuestion")
        self._where = label("muted", "mistakeWhere")
        self.choices = [Choice(str(index)) for index in range(4)]
        self._group = QButtonGroup(self)
        for index, choice in enumerate(self.choices):
            choice.setObjectName(f"mistakeChoice{index + 1}")
            self._group.addButton(choice, index)
        self._group.idClicked.connect(self._on_guess)
        self._example = label("muted", "mistakeExample")
        self._make = self._button("makeMistakeButton", "primary", self._on_make)
        self._refusal = label("wrong", "mistakeRefusal")
        self._after = QWidget()
        self._verdict = label("heading", "mistakeVerdict")
        self._said = label("", "mistakeSaid")
        self._numbers_heading = label("heading")
        self._findings = [label("", f"mistakeFinding{index + 1}") for index in range(3)]
        self._lost = label("muted", "mistakeLost")
        self._look_heading = label("heading")
        self._look = label("", "mistakeLook")
        self._places = [
            self._button(f"mistakePlace{index + 1}", "outlined", None)
            for index in range(_MOST_PLACES)
        ]
        self._place_group = QButtonGroup(self)
        for index, button in enumerate(self._places):
            self._place_group.addButton(button, index)
        self._place_group.setExclusive(False)
        self._place_group.idClicked.connect(self._session.look_at)
        self._back = self._button("takeBackButton", "outlined", self._on_take_back)
        self._next = self._button("nextMistakeButton", "outlined", self.next_wanted)
        self._source = label("muted", "mistakeSource")

    def _button(self, name: str, kind: str, slot: object) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setProperty("kind", kind)
        button.setIconSize(QSize(16, 16))
        if slot is not None:
            button.clicked.connect(slot)
        return button

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setObjectName("page")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(20, 2, 20, 16)
        self._column.setSpacing(6)
        for part in (self._title, self._why):
            self._column.addWidget(part)
        self._column.addSpacing(6)
        asked: list[QWidget] = [self._question_heading, self._question, *self.choices, self._where]
        for widget in asked:
            self._column.addWidget(widget)
        self._column.addSpacing(4)
        self._column.addWidget(self._make, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._example)
        self._column.addWidget(self._refusal)
        after = QVBoxLayout(self._after)
        after.setContentsMargins(0, 6, 0, 0)
        after.setSpacing(6)
        after.addWidget(self._verdict)
        after.addWidget(self._said)
        after.addSpacing(6)
        for part in (self._numbers_heading, *self._findings, self._lost):
            after.addWidget(part)
        after.addSpacing(6)
        after.addWidget(self._look_heading)
        after.addWidget(self._look)
        for button in self._places:
            after.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._below = after
        self._column.addWidget(self._after)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.setContentsMargins(0, 8, 0, 0)
        buttons.addWidget(self._back)
        buttons.addWidget(self._next)
        buttons.addStretch(1)
        self._column.addLayout(buttons)
        self._column.addWidget(self._source)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("mistakeScroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    # -- what a person does ------------------------------------------------------------------------

    def show_mistake(self, mistake: Mistake) -> None:
        """Turn to another mistake."""
        self.mistake = mistake
        self._refusal.hide()
        self._scroll.verticalScrollBar().setValue(0)
        self.refresh()

    def enter(self) -> None:
        """Give the focus to the choices, or, once the mistake is made, to the way back."""
        made = self._back.isVisibleTo(self)
        widget = self._back if made else self._group.checkedButton() or self.choices[0]
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_guess(self, index: int) -> None:
        self._session.guess(self.mistake, self.mistake.choices[index])
        self.refresh()

    def _on_make(self) -> None:
        self._refusal.hide()
        if self._session.make(self.mistake):
            self.refresh()
            self._column.activate()
            self._scroll.ensureWidgetVisible(self._verdict, 0, self._scroll.height() // 2)
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_take_back(self) -> None:
        self._session.take_back()
        self._scroll.verticalScrollBar().setValue(0)

    def _refuse(self, error: object) -> None:
        if isinstance(error, SoftmixError):
            self._refusal.setText(error_text(error))
            self._refusal.show()

    # -- what is shown -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the mistake as it stands: asked, or made."""
        session, mistake, texts = self._session, self.mistake, TEXTS[self.mistake.key]
        made = session.made
        made = made if made is not None and made.mistake is mistake else None
        state, filling = session.asked(mistake)

        def namer(at: Label) -> str:
            return session.name_of(at, state)

        self._title.setText(title(mistake.key))
        self._why.setText(filled(texts.why, filling, namer))
        self._question.setText(filled(texts.question, filling, namer))
        self._show_choices([filled(texts.choices[key], filling, namer) for key in mistake.choices])
        self._where.setText(self._about_place(state))
        self._where.setVisible(bool(self._where.text()))
        self._make.setVisible(made is None)
        self._example.setVisible(made is None)
        if made is None:
            self._example.setText(self._about_example())
        self._after.setVisible(made is not None)
        self._back.setVisible(made is not None)
        self._source.setText(translate("mistakes", texts.source) if texts.source else "")
        self._source.setVisible(made is not None and bool(texts.source))
        if made is not None:
            self._show_outcome(made)

    def _show_choices(self, said: list[str]) -> None:
        made = self._session.made
        guess = self._session.guesses.get(self.mistake.key, "")
        fixed = made is not None and made.mistake is self.mistake
        if fixed and made is not None:
            guess = made.guess
        self._group.setExclusive(False)
        for index, choice in enumerate(self.choices):
            there = index < len(said)
            choice.setVisible(there)
            choice.setChecked(there and self.mistake.choices[index] == guess)
            choice.set_fixed(fixed)
            if there:
                choice.say(said[index])
        self._group.setExclusive(True)

    def _about_place(self, state: State) -> str:
        """In which head and block the numbers are read."""
        of_head = state.config.heads > 1 and TEXTS[self.mistake.key].of_head
        if of_head and state.config.blocks > 1:
            return self.tr("Single numbers are those of the first head of the first block.")
        if of_head:
            return self.tr("Single numbers are those of the first head.")
        if state.config.blocks > 1:
            return self.tr("Single numbers are those of the first block.")
        return ""

    def _about_example(self) -> str:
        """Which example the mistake would be made in, and what goes before."""
        session = self._session
        replaced = session.replaces()
        parts = []
        if replaced is not None:
            text = self.tr("Takes back “{mistake}” first.")
            parts.append(text.format(mistake=title(replaced.mistake.key)))
        if session.fits(self.mistake):
            parts.append(self.tr("In the open example, as one undo step."))
        else:
            scenario, _, _ = session.example(self.mistake.scenario)
            text = self.tr("Opens the example “{title}”, which shows it best.")
            name = scenario.title.zh if self._document.language == "zh" else scenario.title.en
            parts.append(text.format(title=name))
        return "\n".join(parts)

    def _show_outcome(self, made: Made) -> None:
        mistake, texts = made.mistake, TEXTS[made.mistake.key]
        said = {key: self.choices[i].said for i, key in enumerate(mistake.choices)}
        right = said[made.outcome.answer]
        if not made.guess:
            self._verdict.setText(self.tr("No prediction was made"))
            self._said.setText(self.tr("It is: {right}.").format(right=right))
        else:
            came_true = self.tr("✓  As predicted")
            other = self.tr("✗  Not as predicted")
            self._verdict.setText(came_true if made.right else other)
            text = self.tr("You said: {said}. It is: {right}.")
            self._said.setText(text.format(said=said[made.guess], right=right))
        outcome = self._session.now()
        self._lost.setVisible(outcome is None)
        self._numbers_heading.setVisible(outcome is not None)
        for line in self._findings:
            line.setVisible(False)
        if outcome is not None:
            self._show_findings(outcome)
        self._look.setText(translate("mistakes", texts.look))
        self._show_places(made)
        self._show_curves(mistake.key == "no-divisor")
        later = self._session.later_edits
        tip = self.tr("Undo it, and the changes made after it") if later else self.tr("Undo it")
        self._back.setToolTip(tip)

    def _show_findings(self, outcome: Outcome) -> None:
        def namer(at: Label) -> str:
            return self._document.axis_label(at.axis, at.place)

        ended = self.tr("{text} An edit has ended what the mistake makes so.")
        for line, finding in zip(self._findings, outcome.findings, strict=False):
            text = filled(TEXTS[self.mistake.key].findings[finding.key], finding.filling, namer)
            line.setText(text if finding.holds else ended.format(text=text))
            kind = "" if finding.holds else "wrong"
            if line.property("kind") != kind:
                line.setProperty("kind", kind)
                line.style().unpolish(line)
                line.style().polish(line)
            line.setVisible(True)

    def _show_places(self, made: Made) -> None:
        document = self._document
        for index, button in enumerate(self._places):
            there = index < len(made.outcome.places)
            there = there and made.outcome.places[index].node in document.graph
            button.setVisible(there)
            if there:
                node, cell = made.outcome.places[index]
                shape = document.graph.shapes[node]
                inside = cell is not None and len(cell) == len(shape) and all(
                    i < n for i, n in zip(cell, shape, strict=True)
                )  # fmt: skip
                name = document.cell_name(node, cell) if cell is not None and inside else node
                button.setText(self.tr("Show {cell}").format(cell=name))

    def _show_curves(self, shown: bool) -> None:
        if shown and self._curves is None:
            from gui.mistakes.curves import CurvesView  # pyqtgraph takes a moment

            self._curves = CurvesView(self._document, self._appearance)
            self._below.insertWidget(self._below.indexOf(self._look_heading), self._curves)
        elif self._curves is not None and shown:
            self._curves.refresh()  # type: ignore[attr-defined]  # a CurvesView, imported late
        if self._curves is not None:
            self._curves.setVisible(shown)

    # -- following ---------------------------------------------------------------------------------

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        super().showEvent(event)

    def _restyle(self) -> None:
        self._back.setIcon(self._appearance.icon("undo"))
        self._next.setIcon(self._appearance.icon("next"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._follow()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._question_heading.setText(self.tr("Predict first"))
        self._make.setText(self.tr("Set it up"))
        self._numbers_heading.setText(self.tr("What the numbers say"))
        self._lost.setText(
            self.tr("The example has other sizes by now. Take the mistake back to compare again.")
        )
        self._look_heading.setText(self.tr("What to look at"))
        self._back.setText(self.tr("Take it back"))
        self._next.setText(self.tr("Next mistake"))
