"""Prose bound to numbers: `{scores[1,2]}` in a lesson is the cell, and follows every edit.

Markup of lesson files (indices count from 0):

    {scores[1,2]}  {Q[1]}  {divisor}     a cell, a row, a 1×1 matrix; `|2` fixes the decimals
    {Q@1[0]}                             in head 1; without `@`, in the head that is chosen
    {block_2.Q[0]}                       in the second block
    {>norm_1[0]}                         the first input of norm_1, whatever the switches make it
    {product weights[0,1] V[1]}          a number times a row
    {sum weights[0]}                     the sum of a row; {mean …}, {variance …} (divided by d),
                                         {deviation …}, {max …}, {min …} likewise
    {count ffn_activation[0] zero}       how many numbers of a row are 0
    {largest weights[1]}                 the word(s) whose column is largest in a row
    {largest 3 weights[1]}               the three largest, in order
    {word 1}  {memory 3}                 the word itself; a word of the memory
    {label d_model 2}                    the name of a column
    {size d_k}  {size word}  {root d_k}  the size of an axis, its square root
    {shape W_Q}                          `4×3`
    {if residual_1}…{else}…{end}         a text for where there is such a node, and for where not;
                                         {if not PE}, {if mask=causal} and {if norm_first} ask for
                                         the switches, {if mask and masking=zero} for two things
    <query>…</query>                     a term in the colour of its role (key, value, attention,
                                         residual likewise); <b>…</b> is plain emphasis
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import cast, get_args

from engine.bindings import BindingError, Context, Run, known_names, resolve
from engine.graph import Role

__all__ = ["BindingError", "Context", "Run", "bind", "bindings", "plain_text"]

_TOKEN = re.compile(r"\{(?P<binding>[^{}]*)\}|<(?P<close>/?)(?P<tag>[a-z]+)>")
_CONDITION = re.compile(r"(?P<no>not )?\s*(?P<name>[\w.]+)(?:=(?P<value>[\w-]+))?")
_ROLES: tuple[str, ...] = get_args(Role)


def bind(prose: str, context: Context) -> list[Run]:
    """Resolve every binding, condition and tag of `prose` to runs. Raises BindingError."""
    runs: list[Run] = []
    tag = ""
    position = 0
    spoken: list[bool] = []  # whether the branch one stands in is taken; empty outside
    for match in _TOKEN.finditer(prose):
        if all(spoken):
            _append_text(runs, prose[position : match.start()], tag)
        position = match.end()
        binding = match["binding"]
        if binding is not None and _steer(binding.strip(), context, spoken):
            continue
        if not all(spoken):
            continue
        if binding is not None:
            runs.append(resolve(binding.strip(), context))
        elif match["close"]:
            if match["tag"] != tag:
                raise BindingError(f"</{match['tag']}> closes nothing")
            tag = ""
        else:
            tag = match["tag"]
            if tag != "b" and tag not in _ROLES:
                raise BindingError(f"there is no tag <{tag}>")
    if spoken:
        raise BindingError("an {if …} is not ended with {end}")
    if tag:
        raise BindingError(f"<{tag}> is not closed")
    _append_text(runs, prose[position:], tag)
    return runs


def plain_text(runs: Sequence[Run]) -> str:
    """The runs as one string, for screen readers and file names."""
    return "".join(run.text for run in runs)


def bindings(prose: str) -> Iterator[str]:
    """Every `{…}` of a prose that stands for something, for tests that compare the languages."""
    for match in _TOKEN.finditer(prose):
        binding = (match["binding"] or "").strip()
        if binding and not _is_steering(binding):
            yield binding


def _is_steering(binding: str) -> bool:
    return binding.startswith("if ") or binding in ("else", "end")


def _steer(binding: str, context: Context, spoken: list[bool]) -> bool:
    """Follow an `if`, `else` or `end`. Returns whether the binding is one of them."""
    if not _is_steering(binding):
        return False
    if binding.startswith("if "):
        if spoken:
            raise BindingError("an {if …} stands inside another")
        spoken.append(_holds(binding.removeprefix("if ").strip(), context))
    elif not spoken:
        raise BindingError(f"{{{binding}}} stands without an {{if …}}")
    elif binding == "else":
        spoken[-1] = not spoken[-1]
    else:
        spoken.pop()
    return True


def _holds(condition: str, context: Context) -> bool:
    held = [_holds_one(part, context) for part in condition.split(" and ")]  # a bad one raises
    return all(held)


def _holds_one(condition: str, context: Context) -> bool:
    match = _CONDITION.fullmatch(condition)
    if match is None:
        raise BindingError(f"“{condition}” is no condition")
    name, value = match["name"], match["value"]
    if value is None and name.rpartition(".")[2] in known_names():
        holds = name in context.evaluator.graph
    elif name in context.config.__struct_fields__:
        state = getattr(context.config, name)
        holds = str(state) == value if value is not None else bool(state)
    else:
        raise BindingError(f"there is neither a node nor a switch {name}")
    return holds != bool(match["no"])


def _append_text(runs: list[Run], text: str, tag: str) -> None:
    if not text:
        return
    if tag in _ROLES:
        runs.append(Run("term", text, role=cast(Role, tag)))
    else:
        runs.append(Run("strong" if tag == "b" else "text", text))
