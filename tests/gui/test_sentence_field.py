"""The line with the words: any language, one undo step, refusals that keep the text."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from engine.graph import Axis
from engine.initial import word_vector
from engine.resize import Fill
from engine.scenario import find_scenario
from engine.words import Word
from gui.appearance import Appearance
from gui.document import Document
from gui.experiments.sentence_field import SentenceField

_KEPT: list[Document] = []
Opener = Callable[..., SentenceField]


@pytest.fixture
def field(qtbot: QtBot, appearance: Appearance) -> Opener:
    """Opens a field on an example, in a window that has the focus."""

    def opened(scenario: str, axis: Axis = "word") -> SentenceField:
        document = Document(find_scenario(scenario))
        _KEPT.append(document)
        window = QWidget()
        made = SentenceField(document, axis)
        column = QVBoxLayout(window)
        column.addWidget(made)
        column.addStretch(1)
        window.resize(600, 300)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        made.window_ = window  # type: ignore[attr-defined]  # keeps the window
        return made

    return opened


def document_of(field: SentenceField) -> Document:
    return field.edit.document


def type_(field: SentenceField, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type a text over what is there, then a key."""
    field.enter()
    field.edit.selectAll()
    field.edit.insert(text)  # as an input method does, for any language
    field.edit.setModified(True)
    QTest.keyClick(field.edit, key)


def note(field: SentenceField) -> QLabel:
    found = field.window().findChild(QLabel, f"{field._axis}Note")
    assert found is not None
    return found


SENTENCES = [
    ("I love coffee", ["I", "love", "coffee"], "I love coffee"),
    ("tea, tea; tea!", ["tea", "tea", "tea"], "tea tea tea"),
    ("我爱咖啡", ["我", "爱", "咖", "啡"], "我爱咖啡"),
    ("我 love 茶", ["我", "love", "茶"], "我 love 茶"),
    ("I ❤️ tea 🍵", ["I", "❤️", "tea", "🍵"], "I ❤️ tea 🍵"),
    ("Ich liebe Tee", ["Ich", "liebe", "Tee"], "Ich liebe Tee"),
    ("don't stop", ["don't", "stop"], "don't stop"),
]


@pytest.mark.parametrize(
    ("text", "words", "shown"), SENTENCES, ids=[ascii(s[0]) for s in SENTENCES]
)
def test_a_sentence_in_any_language_is_one_undo_step(
    field: Opener, text: str, words: list[str], shown: str
) -> None:
    made = field("worked-example")
    document = document_of(made)
    x = document.value("X").copy()
    type_(made, text)
    texts = [word.zh if word.zh in words else word.en for word in document.state().words]
    assert texts == words
    assert document.undo_stack.count() == 1
    assert document.value("scores").shape == (len(words), len(words))
    document.undo()
    assert document.words == ["I", "love", "tea"]
    np.testing.assert_array_equal(document.value("X"), x)
    assert made.edit.text() == "I love tea"
    document.redo()
    if shown.isascii():
        assert made.edit.text() == shown


def test_new_words_have_the_vector_of_the_word_and_known_ones_keep_theirs(field: Opener) -> None:
    made = field("worked-example")
    document = document_of(made)
    tea = document.value("X")[2].copy()
    type_(made, "tea and Coffee and coffee")
    x = document.value("X")
    np.testing.assert_array_equal(x[0], tea)
    np.testing.assert_array_equal(x[1], word_vector("and", document.config))
    np.testing.assert_array_equal(x[1], x[3])
    np.testing.assert_array_equal(x[2], x[4])  # upper and lower case are one word
    type_(made, "coffee")
    np.testing.assert_array_equal(document.value("X")[0], word_vector("coffee", document.config))


