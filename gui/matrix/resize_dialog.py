"""Adding a word or a feature column: what it is called and what it holds."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from engine.errors import SoftmixError
from engine.graph import Axis
from engine.resize import Fill
from engine.words import Word
from gui.document import Document
from gui.i18n import error_text
from gui.number_box import inset

_LONGEST_WORD = 60
_LARGEST_SEED = 999_999


class ResizeDialog(QDialog):
    """Asks for a word (where the axis is the words) and for zeros or random numbers."""

    def __init__(
        self, document: Document, axis: Axis, index: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("resizeDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.document = document
        self.axis: Axis = axis
        self.index = index
        word = self._names_word = axis in ("word", "memory")
        self.setWindowTitle(self.tr("Add a word") if word else self.tr("Add a column"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        about = QLabel(self._about())
        about.setWordWrap(True)
        about.setProperty("kind", "muted")
        layout.addWidget(about)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        self.word_edit = self._make_word_edit()
        if word:
            form.addRow(self.tr("Word"), self.word_edit)
        layout.addLayout(form)
        self.zeros = QRadioButton(self.tr("Fill with zeros"))
        self.zeros.setObjectName("zerosButton")
        self.random = QRadioButton(self.tr("Fill with random numbers"))
        self.random.setObjectName("randomButton")
        self.seed = inset(QSpinBox())
        self.seed.setObjectName("seedBox")
        self.seed.setAccessibleName(self.tr("Seed"))
        self.seed.setRange(0, _LARGEST_SEED)
        self.seed.setValue(7)
        self.seed.setToolTip(self.tr("The same seed gives the same numbers again."))
        (self.random if word else self.zeros).setChecked(True)
        seed_form = QFormLayout()
        seed_form.setContentsMargins(28, 0, 0, 0)
        seed_form.addRow(self.tr("Seed"), self.seed)
        layout.addWidget(self.zeros)
        layout.addWidget(self.random)
        layout.addLayout(seed_form)
        self.message = QLabel()
        self.message.setObjectName("resizeMessage")
        self.message.setProperty("kind", "wrong")
        self.message.setWordWrap(True)
        self.message.hide()
        layout.addWidget(self.message)
        layout.addSpacing(4)
        layout.addWidget(self._make_buttons())
        self.random.toggled.connect(self.seed.setEnabled)
        self.seed.setEnabled(self.random.isChecked())
        self.word_edit.textChanged.connect(self._check)
        self._check()

    def accept(self) -> None:
        """Add it: one undo step. What cannot be added is said, and the dialog stays."""
        fill = Fill(self.seed.value() if self.random.isChecked() else None)
        text = " ".join(self.word_edit.text().split())
        word = Word(text, text) if self._names_word else None
        index = min(self.index, self.document.graph.sizes[self.axis])  # others may have gone since
        try:
            self.document.insert(self.axis, index, fill, word)
        except SoftmixError as error:
            self.message.setText(error_text(error))
            self.message.show()
            return
        super().accept()

    def _about(self) -> str:
        if self.axis == "memory":
            return self.tr("The word gets a row in X_M, K and V, and a column in S, S′ and A.")
        if self.axis == "word" and self.document.config.extent == "head":
            return self.tr(
                "The word gets a row in X, Q, K, V and Z, a row and a column in S, S′ and A. "
                "W_Q, W_K, W_V and the divisor stay as they are."
            )
        if self.axis == "word":
            return self.tr(
                "The word gets a row wherever words have rows, and a column in S, S′ and A. "
                "Learned matrices stay as they are."
            )
        if self.axis == "d_ff":
            return self.tr("W_1 and b_1 get one more column, and W_2 one more row.")
        if self.axis == "d_model":
            return self.tr("Every word gets one more number, and W_Q, W_K and W_V one more row.")
        if self.axis == "d_k":
            return self.tr("W_Q and W_K get one more column, and Q and K with them.")
        return self.tr("W_V gets one more column, and V with it.")

    def _make_word_edit(self) -> QLineEdit:
        edit = QLineEdit(self)
        edit.setObjectName("wordEdit")
        edit.setAccessibleName(self.tr("Word"))
        edit.setMaxLength(_LONGEST_WORD)
        edit.setVisible(self._names_word)
        return edit

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.add = buttons.addButton(self.tr("Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.add.setObjectName("addButton")
        self.add.setProperty("kind", "primary")
        cancel = buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setObjectName("cancelButton")
        cancel.setProperty("kind", "outlined")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _check(self) -> None:
        self.add.setEnabled(not self._names_word or bool(self.word_edit.text().strip()))


def ask_insert(document: Document, axis: Axis, index: int, parent: QWidget | None) -> ResizeDialog:
    """Open the dialog that adds a word or a column before `index`."""
    dialog = ResizeDialog(document, axis, index, parent)
    dialog.open()
    return dialog


def remove_axis(document: Document, axis: Axis, index: int, parent: QWidget | None) -> bool:
    """Remove a word or a column: one undo step. What cannot go is said in a message."""
    try:
        document.remove(axis, index)
    except SoftmixError as error:
        box = QMessageBox(QMessageBox.Icon.Information, "Softmix", error_text(error), parent=parent)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
        return False
    return True
