"""Which flow is drawn, and a step downhill: the parameters become what the step would make them."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from engine.errors import SoftmixError, translatable
from engine.graph import Flow
from gui.document import Document

FLOWS: tuple[Flow, ...] = get_args(Flow)


class StepTooFar(SoftmixError):
    """Fields: node."""

    template = translatable(
        "errors",
        "This step would make {node} a number that is not finite. Choose a smaller learning rate.",
    )


def is_measured(document: Document) -> bool:
    """Whether the example has a loss, and with it gradients and a step."""
    return document.config.loss != "none"


def next_flow(document: Document) -> None:
    """Draw the next flow, and after the last the first again."""
    following = FLOWS[(FLOWS.index(document.flow) + 1) % len(FLOWS)]
    document.set_flow(following)


def take_step(document: Document) -> None:
    """Give every parameter the numbers of its next version, as one undo step.

    A number that is not finite refuses the step: the document says so, and nothing has changed.
    """
    state, graph = document.state(), document.graph
    inputs = dict(state.inputs)
    for node in graph.nodes:
        if node.flow == "update" and node.of:
            after = document.value(node.name)
            if not np.isfinite(after).all():
                document.edit_refused.emit(StepTooFar(node=node.of))
                return
            inputs[node.of] = after.copy()
    text = lambda: QCoreApplication.translate("descent", "Take a step downhill")  # noqa: E731
    document.take_up(replace(state, inputs=inputs), text)


def is_frozen(document: Document, name: str) -> bool:
    """Whether a step leaves the parameter as it is (or the one whose gradient `name` is)."""
    return document.graph.upright(name) in document.config.frozen


def can_freeze(document: Document, name: str) -> bool:
    """Whether a node is a parameter of an example that is measured."""
    return is_measured(document) and document.graph[document.graph.upright(name)].learned


def freeze(document: Document, name: str) -> None:
    """Leave a parameter out of the steps, or let it be learnt again; one undo step."""
    name = document.graph.upright(name)
    frozen = document.config.frozen
    others = tuple(one for one in frozen if one != name)
    document.switch(frozen=others if name in frozen else (*others, name))


def slots(document: Document) -> dict[str, Callable[[], object]]:
    """What the actions of this room do."""
    return {
        "nextFlow": lambda: next_flow(document),
        "takeStep": lambda: take_step(document),
    }
