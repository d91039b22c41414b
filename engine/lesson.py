"""Lessons: steps in order, what each one lights and reveals, and where one stands.

A lesson is TOML written by people: `NAME.toml` holds the structure once, `NAME.en.toml` and
`NAME.zh.toml` the prose, joined by the ids of the steps.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from engine.errors import BadLesson, UnknownStep, UnreadableFile, reason_and_place
from engine.files import os_reason
from engine.graph import Graph, Stage
from engine.ops import Cell

_REGION = re.compile(
    r"(?P<node>[A-Za-z][\w.]*)(?:@(?P<head>\d{1,3}))?"
    r"(?:\[(?P<row>\d{1,9})(?:,(?P<column>\d{1,9}))?\])?"
)
_STEP_NUMBER = re.compile(r"[0-9]{1,9}")
LANGUAGES = ("en", "zh")
_T = TypeVar("_T")


class Region(msgspec.Struct, frozen=True):
    """A part of a matrix: all of it, one row, or one cell (indices beyond the end: the last).

    Attributes:
        head: which head, from 0; None for the one that is chosen.
    """

    node: str
    row: int | None = None
    column: int | None = None
    head: int | None = None

    @classmethod
    def parse(cls, text: str) -> Region:
        """Read `Q`, `Q[0]`, `scores[1,1]` or `scores@1[0,2]`. Raises ValueError."""
        match = _REGION.fullmatch(text)
        if match is None:
            raise ValueError(f"“{text}” is not a node, a row or a cell")
        row, column, head = (
            None if match[part] is None else int(match[part]) for part in ("row", "column", "head")
        )
        return cls(match["node"], row, column, head)

    def cells_of(self, shape: Sequence[int]) -> tuple[slice | int, slice | int]:
        """The region as an index into the last two axes of a matrix of `shape`."""
        rows, columns = shape[-2:]
        row = slice(None) if self.row is None else min(self.row, rows - 1)
        column = slice(None) if self.column is None else min(self.column, columns - 1)
        return row, column


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step of a lesson, the structure that all languages share.

    Attributes:
        id: what `--step` and the prose files call it.
        stage: the band of the diagram it belongs to.
        focus: the nodes the step is about; the last one is the result.
        show: what becomes visible at this step (`Q`, `Q[0]`, `scores[1,1]`), and stays so.
        formula: the nodes whose formulas are typeset.
        by_cell: whether the formula is that of one cell rather than of the whole matrix.
        lit: the cell whose making is lit, if any.
        mix_of: the word whose weighted values are spelled out, if any.
        head: the head that is chosen when the step is reached, from 0; None leaves it as it is.
    """

    id: str
    stage: Stage
    focus: list[str]
    show: list[str] = []
    formula: list[str] = []
    by_cell: bool = False
    lit: str = ""
    mix_of: int | None = None
    head: int | None = None

    def focus_in(self, graph: Graph) -> list[str]:
        """The nodes the step is about that there are."""
        return [name for name in self.focus if name in graph]

    @property
    def shown(self) -> list[Region]:
        """`show`, parsed."""
        return [Region.parse(text) for text in self.show]

    @property
    def lit_region(self) -> Region | None:
        """`lit`, parsed."""
        return Region.parse(self.lit) if self.lit else None


