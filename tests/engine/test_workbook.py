"""The spreadsheet: every computed cell is a formula over the cells it is made of, and comes out."""

from __future__ import annotations

import inspect
import io
import math
import re
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.formula import Tokenizer
from openpyxl.utils import range_boundaries

import engine.ops
from engine.errors import SoftmixError
from engine.evaluator import Evaluator
from engine.explain import explain
from engine.ops import Op
from engine.scenario import find_scenario
from engine.sheet import Sheet
from engine.state import State
from engine.switches import reconfigure
from engine.workbook import RULES, labels_of, write_workbook
from main import main
from tests.tools.recalculate import office, recalculated

#: Examples and what is switched in them.
VARIANTS: dict[str, tuple[str, dict[str, object]]] = {
    "worked-example": ("worked-example", {}),
    "relatives": ("relatives", {}),
    "causal": ("causal", {}),
    "worked-block": ("worked-block", {}),
    "columns": ("causal", {"softmax_axis": "column"}),
    "zeros over scores": ("causal", {"masking": "zero"}),
    "after the softmax": ("causal", {"masking": "after-softmax"}),
    "padding": ("worked-example", {"mask": "padding", "padding": 1}),
    "positions": ("worked-example", {"positions": True}),
    "biases and pre-norm": ("worked-block", {"biases": True, "norm_first": True}),
    "GELU, d − 1": ("worked-block", {"activation": "gelu", "norm_divisor": "d-1"}),
    "norm of columns": ("worked-block", {"norm_axis": "column", "norm_divisor": "none"}),
    "norm of all": ("worked-block", {"norm_axis": "matrix"}),
    "reshaped heads": ("worked-block", {"joining": "reshape"}),
    "cut": ("worked-block", {"reading": "cut"}),
    "no residual": ("worked-block", {"residual": False}),
    "gradients": ("worked-example", {"loss": "squared-error"}),
    "gradients, pinned": ("worked-example", {"loss": "squared-error"}),
    "gradients, masked": ("causal", {"loss": "squared-error"}),
    "gradients, block": ("worked-block", {"loss": "squared-error", "biases": True}),
    "gradients, pre-norm": (
        "worked-block",
        {"loss": "squared-error", "norm_first": True, "activation": "gelu", "reading": "cut"},
    ),
    "gradients, columns": (
        "worked-block",
        {
            "loss": "squared-error",
            "norm_axis": "column",
            "softmax_axis": "column",
            "joining": "reshape",
        },
    ),
    "gradients, zeros": ("causal", {"loss": "squared-error", "masking": "after-softmax"}),
}


#: Cells that are pinned besides: a pin cuts the way back.
PINS: dict[str, dict[str, dict[tuple[int, ...], float]]] = {
    "gradients, pinned": {
        "weights": {(1, 1): 0.5}, "Q": {(0, 0): 2.0}, "grad_scores": {(2, 0): 0.25},
    },
}  # fmt: skip


def state_of(variant: str) -> State:
    name, changes = VARIANTS[variant]
    state = reconfigure(find_scenario(name).state(), **changes)
    return replace(state, overrides=PINS.get(variant, {}))


def written(state: State, evaluator: Evaluator) -> bytes:
    return write_workbook(evaluator, labels_of(state, "en"), "title", "note")


def test_every_operation_has_a_rule() -> None:
    ops = [
        item
        for item in vars(engine.ops).values()
        if inspect.isclass(item) and issubclass(item, Op) and not inspect.isabstract(item)
    ]
    used = {type(node.op) for v in VARIANTS for node in state_of(v).graph().nodes if node.op}
    assert used <= set(RULES)
    assert {op for op in ops if op is not Op} <= set(RULES) | {Op}
    assert len(used) >= 14


def _addresses(formula: str) -> set[str]:
    """Every cell a formula reads."""
    found: set[str] = set()
    for token in Tokenizer(formula).items:
        if token.type == "OPERAND" and token.subtype == "RANGE":
            left, top, right, bottom = range_boundaries(token.value)
            for row in range(int(top or 0), int(bottom or 0) + 1):
                for column in range(int(left or 0), int(right or 0) + 1):
                    found.add(f"{openpyxl.utils.get_column_letter(column)}{row}")
    return found


