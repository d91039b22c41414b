"""Documents of every kind: the scenarios that come with Softmix, and switches turned on them."""

from __future__ import annotations

from typing import Any

from engine.scenario import find_scenario
from engine.switches import reconfigure
from gui.document import Document

#: A scenario and the switches that are turned in it.
VARIANTS: dict[str, tuple[str, dict[str, Any]]] = {
    "one head": ("worked-example", {}),
    "block": ("worked-block", {}),
    "biases, gelu": ("worked-block", {"biases": True, "activation": "gelu", "positions": True}),
    "causal": ("causal", {}),
    "padding": ("worked-block", {"mask": "padding", "padding": 1}),
    "custom": ("worked-block", {"mask": "custom"}),
    "zero mask": ("causal", {"masking": "zero"}),
    "late mask": ("causal", {"masking": "after-softmax"}),
    "late mask, block": (
        "worked-block", {"mask": "causal", "masking": "after-softmax", "joining": "reshape"},
    ),
    "zero mask, block": ("worked-block", {"mask": "causal", "masking": "zero", "blocks": 2}),
    "cross": ("relatives", {}),
    "cross, masked": ("relatives", {"mask": "padding", "padding": 4}),
    "pre-norm": ("worked-block", {"norm_first": True, "norm_divisor": "d-1"}),
    "wrong way": ("worked-block", {"softmax_axis": "column", "norm_axis": "column"}),
    "matrix": ("worked-block", {"norm_axis": "matrix", "norm_divisor": "none"}),
    "bare": ("worked-block", {"residual": False, "norm_axis": "column", "norm_divisor": "d-1"}),
    "two blocks": ("worked-block", {"blocks": 2, "mask": "causal", "biases": True}),
    "512": ("eight-heads-512", {}),
    "512, cut": ("eight-heads-512", {"reading": "cut"}),
    "paper": ("paper-base", {"biases": True, "norm_divisor": "d-1"}),
}  # fmt: skip

#: Documents outlive their tests, see conftest.
_KEPT: list[Document] = []


def varied(name: str, *, language: str = "en") -> Document:
    """A new document of that kind. `custom` has a word that may attend to nothing."""
    scenario, switches = VARIANTS[name]
    document = Document(find_scenario(scenario), language)
    document.apply_state(reconfigure(document.state(), **switches))
    if name == "custom":
        document.edit_cells("mask", {(1, 0): 0, (1, 1): 0, (1, 2): 0, (0, 2): 0})
    if name == "bare":  # numbers a person may have put there
        document.edit_cells("gamma_1", {(0, 1): -2})
        document.edit_cells("beta_1", {(0, 1): -0.5})
    document.undo_stack.clear()
    document.last_step()
    _KEPT.append(document)
    return document
