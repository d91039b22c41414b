"""Names of more than one word stay whole, and words joined to a text come apart again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.words import join_words, split_sentence

WHOLE = [
    ("mother elder brother", ["elder brother"], ["mother", "elder brother"]),
    ("father's  father, father", ["father's father"], ["father's father", "father"]),
    ("妈妈和爸爸", ["妈妈", "爸爸"], ["妈妈", "和", "爸爸"]),
    ("我们我 们", ["我们"], ["我们", "我", "们"]),
    ("New York Times in New York", ["New York", "New York Times"],
     ["New York Times", "in", "New York"]),
    ("ELDER Brother", ["elder brother"], ["ELDER Brother"]),
    ("elder, brother", ["elder brother"], ["elder", "brother"]),
    ("tea", ["tea"], ["tea"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "known", "words"), WHOLE, ids=[ascii(w[0]) for w in WHOLE])
def test_known_names_stay_whole(text: str, known: list[str], words: list[str]) -> None:
    assert split_sentence(text, known) == words


JOINED = [
    (["I", "love", "tea"], False, "I love tea"),
    (["我", "爱", "茶"], False, "我爱茶"),
    (["I", "爱", "tea"], False, "I 爱 tea"),
    (["我", "们", "我们"], False, "我 们 我们"),
    (["a", "b c", "a b"], False, "a, b c, a b"),
    (["boy", "elder brother"], True, "boy, elder brother"),
    (["妈妈", "爸爸"], True, "妈妈、爸爸"),
    (["妈妈", "aunt"], True, "妈妈, aunt"),
    (["😀", "😀"], False, "😀 😀"),
    ([], False, ""),
]


@pytest.mark.parametrize(("words", "listed", "text"), JOINED, ids=[ascii(j[2]) for j in JOINED])
def test_words_are_joined_as_they_are_written(words: list[str], listed: bool, text: str) -> None:
    assert join_words(words, listed=listed) == text
    assert split_sentence(text, words) == words


@given(st.text(), st.booleans())
def test_what_was_split_and_joined_is_split_as_before(text: str, listed: bool) -> None:
    words = split_sentence(text)
    if all(len(word) < 60 for word in words):
        assert split_sentence(join_words(words, listed=listed), words) == words
