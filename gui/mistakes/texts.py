"""What is said of every mistake; the numbers and words in it come from `engine.mistakes`."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class Texts(msgspec.Struct, frozen=True):
    """The texts of one mistake, to be translated and then filled.

    Attributes:
        title, line: its name, and a short line for the list.
        why: what the mistake is and how one comes to make it.
        question, choices: what is asked before it is made; the answers by their keys.
        findings: what the numbers say, by the keys of `engine.mistakes.base.Finding`.
        look: what to look at, and what it means; said only after the mistake is made.
        source: where to read more.
        of_head: whether single numbers in the texts are those of one head.
    """

    title: str
    line: str
    why: str
    question: str
    choices: Mapping[str, str]
    findings: Mapping[str, str]
    look: str
    source: str = ""
    of_head: bool = False