class Prose(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one step in one language (markup: see engine.prose)."""

    title: str
    text: str
    caption: str


class _Structure(msgspec.Struct, forbid_unknown_fields=True):
    version: Literal[1]
    steps: list[Step]


class _Language(msgspec.Struct, forbid_unknown_fields=True):
    version: Literal[1]
    steps: dict[str, Prose]


class Lesson(msgspec.Struct, frozen=True, dict=True):
    """The steps of a lesson and their prose in every language."""

    name: str
    steps: tuple[Step, ...]
    prose: Mapping[str, Mapping[str, Prose]]

    def prose_of(self, index: int, language: str) -> Prose:
        """The prose of step `index` (counted from 0) in `language`."""
        return self.prose[language][self.steps[index].id]

    def find(self, step: str) -> int:
        """The index of a step given by its id or by its number, which counts from 1.

        Raises:
            UnknownStep: the error lists the steps.
        """
        ids = [s.id for s in self.steps]
        if step in ids:
            return ids.index(step)
        if _STEP_NUMBER.fullmatch(step) and 1 <= int(step) <= len(ids):
            return int(step) - 1
        raise UnknownStep(step=step, count=len(ids), known=", ".join(ids))

    @cached_property
    def _shown(self) -> tuple[list[Region], ...]:
        return tuple(step.shown for step in self.steps)

    @cached_property
    def _openings(self) -> dict[str, int]:
        steps = reversed(list(enumerate(self._shown)))  # the first step is written last, and stays
        return {region.node: index for index, regions in steps for region in regions}

    def opens_at(self, node: str) -> int | None:
        """The index of the first step that shows anything of `node`; None if none does."""
        return self._openings.get(node)

    def visible(self, index: int, graph: Graph) -> dict[str, NDArray[np.bool_]]:
        """What steps 0..`index` have shown: for each node a mask of its last two axes."""
        masks = {name: np.zeros(shape[-2:], dtype=bool) for name, shape in graph.shapes.items()}
        for regions in self._shown[: index + 1]:
            for region in regions:
                if region.node in masks:
                    mask = masks[region.node]
                    mask[region.cells_of(mask.shape)] = True
        for name in graph.order:  # a node no step speaks of is in plain sight
            if self.opens_at(name) is None:
                masks[name][:] = True
        return masks

    def lit_cell(self, index: int, graph: Graph, head: int = 0) -> tuple[str, Cell] | None:
        """The cell that step `index` lights, clamped to the matrix.

        Args:
            head: the head that is chosen.
        """
        region = self.steps[index].lit_region
        if region is None or region.node not in graph:
            return None
        *leading, rows, columns = graph.shapes[region.node]
        chosen = head if region.head is None else region.head
        place = tuple(min(chosen, heads - 1) for heads in leading)
        cell = min(region.row or 0, rows - 1), min(region.column or 0, columns - 1)
        return region.node, (*place, *cell)


class LessonCursor:
    """Where one stands in a lesson. Back is navigation: it is never on the undo stack."""

    def __init__(self, lesson: Lesson) -> None:
        self.lesson = lesson
        self.index = 0

    @property
    def step(self) -> Step:
        """The current step."""
        return self.lesson.steps[self.index]

    def go_to(self, index: int) -> bool:
        """Move to `index`, kept inside the lesson. Returns whether the step changed."""
        target = min(max(index, 0), len(self.lesson.steps) - 1)
        moved = target != self.index
        self.index = target
        return moved

    @property
    def at_start(self) -> bool:
        """Whether there is nothing before."""
        return self.index == 0

    @property
    def at_end(self) -> bool:
        """Whether there is nothing after."""
        return self.index == len(self.lesson.steps) - 1


def formula(graph: Graph, name: str, *, by_cell: bool = False) -> str:
    """The LaTeX of a node's formula, its symbols marked `<<name>>` for whoever colours them.

    An input has no formula: it is said what it is a member of, `X ∈ ℝ^{3×4}`.
    """
    node = graph[name]
    if node.op is None:
        size = r" \times ".join(map(str, graph.shapes[name]))
        return rf"<<{name}>> \in \mathbb{{R}}^{{{size}}}"
    text = node.op.cell_formula if by_cell else node.op.formula
    for index, source in enumerate(node.inputs):
        text = text.replace(f"<{index}>", f"<<{source}>>")
    return text.replace("<out>", f"<<{name}>>")


def read_lesson(folder: Path, name: str) -> Lesson:
    """Read the structure and the prose of a lesson and check that they belong together.

    Raises:
        UnreadableFile: a file is missing.
        BadLesson: a field is wrong, or the ids of the prose are not those of the structure.
    """
    structure = _read(folder / f"{name}.toml", _Structure)
    for place, reason in _faults(structure.steps):
        raise BadLesson(path=folder / f"{name}.toml", reason=reason, place=place)
    prose = {}
    for language in LANGUAGES:
        path = folder / f"{name}.{language}.toml"
        prose[language] = _read(path, _Language).steps
        expected = [step.id for step in structure.steps]
        if list(prose[language]) != expected:
            reason = f"the steps must be {', '.join(expected)}, in this order"
            raise BadLesson(path=path, reason=reason, place="$.steps")
    return Lesson(name, tuple(structure.steps), prose)


def _faults(steps: list[Step]) -> Iterator[tuple[str, str]]:
    if not steps:
        yield "$.steps", "there are no steps"
    ids = [step.id for step in steps]
    for index, step in enumerate(steps):
        place = f"$.steps[{index}]"
        if step.id in ids[:index]:
            yield f"{place}.id", f"the id {step.id} is taken twice"
        if not step.focus:
            yield f"{place}.focus", "the step is about no node"
        if step.mix_of is not None and step.mix_of < 0:
            yield f"{place}.mix_of", "words count from 0"
        if step.head is not None and step.head < 0:
            yield f"{place}.head", "heads count from 0"
        for field, texts in (("show", step.show), ("lit", [step.lit] if step.lit else [])):
            for text in texts:
                if not _REGION.fullmatch(text):
                    yield f"{place}.{field}", f"“{text}” is not a node, a row or a cell"


def _read(path: Path, kind: type[_T]) -> _T:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), kind)
    except OSError as error:
        raise UnreadableFile(path=path, reason=os_reason(error)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadLesson(path=path, reason=str(error), place="$") from None
    except msgspec.ValidationError as error:
        reason, place = reason_and_place(error)
        raise BadLesson(path=path, reason=reason, place=place) from None
