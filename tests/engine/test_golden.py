"""The worked example against its published numbers (tests/golden/README.md)."""

from __future__ import annotations

import operator
from decimal import Decimal, localcontext

import numpy as np
import pytest

from engine.evaluator import Evaluator
from engine.numbers import parse_number
from engine.ops import Array
from engine.pipeline import Config, pipeline
from tests.engine.samples import GOLDEN, worked


@pytest.fixture
def evaluator() -> Evaluator:
    inputs = {name: np.array(rows, dtype=float) for name, rows in GOLDEN["inputs"].items()}
    return Evaluator(pipeline(Config(d_model=4, d_k=3, d_v=3), words=3), inputs)


def test_the_scenario_file_holds_the_golden_inputs() -> None:
    inputs = {name: matrix.tolist() for name, matrix in worked().inputs.items()}
    assert inputs == GOLDEN["inputs"]


@pytest.mark.parametrize("name", GOLDEN["exact"])
def test_whole_numbers_are_exact(evaluator: Evaluator, name: str) -> None:
    assert evaluator.value(name).tolist() == GOLDEN["exact"][name]


def _expected(divisor: str, name: str) -> Array:
    """The printed figures, with the errata (tests/golden/README.md) put right."""
    figures = np.array(GOLDEN["rounded"][divisor][name])
    for erratum in GOLDEN["errata"]:
        if (erratum["divisor"], erratum["name"]) == (divisor, name):
            assert figures[tuple(erratum["cell"])] == erratum["printed"]
            figures[tuple(erratum["cell"])] = erratum["exact"]
    return figures


@pytest.mark.parametrize("divisor", GOLDEN["rounded"])
@pytest.mark.parametrize("name", ["weights", "head_output"])
def test_rounded_numbers(evaluator: Evaluator, divisor: str, name: str) -> None:
    evaluator.set_cell("divisor", (0, 0), parse_number(divisor))
    assert np.abs(evaluator.value(name) - _expected(divisor, name)).max() <= 5e-9


@pytest.mark.parametrize("divisor", GOLDEN["rounded"])
def test_the_golden_figures_against_decimal_arithmetic(divisor: str) -> None:
    with localcontext() as context:
        context.prec = 40
        c = Decimal(1) if divisor == "1" else Decimal(3).sqrt()
        raised = [[(Decimal(s) / c).exp() for s in row] for row in GOLDEN["exact"]["scores"]]
        weights = [[e / sum(row) for e in row] for row in raised]
        columns = list(zip(*GOLDEN["exact"]["V"], strict=True))
        mixes = [[sum(map(operator.mul, row, v)) for v in columns] for row in weights]
    for name, exact in (("weights", weights), ("head_output", mixes)):
        off = np.abs(_expected(divisor, name) - np.array(exact, dtype=float))
        assert off.max() <= 5e-9
    if divisor == "1":  # the erratum is needed: what is printed is further off than it may be
        assert abs(weights[1][1] - Decimal("0.98200787")) > Decimal("5e-9")


def test_the_first_word_in_detail(evaluator: Evaluator) -> None:
    terms = evaluator.value("weights")[0][:, None] * evaluator.value("V")
    assert np.abs(terms - GOLDEN["first_word"]["terms"]).max() <= 5e-5
    assert np.abs(terms.sum(axis=0) - GOLDEN["first_word"]["sum"]).max() <= 5e-5
    assert np.allclose(terms.sum(axis=0), evaluator.value("head_output")[0], rtol=1e-14)
