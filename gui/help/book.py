"""What the manual says, in both languages: chapters with ids, as Markdown."""

from __future__ import annotations

from functools import cache

import msgspec

from engine.folders import log_folder, scenario_folder, state_folder
from engine.scenario import RESOURCES

FOLDER = RESOURCES / "manual"
#: What links call the glossary, which is a chapter like the others.
GLOSSARY = "glossary"


class Chapter(msgspec.Struct, frozen=True):
    """A chapter.

    Attributes:
        id: what links call it: `chapter:numbers`.
        text: as Markdown, headed by the title.
    """

    id: str
    title: str
    text: str


@cache
def chapters(language: str) -> tuple[Chapter, ...]:
    """All chapters of the manual in `en` or `zh`, in the order of their files."""
    return tuple(
        _chapter(path.stem.partition("-")[2], path.read_text(encoding="utf-8"))
        for path in sorted((FOLDER / language).glob("*.md"))
    )


def _chapter(name: str, text: str) -> Chapter:
    title = text.partition("\n")[0].removeprefix("# ").strip()
    return Chapter(name, title, _with_folders(text))


def _with_folders(text: str) -> str:
    """Folders are named as they are on this machine."""
    for name, folder in (
        ("{scenarios}", scenario_folder()),
        ("{journals}", state_folder() / "recovery"),
        ("{logs}", log_folder()),
    ):
        text = text.replace(name, str(folder))
    return text
