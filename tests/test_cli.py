"""The command line, word for word as scripts rely on it."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import re
import subprocess
import sys
import tomllib
from contextlib import redirect_stderr, redirect_stdout
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import main as command_line
from engine import __version__
from engine.exchange import PICTURE_SUFFIXES
from gui.export.formats import FORMATS

#: Errors in Chinese and exports make an application, and a process has one: that of windows.
pytestmark = pytest.mark.usefixtures("qapp")

ROOT = Path(__file__).parent.parent
SCENARIO = ROOT / "resources" / "scenarios" / "worked-example.json"

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


class Result(NamedTuple):
    code: int
    out: str
    err: str


def run(*arguments: str) -> Result:
    """Run a command line in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = command_line.main(list(arguments))
    return Result(code, out.getvalue(), err.getvalue())


def spawn(*arguments: str, env: dict[str, str] | None = None) -> Result:
    """Run a command line in a process of its own."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        env={**(os.environ if env is None else env), "PYTHONIOENCODING": "utf-8"},
    )
    return Result(done.returncode, done.stdout, done.stderr)


def values(*arguments: str) -> dict[str, np.ndarray]:
    """The matrices that `values worked-example` prints."""
    result = run("values", "worked-example", *arguments)
    assert (result.code, result.err) == (0, "")
    return {name: np.array(rows, dtype=float) for name, rows in json.loads(result.out).items()}


def assert_refused(result: Result, *fragments: str) -> None:
    """Exit 2, nothing on standard output, and one line that says all of `fragments`."""
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("softmix: ")
    assert result.err.count("\n") == 1
    assert result.err.endswith("\n")
    for fragment in fragments:
        assert fragment in result.err


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


# -- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "fragments"),
    [
        (["values"], ["SCENARIO", "values --help"]),
        (["values", "nope"], ["“nope”", "worked-example"]),
        (["values", "x" * 5000], ["x" * 5000]),
        (["values", str(ROOT)], [str(ROOT), "cannot be read"]),
        (["values", "worked-example", "--node", "weight"], ["“weight”", "head_output"]),
        (["values", "worked-example", "--set", "Y[0,0]=1"], ["Y[0,0]=1", "“Y”", "W_Q"]),
        (["values", "worked-example", "--set", "X[0,4]=1"], ["[0,4]", "3×4"]),
        (["values", "worked-example", "--set", "X[-1,0]=1"], ["[-1,0]", "3×4"]),
        (["values", "worked-example", "--set", "X[1]=1"], ["[1]", "3×4"]),
        (["values", "worked-example", "--set", "X[0,0,0]=1"], ["[0,0,0]", "3×4"]),
        (["values", "worked-example", "--set", "X=1"], ["X=1", "3×4", "X[0,0]"]),
        (["values", "worked-example", "--set", "X[0,0]"], ["“X[0,0]”", "NAME[row,column]"]),
        (["values", "worked-example", "--set", "X[a,b]=1"], ["“X[a,b]=1”"]),
        (["values", "worked-example", "--set", "X[]=1"], ["“X[]=1”"]),
        (["values", "worked-example", "--set", "X[0,0]="], ["X[0,0]=", "not a number"]),
        (["values", "worked-example", "--set", "X[0,0]=two"], ["X[0,0]=two", "“two”", "1/3"]),
        (["values", "worked-example", "--set", "X[0,0]=1+1"], ["“1+1”"]),
        (["values", "worked-example", "--set", "X[0,0]=__import__('os')"], ["not a number"]),
        (["values", "worked-example", "--set", "X[0,0]=nan"], ["“nan”", "finite"]),
        (["values", "worked-example", "--set", "X[0,0]=-inf"], ["“-inf”", "finite"]),
        (["values", "worked-example", "--set", "X[0,0]=1e999"], ["“1e999”", "finite"]),
        (["values", "worked-example", "--set", "X[0,0]=1/0"], ["“1/0”", "finite"]),
        (["values", "worked-example", "--set", "divisor=0"], ["divisor=0", "cannot be 0"]),
        (["values", "worked-example", "--set", "divisor[0,0]=-0.0"], ["cannot be 0"]),
        (["values", "worked-example", "--set", "line\nbreak"], ["line break"]),
        (["values", "worked-example", "--format", "bmp"], ["--format", "bmp", "json"]),
        (["values", "worked-example", "--format", "npy"], ["npy", "--out"]),
        (["values", "worked-example", "--bogus"], ["--bogus"]),
        (["values", "worked-example", "more"], ["more"]),
        (["value", "worked-example"], ["worked-example", "softmix --help"]),
        (["scenarios", "more"], ["more", "scenarios --help"]),
        (["--lang", "fr"], ["--lang", "fr", "zh"]),
        (["--theme", "blue"], ["--theme", "blue", "dark"]),
        (["export", "worked-example"], ["--out", "export --help"]),
        (["export", "worked-example", "--out", "a.png", "--theme", "blue"], ["blue", "print"]),
    ],
)
def test_bad_input_is_said_in_one_line(
    arguments: list[str], fragments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert_refused(run(*arguments), *fragments)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("verb", "out", "extra", "fragments"),
    [
        ("values", "none/a.json", [], ["none", "cannot be written", "no folder"]),
        ("values", ".", [], ["cannot be written"]),
        ("values", "taken/a.json", [], ["taken", "no folder"]),
        ("values", "a.bmp", [], ["a.bmp", ".json"]),
        ("values", "a.csv", ["--format", "json"], ["a.csv", ".json"]),
        ("values", "a.npy", [], ["one matrix", "--node"]),
        ("values", "a.npy", ["--node", "Q", "K"], ["one matrix", "2"]),
        ("export", "a.bmp", [], ["a.bmp", ".png"]),
        ("export", "a.png", ["--size", "1920"], ["“1920”", "1920x1080"]),
        ("export", "a.png", ["--size", "63x1080"], ["63", "64", "16384"]),
        ("export", "a.png", ["--size", "1920x16385"], ["16385", "64", "16384"]),
        ("export", "a.png", ["--set", "X[0,0]=two"], ["X[0,0]=two", "“two”"]),
        ("export", "a.png", ["--set", "X[9,9]=2"], ["X[9,9]=2", "3×4"]),
        ("export", "a.png", ["--step", "soon"], ["“soon”", "words"]),
        ("export", "a.png", ["--step", "0"], ["“0”", "from 1"]),
        ("export", "a.png", ["--node", "weight"], ["“weight”", "weights"]),
        ("export", "none/a.png", [], ["none", "cannot be written"]),
    ],
)
def test_what_cannot_be_written_leaves_no_file(
    verb: str,
    out: str,
    extra: list[str],
    fragments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken").write_text("a file, not a folder")
    assert_refused(run(verb, "worked-example", "--out", out, *extra), *fragments)
    assert list(tmp_path.iterdir()) == [tmp_path / "taken"]


@pytest.mark.parametrize(
    ("content", "fragments"),
    [
        (b"", ["not a JSON file"]),
        (b"hello", ["not a JSON file"]),
        (b"\xff\xfe\x00", ["not a JSON file"]),
        (b"[1, 2]", ["not a valid scenario"]),
        (b'{"format": "other", "version": 1}', ["“format”", "$.format"]),
        (b'{"format": "softmix-scenario", "version": 9}', ["version 9", "version 2"]),
        (SCENARIO.read_bytes().replace(b'"lesson"', b'"lessen"'), ["lessen"]),
        (SCENARIO.read_bytes().replace(b"[[1]]", b"[[0]]"), ["divisor", "0"]),
        (SCENARIO.read_bytes().replace(b"[0, 2, 0, 2]", b"[0, 2, 0]"), ["$.inputs.X[1]", "3×4"]),
        (SCENARIO.read_bytes().replace(b"[0, 2, 0, 2]", b'[0, "2", 0, 2]'), ["$.inputs"]),
    ],
)
def test_a_bad_file_is_named_with_the_place(
    content: bytes, fragments: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "mine.json"
    file.write_bytes(content)
    assert_refused(run("values", str(file)), str(file), *fragments)


def test_what_nobody_foresaw_is_one_line_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str) -> None:
        raise RuntimeError("two\nlines")

    monkeypatch.setattr(command_line, "find_project", fail)
    result = run("values", "worked-example")
    assert result == (1, "", "softmix: internal error: RuntimeError: two lines\n")


def test_ctrl_c_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "built_in", interrupt)
    assert run("scenarios") == (130, "", "")


# -- as a process --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments", [["values", "worked-example"], ["scenarios"], ["--version"], ["values", "nope"]]
)
def test_starts_without_qt(arguments: list[str]) -> None:
    script = (
        f"import sys, main; main.main({arguments!r});"
        "heavy = {'PySide6', 'shiboken6', 'pyqtgraph', 'ziamath', 'gui'};"
        "sys.exit(','.join(heavy & {name.split('.')[0] for name in sys.modules}) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr


def test_a_reader_that_leaves_early_is_no_error() -> None:
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), "values", "worked-example"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    with process.stderr:
        assert process.stderr.read() == b""
    assert process.wait(timeout=60) == 1


@pytest.mark.parametrize(
    "arguments",
    [["nope"], ["worked-example", "--step", "soon"], ["export", "nope", "--out", "a.png"]],
)
def test_errors_speak_the_language_that_was_asked_for(arguments: list[str], tmp_path: Path) -> None:
    english = spawn(*arguments, "--lang", "en")
    chinese = spawn(*arguments, "--lang", "zh")
    assert_refused(english, arguments[-1] if "soon" in arguments else "nope")
    assert_refused(chinese)
    assert re.search("[\u4e00-\u9fff]", chinese.err)
    assert not re.search("[\u4e00-\u9fff]", english.err)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a display")
def test_says_when_there_is_no_display() -> None:
    displays = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    env = {name: value for name, value in os.environ.items() if name not in displays}
    code, out, err = spawn(env=env)
    assert (code, out) == (1, "")
    assert err.startswith("softmix: There is no display")
    assert err.count("\n") == 1


# -- export --------------------------------------------------------------------------------------


def png_size(path: Path) -> tuple[int, int]:
    """Width and height, from the header of a PNG file."""
    header = path.read_bytes()[:24]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    return int.from_bytes(header[16:20], "big"), int.from_bytes(header[20:24], "big")


@pytest.mark.parametrize(
    "extra",
    [
        [],
        ["--step", "1"],
        ["--step", "scores", "--theme", "dark", "--lang", "zh"],
        ["--node", "weights", "--theme", "print", "--transparent"],
        ["--set", "divisor=sqrt(3)", "--set", "scores[0,0]=9"],
    ],
)
def test_exports_one_picture_without_a_display(extra: list[str], tmp_path: Path) -> None:
    out = tmp_path / "slide.png"
    displays = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    env = {name: value for name, value in os.environ.items() if name not in displays}
    result = spawn(
        "export", "worked-example", "--out", str(out), "--size", "960x540", *extra, env=env
    )
    assert result == (0, f"{out}\n", "")
    assert png_size(out) == (960, 540)
    assert list(tmp_path.iterdir()) == [out]


def test_exports_every_step_as_numbered_files(tmp_path: Path) -> None:
    folder = tmp_path / "slides"
    result = run(
        "export", "worked-example", "--step", "all", "--out", str(folder), "--size", "96x64"
    )
    assert (result.code, result.err) == (0, "")
    written = [Path(line) for line in result.out.splitlines()]
    assert written == sorted(folder.iterdir())
    assert len(written) > 10
    assert "-01-words" in written[0].name
    assert {png_size(path) for path in written} == {(96, 64)}


@pytest.mark.parametrize(
    ("name", "start"), [("a.svg", b"<?xml"), ("a.pdf", b"%PDF-"), ("a.png", b"\x89PNG")]
)
def test_the_name_of_the_picture_chooses_the_format(
    tmp_path: Path, name: str, start: bytes
) -> None:
    out = tmp_path / name
    arguments = ("export", "worked-example", "--node", "weights", "--size", "960x540")
    assert run(*arguments, "--out", str(out)) == (0, f"{out}\n", "")
    assert out.read_bytes().startswith(start)


def test_every_format_of_pictures_can_be_chosen() -> None:
    assert set(PICTURE_SUFFIXES) == set(FORMATS)


@pytest.mark.parametrize(
    ("extra", "fragments"),
    [
        (["--heat"], ["--node"]),
        (["--explain", "scores[1,2"], ["“scores[1,2”", "scores[1,2]"]),
        (["--explain", "scores=3"], ["“scores=3”"]),
        (["--explain", "scores[1,9]"], ["scores", "[1,9]"]),
        (["--explain", "nothere[0,0]"], ["nothere"]),
        (["--step", "3-99"], ["99"]),
        (["--step", "scores..nothere"], ["nothere"]),
        (["--step", "scores", "--node", "X"], ["one thing"]),
        (["--inside", "1"], ["--step"]),
        (["--step", "scores", "--inside", "99"], ["99"]),
        (["--size", "10000x5000", "--scale", "2"], ["20000", "16384"]),
        (["--size", "a5"], ["a5", "a4-portrait", "mm"]),
        (["--dpi", "5"], ["5", "36", "1200"]),
        (["--format", "bmp"], ["bmp"]),
    ],
)
def test_what_cannot_be_exported_is_named(
    tmp_path: Path, extra: list[str], fragments: list[str]
) -> None:
    out = tmp_path / "a.png"
    assert_refused(run("export", "worked-example", "--out", str(out), *extra), *fragments)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("step", "names"),
    [
        ("8-10", ["08-score-row", "09-scores", "10-divide"]),
        ("10-8", ["08-score-row", "09-scores", "10-divide"]),
        ("score-row..9", ["08-score-row", "09-scores"]),
        ("scores..divide", ["09-scores", "10-divide"]),
        ("9-9", ["09-scores"]),
        ("mix-word", [""]),
    ],
)
def test_a_range_of_steps_by_numbers_or_ids(tmp_path: Path, step: str, names: list[str]) -> None:
    out = tmp_path / "a.svg"
    result = run("export", "worked-example", "--step", step, "--out", str(out), "--size", "96x64")
    assert (result.code, result.err) == (0, "")
    expected = [f"a-{name}.svg" if name else "a.svg" for name in names]
    assert [Path(line).name for line in result.out.splitlines()] == expected
    assert sorted(path.name for path in tmp_path.iterdir()) == expected


@pytest.mark.parametrize(
    ("extra", "size"),
    [
        (["--size", "4:3"], (1440, 1080)),
        (["--size", "16:9", "--scale", "2"], (3840, 2160)),
        (["--size", "a4", "--dpi", "72"], (842, 595)),
        (["--size", "a4-portrait", "--dpi", "72"], (595, 842)),
        (["--size", "100x50mm", "--dpi", "127"], (500, 250)),
        (["--size", "200x100", "--dpi", "300"], (200, 100)),
    ],
)
def test_sizes_of_pictures(tmp_path: Path, extra: list[str], size: tuple[int, int]) -> None:
    out = tmp_path / "a.png"
    assert run("export", "worked-example", "--out", str(out), *extra).code == 0
    assert png_size(out) == size
