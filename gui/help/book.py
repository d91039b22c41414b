"""What the manual says, in both languages, and the glossary."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from engine.graph import Graph
from engine.scenario import RESOURCES

_FOLDER = RESOURCES / "manual"


@dataclass(frozen=True)
class Chapter:
    """A chapter: its title, and its text as Markdown, headed by it."""

    title: str
    text: str


@dataclass(frozen=True)
class Term:
    """A term of the field.

    Attributes:
        id: what links call it: `term:softmax`.
        names, about: in every language.
        nodes: the nodes of the diagram it stands for.
    """

    id: str
    names: dict[str, str]
    about: dict[str, str]
    nodes: tuple[str, ...]

    def name(self, language: str) -> str:
        """The term, with that of the other language behind it where it is another one."""
        other = self.names["en" if language == "zh" else "zh"]
        own = self.names[language]
        return own if own == other else f"{own} · {other}"


@cache
def chapters(language: str) -> tuple[Chapter, ...]:
    """All chapters of the manual in `en` or `zh`."""
    text = (_FOLDER / f"{language}.md").read_text(encoding="utf-8")
    parts = text.split("\n# ")
    return tuple(_chapter(part.removeprefix("# ")) for part in parts)


def _chapter(part: str) -> Chapter:
    title, _, _ = part.partition("\n")
    return Chapter(title.strip(), f"# {part.strip()}\n")


@cache
def terms() -> tuple[Term, ...]:
    """All terms, in the order of the pipeline."""
    raw = tomllib.loads((_FOLDER / "glossary.toml").read_text(encoding="utf-8"))
    return tuple(
        Term(
            entry["id"],
            {"en": entry["en"], "zh": entry["zh"]},
            {"en": entry["about_en"], "zh": entry["about_zh"]},
            tuple(entry["nodes"]),
        )
        for entry in raw["terms"]
    )


def term_of(node: str) -> Term | None:
    """The term a node is explained under: the first that names it."""
    plain = node.rpartition(".")[2]
    return next((term for term in terms() if plain in term.nodes), None)


def glossary(language: str, graph: Graph, title: str, absent: str) -> Chapter:
    """All terms as a chapter, each with links to its nodes.

    Args:
        graph: of the open example.
        title: of the chapter.
        absent: said of nodes that the open example does not have.
    """
    parts = [f"# {title}\n"]
    for term in terms():
        links = [f"[{node}](node:{node})" if node in graph else f"{node} ({absent})"
                 for node in term.nodes]  # fmt: skip
        where = f"\n\n{', '.join(links)}" if links else ""
        parts.append(f"### {term.name(language)}\n\n{term.about[language]}{where}\n")
    return Chapter(title, "\n".join(parts))