@pytest.mark.parametrize("variant", [name for name in VARIANTS if name not in PINS])
def test_formulas_read_the_cells_that_explanations_name(variant: str) -> None:
    state = state_of(variant)
    evaluator = state.evaluator()
    page = openpyxl.load_workbook(io.BytesIO(written(state, evaluator))).active
    assert page is not None
    sheet = Sheet(evaluator, RULES)
    formulas = 0
    for node in evaluator.graph.nodes:
        shape = evaluator.graph.shapes[node.name]
        for cell in np.ndindex(shape):
            content = page[sheet.at(node.name, cell)].value
            if not node.computed:
                assert content == pytest.approx(float(evaluator.value(node.name)[cell]), rel=1e-15)
                continue
            assert isinstance(content, str)
            assert content.startswith("=")
            assert len(content) < 8192  # the longest a spreadsheet takes
            formulas += 1
            named = {
                sheet.at(name, tuple(int(i) for i in at))
                for name, cells in explain(evaluator, node.name, cell).cells().items()
                for at in cells
            }
            read = _addresses(content)
            assert named <= read | {sheet.at(node.name, cell)}, (node.name, cell)
            allowed = {
                sheet.at(source, at)
                for source in node.inputs
                for at in np.ndindex(evaluator.graph.shapes[source])
            }
            assert read <= allowed
    assert formulas > 20


@pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("variant", VARIANTS)
def test_a_spreadsheet_computes_what_we_compute(variant: str, tmp_path: Path) -> None:
    state = state_of(variant)
    evaluator = state.evaluator()
    path = tmp_path / "example.xlsx"
    path.write_bytes(written(state, evaluator))
    program = office()
    assert program is not None
    given = recalculated(path, program)
    sheet = Sheet(evaluator, RULES)
    for node in evaluator.graph.nodes:
        value = evaluator.value(node.name)
        for cell in np.ndindex(value.shape):
            theirs = given[sheet.at(node.name, cell)]
            ours = float(value[cell])
            if math.isinf(ours):
                assert theirs in (None, "")
            else:
                assert isinstance(theirs, int | float), (node.name, cell, theirs)
                assert theirs == pytest.approx(ours, abs=1e-9, rel=1e-9), (node.name, cell)


def test_a_pin_is_a_number() -> None:
    state = find_scenario("worked-example").state()
    evaluator = state.evaluator()
    evaluator.set_overrides("scores", {(1, 1): 2.5})
    page = openpyxl.load_workbook(io.BytesIO(written(state, evaluator))).active
    assert page is not None
    sheet = Sheet(evaluator, RULES)
    assert page[sheet.at("scores", (1, 1))].value == 2.5
    assert str(page[sheet.at("scores", (1, 2))].value).startswith("=")


def test_no_word_is_a_formula() -> None:
    state = find_scenario("worked-example").state()
    words = tuple(type(w)("=1+1", "=cmd|' /C calc'!A0") for w in state.words)
    state = State(state.config, words, state.inputs, {})
    page = openpyxl.load_workbook(io.BytesIO(written(state, state.evaluator()))).active
    assert page is not None
    texts = [c for row in page.iter_rows() for c in row if c.value == "=1+1"]
    assert texts
    assert all(cell.data_type == "s" for cell in texts)


def test_what_is_too_large_is_refused() -> None:
    state = find_scenario("paper-base").state()
    with pytest.raises(SoftmixError, match="60,000"):
        written(state, state.evaluator())


def test_the_command_line_writes_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.xlsx"
    assert main(["values", "worked-example", "--out", str(path), "--set", "X[0,0]=9"]) == 0
    page = openpyxl.load_workbook(path).active
    assert page is not None
    assert any(cell.value == 9 for row in page.iter_rows() for cell in row)
    assert main(["values", "worked-example", "--node", "X", "--out", str(path)]) == 2
    assert main(["values", "worked-example", "--format", "xlsx"]) == 2
    assert re.search("--out", capsys.readouterr().err)
