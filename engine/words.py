"""Words: what they are called in each language, how a sentence is split, what a file can hold."""

from __future__ import annotations

import unicodedata

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


def split_sentence(text: str) -> list[str]:
    """The words of a sentence in any language: Unicode's words, each Chinese character its own.

    Punctuation and white space are no words; signs with a shape of their own (emoji) are.
    """
    words: list[str] = []
    for segment in _BOUNDARY.split(unicodedata.normalize("NFC", text)):
        pieces = _HAN.split(segment)
        words += [clean_word(piece) for piece in pieces if _is_word(piece)]
    return words


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
