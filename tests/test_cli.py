"""`softmix values` and `scenarios`, word for word as scripts rely on them."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import main as command_line
from engine import __version__
from engine.scenario import built_in
from tests.commands import ROOT, SCENARIO, Result, assert_refused, run

#: Errors in Chinese and exports make an application, and a process has one: that of windows.
pytestmark = pytest.mark.usefixtures("qapp")

# The worked example as tutorials print it (Karim 2019; Rothman 2021): products by hand, softmax and
# mix with 30 digits, rounded to 8 decimals. (0.98200787 is found in print; it is 0.982007864896.)
INPUTS = {
    "X": [[1, 0, 1, 0], [0, 2, 0, 2], [1, 1, 1, 1]],
    "W_Q": [[1, 0, 1], [1, 0, 0], [0, 0, 1], [0, 1, 1]],
    "W_K": [[0, 0, 1], [1, 1, 0], [0, 1, 0], [1, 1, 0]],
    "W_V": [[0, 2, 0], [0, 3, 0], [1, 0, 3], [1, 1, 0]],
    "divisor": [[1]],
}
PRODUCTS = {
    "Q": [[1, 0, 2], [2, 2, 2], [2, 1, 3]],
    "K": [[0, 1, 1], [4, 4, 0], [2, 3, 1]],
    "V": [[1, 2, 3], [2, 8, 0], [2, 6, 3]],
    "scores": [[2, 4, 4], [4, 16, 12], [4, 12, 10]],
}
DIVISOR_1 = {
    "weights": [
        [0.06337894, 0.46831053, 0.46831053],
        [0.00000603, 0.98200786, 0.01798610],
        [0.00029539, 0.88053690, 0.11916771],
    ],
    "head_output": [
        [1.93662106, 6.68310531, 1.59506841],
        [1.99999397, 7.96399160, 0.05397641],
        [1.99970461, 7.75989225, 0.35838929],
    ],
}
DIVISOR_ROOT_3 = {
    "weights": [
        [0.13612580, 0.43193710, 0.43193710],
        [0.00089045, 0.90884265, 0.09026691],
        [0.00744489, 0.75470758, 0.23784753],
    ],
    "head_output": [
        [1.86387420, 6.31937101, 1.70418870],
        [1.99910955, 7.81412350, 0.27347206],
        [1.99255511, 7.47963559, 0.73587726],
    ],
}
ORDER = [
    "X",
    "W_Q",
    "W_K",
    "W_V",
    "Q",
    "K",
    "V",
    "scores",
    "divisor",
    "scaled_scores",
    "weights",
    "head_output",
]


def values(*arguments: str) -> dict[str, np.ndarray]:
    """The matrices that `values worked-example` prints."""
    result = run("values", "worked-example", *arguments)
    assert (result.code, result.err) == (0, "")
    return {name: np.array(rows, dtype=float) for name, rows in json.loads(result.out).items()}


# -- values --------------------------------------------------------------------------------------


def test_prints_every_matrix_of_the_worked_example() -> None:
    printed = values()
    assert list(printed) == ORDER
    for name, rows in {**INPUTS, **PRODUCTS}.items():
        assert printed[name].tolist() == rows
    np.testing.assert_array_equal(printed["scaled_scores"], PRODUCTS["scores"])
    for name, rows in DIVISOR_1.items():
        np.testing.assert_allclose(printed[name], rows, rtol=0, atol=5e-9)


@pytest.mark.parametrize(
    "edit", ["divisor[0,0]=sqrt(3)", "divisor=√3", " divisor [0, 0] = sqrt(3) "]
)
def test_divides_by_the_root_of_three(edit: str) -> None:
    printed = values("--set", edit)
    assert printed["divisor"].tolist() == [[math.sqrt(3)]]
    for name, rows in DIVISOR_ROOT_3.items():
        np.testing.assert_allclose(printed[name], rows, rtol=0, atol=5e-9)


def test_edits_are_made_in_order() -> None:
    printed = values("--set", "X[0,1]=7", "--set", "X[2,3]=-1/2", "--set", "X[0,1]=3")
    assert printed["X"].tolist() == [[1, 3, 1, 0], [0, 2, 0, 2], [1, 1, 1, -0.5]]


def test_an_edit_of_a_computed_cell_pins_it() -> None:
    printed = values("--set", "scores[0,0]=4")
    assert printed["Q"].tolist() == PRODUCTS["Q"]
    assert printed["scores"].tolist() == [[4, 4, 4], [4, 16, 12], [4, 12, 10]]
    np.testing.assert_allclose(printed["weights"][0], 1 / 3)


def test_a_file_is_read_like_a_scenario(tmp_path: Path) -> None:
    file = tmp_path / "values"
    file.write_bytes(SCENARIO.read_bytes())
    assert run("values", str(file)) == run("values", "worked-example")


NUMBERS = st.one_of(
    st.floats(-3, 3).map(lambda value: (repr(value), value)),
    st.tuples(st.integers(-9, 9), st.integers(3, 9)).map(lambda f: (f"{f[0]}/{f[1]}", f[0] / f[1])),
    st.integers(0, 9).map(lambda n: (f"-sqrt({n})", -math.sqrt(n))),
)
CELLS = [
    (name, cell)
    for name, rows in {**INPUTS, **PRODUCTS, **DIVISOR_1}.items()
    if name != "divisor"
    for cell in np.ndindex(np.shape(rows))
]
EDITS = st.lists(st.tuples(st.sampled_from(CELLS), NUMBERS), max_size=8)


def by_numpy(
    inputs: dict[str, np.ndarray], pins: dict[str, dict[tuple[int, ...], float]]
) -> dict[str, np.ndarray]:
    """The whole pipeline, written down once more as plainly as can be."""

    def pinned(name: str, matrix: np.ndarray) -> np.ndarray:
        for cell, value in pins.get(name, {}).items():
            matrix[cell] = value
        return matrix

    q = pinned("Q", inputs["X"] @ inputs["W_Q"])
    k = pinned("K", inputs["X"] @ inputs["W_K"])
    v = pinned("V", inputs["X"] @ inputs["W_V"])
    scores = pinned("scores", q @ k.T)
    scaled = pinned("scaled_scores", scores / inputs["divisor"][0, 0])
    raised = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    weights = pinned("weights", raised / raised.sum(axis=1, keepdims=True))
    computed = {"Q": q, "K": k, "V": v, "scores": scores, "scaled_scores": scaled}
    return {
        **inputs,
        **computed,
        "weights": weights,
        "head_output": pinned("head_output", weights @ v),
    }


@settings(max_examples=200)
@given(edits=EDITS, divisor=st.floats(0.25, 16))
def test_random_edits_equal_numpy(
    edits: list[tuple[tuple[str, tuple[int, ...]], tuple[str, float]]], divisor: float
) -> None:
    arguments = ["--set", f"divisor={divisor!r}"]
    inputs = {name: np.array(rows, dtype=float) for name, rows in INPUTS.items()}
    inputs["divisor"][0, 0] = divisor
    pins: dict[str, dict[tuple[int, ...], float]] = {}
    for (name, cell), (text, value) in edits:
        arguments += ["--set", f"{name}[{cell[0]},{cell[1]}]={text}"]
        if name in inputs:
            inputs[name][cell] = value
        else:
            pins.setdefault(name, {})[cell] = value
    printed = values(*arguments)
    expected = by_numpy(inputs, pins)
    assert printed.keys() == expected.keys()
    for name, matrix in expected.items():
        np.testing.assert_allclose(printed[name], matrix, rtol=1e-9, atol=1e-9, err_msg=name)


# -- formats and files ---------------------------------------------------------------------------

WITH_THIRDS = ("values", "worked-example", "--set", "X[0,0]=1/3", "--set", "X[0,1]=1e-9")


def matrix(name: str) -> np.ndarray:
    return np.array(json.loads(run(*WITH_THIRDS, "--node", name).out)[name])


@pytest.mark.parametrize(
    "choice",
    [
        ["--node", "Q", "--node", "weights"],
        ["--node", "Q", "weights"],
        ["--node", "Q", "--node", "weights", "--node", "Q"],
    ],
)
def test_prints_only_the_nodes_asked_for(choice: list[str]) -> None:
    assert list(values(*choice)) == ["Q", "weights"]


def test_nodes_may_come_before_the_scenario() -> None:
    assert run("values", "--node", "Q", "worked-example") == run(
        "values", "worked-example", "--node", "Q"
    )


def test_one_node_as_csv_reads_back_exactly() -> None:
    printed = run(*WITH_THIRDS, "--node", "weights", "--format", "csv").out
    read = [[float(cell) for cell in row] for row in csv.reader(io.StringIO(printed))]
    assert read == matrix("weights").tolist()


def test_several_nodes_as_csv_are_blocks_with_a_name() -> None:
    printed = run(*WITH_THIRDS, "--format", "csv").out
    blocks = dict(block.split("\n", 1) for block in printed.split("\n\n"))
    assert list(blocks) == [f"# {name}" for name in ORDER]
    for name in ORDER:
        read = np.loadtxt(io.StringIO(blocks[f"# {name}"]), delimiter=",", ndmin=2)
        np.testing.assert_array_equal(read, matrix(name))


def test_npy_reads_back_exactly(tmp_path: Path) -> None:
    out = tmp_path / "weights.npy"
    result = run(*WITH_THIRDS, "--node", "weights", "--format", "npy", "--out", str(out))
    assert result == (0, "", "")
    np.testing.assert_array_equal(np.load(out, allow_pickle=False), matrix("weights"))


def test_latex_is_a_bmatrix_of_each_node() -> None:
    printed = run(*WITH_THIRDS, "--node", "X", "--node", "head_output", "--format", "latex").out
    found = re.findall(r"(\S+) = \\begin\{bmatrix\}\n(.*?)\n\\end\{bmatrix\}\n", printed, re.DOTALL)
    read = {
        name: [
            [float(re.sub(r" \\times 10\^\{(.*?)\}", r"e\1", cell)) for cell in row.split("&")]
            for row in body.split(r"\\")
        ]
        for name, body in found
    }
    assert list(read) == ["X", r"\mathrm{head\_output}"]
    assert read["X"] == matrix("X").tolist()
    assert read[r"\mathrm{head\_output}"] == matrix("head_output").tolist()
    assert r"1 \times 10^{-9} & 1 & 0" in printed


def test_what_overflows_is_never_invalid_output() -> None:
    overflow = ("values", "worked-example", "--set", "X[0,0]=1e308", "--set", "W_Q[0,0]=1e308")
    assert json.loads(run(*overflow, "--node", "Q").out)["Q"][0] == [None, 0, 1e308]
    assert run(*overflow, "--node", "Q", "--format", "csv").out.startswith(",0.0,1e+308\n")
    assert (
        r"\infty & 0 & 1 \times 10^{308}" in run(*overflow, "--node", "Q", "--format", "latex").out
    )


@pytest.mark.parametrize(
    ("name", "form"), [("a.json", "json"), ("a.csv", "csv"), ("a.tex", "latex"), ("a.CSV", "csv")]
)
def test_the_name_of_the_file_chooses_the_format(tmp_path: Path, name: str, form: str) -> None:
    assert run(*WITH_THIRDS, "--out", str(tmp_path / name)) == (0, "", "")
    assert (tmp_path / name).read_text("utf-8") == run(*WITH_THIRDS, "--format", form).out


def test_a_file_without_suffix_is_json(tmp_path: Path) -> None:
    assert run(*WITH_THIRDS, "--out", str(tmp_path / "values")).code == 0
    assert list(json.loads((tmp_path / "values").read_text("utf-8"))) == ORDER


def test_writing_again_keeps_links_and_permissions(tmp_path: Path) -> None:
    file, link = tmp_path / "file.json", tmp_path / "link.json"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)
    assert run(*WITH_THIRDS, "--out", str(link)).code == 0
    assert link.is_symlink()
    assert file.read_text("utf-8") == run(*WITH_THIRDS).out
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(tmp_path.iterdir()) == [file, link]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    out = tmp_path / "values.json"
    out.write_text("old")
    script = (
        "import resource, sys, main; resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100));"
        f"sys.exit(main.main(['values', 'worked-example', '--out', {str(out)!r}]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert_refused(Result(done.returncode, done.stdout, done.stderr), str(out), "cannot be written")
    assert out.read_text() == "old"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
@pytest.mark.parametrize("arguments", [["values", "worked-example"], ["scenarios"]])
def test_a_full_disk_behind_standard_output_is_said(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, str(ROOT / "main.py"), *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
    assert_refused(Result(done.returncode, "", done.stderr), "standard output")


# -- scenarios, help, version --------------------------------------------------------------------


def test_the_readme_lists_every_example_and_says_how_many_there_are() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    names = [listing.name for listing in built_in()]
    assert [name for name in names if f"| `{name}` |" not in text] == []
    numbers = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen")
    assert f"{numbers[len(names) - 10].capitalize()} examples, each with a lesson" in text


def test_lists_the_scenarios() -> None:
    code, out, err = run("scenarios")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "worked-example\tI love tea"
    assert all(line.count("\t") == 1 for line in out.splitlines())


@pytest.mark.parametrize("verb", [[], ["scenarios"], ["values"], ["export"]])
def test_help_and_version_of_every_verb(verb: list[str]) -> None:
    assert run(*verb, "--version") == (0, f"softmix {__version__}\n", "")
    code, out, err = run(*verb, "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"usage: {' '.join(['softmix', *verb])}")


def test_the_package_is_the_one_that_is_described() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == __version__ == metadata.version("softmix")
    (script,) = metadata.entry_points(group="console_scripts", name="softmix")
    assert script.load() is command_line.main
