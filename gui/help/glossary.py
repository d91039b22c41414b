"""The terms of the field in both languages, with links to their nodes in the open example."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec
from PySide6.QtCore import QCoreApplication

from engine.errors import translatable
from engine.graph import Graph
from engine.pipeline import Config
from gui.help.book import FOLDER, GLOSSARY, Chapter

_NO_BLOCK = translatable("glossary", "this example ends before the norms")
_NO_ATTENTION = translatable("glossary", "this example ends at the mix of a head")
_ABSENT = {
    "E": translatable("glossary", "positions are off here"),
    "PE": translatable("glossary", "positions are off here"),
    "memory": translatable("glossary", "here all words come from one sentence"),
    "concat": _NO_ATTENTION,
    "W_O": translatable("glossary", "W_O is off here"),
    "attention_output": translatable("glossary", "W_O is off here"),
    "residual_1": translatable("glossary", "the residual is off here"),
    "residual_2": translatable("glossary", "the residual is off here"),
}
_NO_BIASES = translatable("glossary", "the projections have no biases here")
_NO_LOSS = translatable("glossary", "nothing is measured by a loss here")
_NO_MASK = translatable("glossary", "there is no mask here")
_LATE = translatable("glossary", "no mask is laid on the scores here")
_EARLY = translatable("glossary", "the mask is laid on the scores here")
_OF_BLOCK = ("residual", "norm", "gamma", "beta", "ffn", "W_1", "W_2", "b_1", "b_2", "eps")
_OTHERWISE = translatable("glossary", "not in this example")


class Term(msgspec.Struct, frozen=True):
    """A term of the field.

    Attributes:
        id: what links call it: `term:softmax`.
        names, about: in every language.
        nodes: the nodes of the diagram it stands for.
        main: those of them that are explained under it, where several terms name them.
    """

    id: str
    names: dict[str, str]
    about: dict[str, str]
    nodes: tuple[str, ...]
    main: tuple[str, ...]

    def name(self, language: str) -> str:
        """The term, with that of the other language behind it where it is another one."""
        other = self.names["en" if language == "zh" else "zh"]
        own = self.names[language]
        return own if own == other else f"{own} · {other}"

    def speaks_of(self, text: str, language: str) -> bool:
        """Whether a text that is looked for stands in it, in whatever letters."""
        said = " ".join([*self.names.values(), self.about[language], *self.nodes])
        return text.casefold() in said.casefold()


@cache
def terms() -> tuple[Term, ...]:
    """All terms, in the order of the pipeline."""
    raw = tomllib.loads((FOLDER / "glossary.toml").read_text(encoding="utf-8"))
    return tuple(
        Term(
            entry["id"],
            {"en": entry["en"], "zh": entry["zh"]},
            {"en": entry["about_en"], "zh": entry["about_zh"]},
            tuple(entry["nodes"]),
            tuple(entry.get("main", ())),
        )
        for entry in raw["terms"]
    )


def term(name: str) -> Term | None:
    """The term that links call so."""
    return next((one for one in terms() if one.id == name), None)


def term_of(node: str) -> Term | None:
    """The term a node is explained under."""
    plain = node.rpartition(".")[2]
    for prefix, name in (("grad_", "gradient"), ("next_", "learning-rate")):
        if plain.startswith(prefix):
            return term(name)
    main = (one for one in terms() if plain in one.main)
    naming = (one for one in terms() if plain in one.nodes)
    return next(main, None) or next(naming, None)


def why_absent(node: str, config: Config) -> str:
    """Why the open example has no such node."""
    text = _ABSENT.get(node, _OTHERWISE)
    if node.startswith(_OF_BLOCK) and config.extent != "block":
        text = _NO_BLOCK
    elif node in ("W_O", "attention_output") and config.extent == "head":
        text = _NO_ATTENTION
    elif node.startswith(("grad_", "next_")) or node in ("target", "loss", "learning_rate"):
        text = _NO_LOSS
    elif node in ("b_Q", "b_K", "b_V", "b_O"):
        text = _NO_BIASES
    elif node in ("mask", "masked_scores", "unmasked_weights"):
        late = config.masking == "after-softmax"
        text = _NO_MASK if config.mask == "none" else _LATE if late else _EARLY
    return QCoreApplication.translate("glossary", text)


def glossary(language: str, graph: Graph, config: Config) -> Chapter:
    """All terms as a chapter, each with links to its nodes (`absent:` to those there are not)."""
    title = QCoreApplication.translate("glossary", "Glossary")
    parts = [f"# {title}\n"]
    for one in terms():
        where = _where(one, graph, config)
        parts.append(f"### {one.name(language)}\n\n{one.about[language]}{where}\n")
    return Chapter(GLOSSARY, title, "\n".join(parts))


def _where(one: Term, graph: Graph, config: Config) -> str:
    """Links to the nodes there are; then those there are not, by the reason."""
    links = [f"[{node}](node:{node})" for node in one.nodes if node in graph]
    missing: dict[str, list[str]] = {}
    for node in one.nodes:
        if node not in graph:
            missing.setdefault(why_absent(node, config), []).append(node)
    for reason, nodes in missing.items():
        said = QCoreApplication.translate("glossary", "{nodes}: {reason}")
        links.append(f"[{said.format(nodes=', '.join(nodes), reason=reason)}](absent:{nodes[0]})")
    return f"\n\n{' · '.join(links)}" if links else ""
