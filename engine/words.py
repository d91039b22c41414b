"""Words: what they are called in each language, how a sentence is split, what a file can hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

import msgspec
import regex

LONGEST_WORD = 60
_UNWRITABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})
_UNSEEN = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and signs without a shape

#: A character of Chinese writing is a word of its own, as it has a meaning of its own.
_HAN = regex.compile(r"(\p{Script=Han}\p{M}*)")
#: The places between the segments of a text. (Unicode Standard Annex 29, default word boundaries)
_BOUNDARY = regex.compile(r"(?w)\b", regex.V1)


class Word(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One word of a sentence (or name of a column), as each language of the interface shows it."""

    en: str
    zh: str

    def text(self, language: str) -> str:
        """The word in `language` (`en` or `zh`)."""
        return self.zh if language == "zh" else self.en


def split_sentence(text: str, known: Iterable[str] = ()) -> list[str]:
    """The words of a sentence in any language: Unicode's words, each Chinese character its own.

    Punctuation and white space are no words; signs with a shape of their own (emoji) are.

    Args:
        known: names that stay whole where they stand in the text, though they are more than one
            word: `elder brother`, `妈妈`. The longest counts.
    """
    pieces = _pieces(text)
    keys = [_key(piece) for piece in pieces]
    names = {tuple(_key(piece) for piece in _pieces(name)) for name in known}
    longest = sorted((name for name in names if len(name) > 1), key=len, reverse=True)
    words: list[str] = []
    at = 0
    while at < len(pieces):
        length = next((len(n) for n in longest if tuple(keys[at : at + len(n)]) == n), 1)
        word = "".join(pieces[at : at + length])
        if length > 1 or _is_word(word):
            words.append(clean_word(word))
        at += length
    return words


def join_words(words: Sequence[str], *, listed: bool = False) -> str:
    """A text that `split_sentence`, knowing the words, takes apart into them again.

    Chinese is written without spaces. `listed`: a list with commas, not a sentence.
    """
    if not listed:
        text = "".join(
            word if not index or _joined(words[index - 1], word) else f" {word}"
            for index, word in enumerate(words)
        )
        for sentence in (text, " ".join(words)):
            if split_sentence(sentence, words) == list(words):
                return sentence
    return ("、" if all(map(_HAN.match, words)) else ", ").join(words)


def _joined(before: str, after: str) -> bool:
    return bool(_HAN.fullmatch(before[-1]) and _HAN.match(after))


def _pieces(text: str) -> list[str]:
    """The segments of a text, every Chinese character one; together they are the text (NFC)."""
    segments = _BOUNDARY.split(unicodedata.normalize("NFC", text))
    return [piece for segment in segments for piece in _HAN.split(segment) if piece]


def _key(piece: str) -> str:
    return " " if piece.isspace() else piece.casefold()


def _is_word(piece: str) -> bool:
    return is_seen(piece) and any(unicodedata.category(c)[0] in "LN" or _is_sign(c) for c in piece)


def _is_sign(character: str) -> bool:
    return unicodedata.category(character) in {"So", "Sc", "Sm"}


def is_one_line(text: str) -> bool:
    """Whether a text has no control characters, line breaks or halves of surrogate pairs."""
    return not any(unicodedata.category(character) in _UNWRITABLE for character in text)


def is_seen(text: str) -> bool:
    """Whether a text has a character with a shape: neither space, format, control nor mark."""
    return any(unicodedata.category(c)[0] not in "ZCM" and c not in _UNSEEN for c in text)


def clean_word(text: str) -> str:
    """A word that a file can hold and a card can show: one line of 1 to LONGEST_WORD characters.

    White space is joined to single spaces; what is no character is left out. Nothing to see is `?`.
    """
    writable = (c for c in text if c.isspace() or unicodedata.category(c) not in _UNWRITABLE)
    kept = " ".join("".join(writable).split())[:LONGEST_WORD].strip()
    return kept if is_seen(kept) else "?"