@pytest.mark.parametrize(
    ("text", "said"), [("…, !", "cannot be 0"), ("a " * 129, "cannot be 129")], ids=["none", "many"]
)
def test_what_is_refused_is_kept_and_said(field: Opener, text: str, said: str) -> None:
    made = field("worked-example")
    document = document_of(made)
    type_(made, text)
    assert made.edit.text() == text
    assert made.edit.property("wrong") is True
    assert note(made).isVisible()
    assert said in note(made).text()
    assert said in made.edit.accessibleDescription()
    assert document.words == ["I", "love", "tea"]
    assert document.undo_stack.count() == 0
    QTest.keyClick(made.edit, Qt.Key.Key_Escape)
    assert made.edit.text() == "I love tea"
    assert made.edit.property("wrong") is False
    assert "same vector" in note(made).text()


def test_the_note_is_there_while_one_types(field: Opener) -> None:
    made = field("worked-example")
    made.edit.clearFocus()
    assert not note(made).isVisible()
    made.enter()
    assert note(made).isVisible()
    assert made.edit.selectedText() == "I love tea"
    made.edit.clearFocus()
    assert not note(made).isVisible()


def test_enter_without_a_change_is_no_edit(field: Opener) -> None:
    made = field("relatives", "memory")
    made.enter()
    QTest.keyClick(made.edit, Qt.Key.Key_Return)
    type_(made, made.edit.text().upper())  # the same words in other letters
    assert document_of(made).undo_stack.count() == 0
    assert made.edit.text().startswith("mother, father, elder brother")


def test_the_memory_keeps_names_of_more_than_one_word(field: Opener) -> None:
    made = field("relatives", "memory")
    document = document_of(made)
    before = document.value("memory").copy()
    type_(made, "elder brother, father's mother, neighbour, mother")
    assert document.memory_words == ["elder brother", "father's mother", "neighbour", "mother"]
    np.testing.assert_array_equal(document.value("memory")[[0, 1, 3]], before[[2, 5, 0]])
    assert document.words == ["boy", "girl"]
    assert document.value("weights").shape == (2, 4)
    assert made.edit.text() == "elder brother, father's mother, neighbour, mother"
    document.undo()
    np.testing.assert_array_equal(document.value("memory"), before)


def test_the_memory_has_a_field_only_where_there_is_one(field: Opener) -> None:
    made = field("worked-example", "memory")
    assert not made.isVisible()
    document_of(made).switch(memory=True)
    assert made.isVisible()
    assert made.edit.text() == "I, love, tea"
    document_of(made).undo()
    assert not made.isVisible()


def test_the_field_follows_names_languages_sizes_and_examples(field: Opener) -> None:
    made = field("worked-example")
    document = document_of(made)
    document.rename_word(2, "green tea")
    assert made.edit.text() == "I love green tea"
    type_(made, "I love green tea a lot")  # the name stays whole
    assert document.words == ["I", "love", "green tea", "a", "lot"]
    document.undo()
    document.undo()
    document.insert("word", 3, Fill(), Word("so", "所以"))
    assert made.edit.text() == "I love tea so"
    document.set_language("zh")
    assert made.edit.text() == "我爱茶所以"
    document.resize("word", 2)
    assert made.edit.text() == "我爱"
    document.open(find_scenario("causal"))
    assert made.edit.text() == "我也爱热茶"


def test_chinese_words_of_an_example_stay_whole(field: Opener) -> None:
    made = field("paper-base")
    document = document_of(made)
    document.set_language("zh")
    assert made.edit.text() == "这茶还是太烫所以我让它凉一会儿"
    type_(made, "所以我还是让茶凉一会儿")
    assert document.words == ["所以", "我", "还是", "让", "茶", "凉", "一会儿"]


def test_undo_in_the_field_is_the_documents_where_nothing_is_typed(field: Opener) -> None:
    made = field("worked-example")
    document = document_of(made)
    type_(made, "one two")
    made.window().addAction(undo := document.undo_stack.createUndoAction(made.window()))
    undo.setShortcut("Ctrl+Z")
    QTest.keyClick(made.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert document.words == ["I", "love", "tea"]
    document.redo()
    QTest.keyClicks(made.edit, "x")  # over the sentence, which is selected
    QTest.keyClick(made.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert document.words == ["one", "two"]  # what was typed is undone first
    assert made.edit.text() == "one two"
