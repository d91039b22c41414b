"""Scenario files that are wrong: each is refused with its place, and with no other exception."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import decoding
from engine.errors import BadScenario, Message, NotJson, SoftmixError, UnreadableFile, WrongVersion
from engine.resize import rename
from engine.scenario import Scenario, decode_scenario, read_scenario
from engine.words import Word
from tests.engine.samples import WORKED_FILE

GOOD: dict[str, Any] = json.loads(WORKED_FILE.read_text(encoding="utf-8"))
TEXT = json.dumps(GOOD)
PATH = Path("some.json")
WORD = {"en": "a", "zh": "一"}


def _decode(data: Any) -> Scenario:
    return decode_scenario(json.dumps(data).encode(), PATH)


def _edited(edit: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    data = copy.deepcopy(GOOD)
    edit(data)
    return data


def _pin(**fields: Any) -> Callable[[dict[str, Any]], object]:
    return lambda d: d.update(pins=[{"node": "Q", "cell": [0, 0], "value": 1, **fields}])


#: What is done to the good file, the place that must be named, a word of the reason.
WRONG: dict[str, tuple[Callable[[dict[str, Any]], object], str, str]] = {
    "unknown field": (lambda d: d.update(extra=1), "$", "extra"),
    "unknown field with a place in it": (lambda d: d.update({"a - at b": 1}), "$", "a - at b"),
    "unknown field of config": (lambda d: d["config"].update(extra=1), "$.config", "extra"),
    "unknown field of a word": (lambda d: d["words"][1].update(extra=1), "$.words[1]", "extra"),
    "missing field": (lambda d: d.pop("words"), "$", "words"),
    "missing language": (lambda d: d["words"][0].pop("zh"), "$.words[0]", "zh"),
    "format": (lambda d: d.update(format="other"), "$.format", "softmix-scenario"),
    "format missing": (lambda d: d.pop("format"), "$.format", "softmix-scenario"),
    "version as text": (lambda d: d.update(version="1"), "$.version", "int"),
    "version as a truth value": (lambda d: d.update(version=True), "$.version", "int"),
    "d_k as text": (lambda d: d["config"].update(d_k="3"), "$.config.d_k", "int"),
    "d_k 0": (lambda d: d["config"].update(d_k=0), "$.config.d_k", "from 1 to"),
    "d_k huge": (lambda d: d["config"].update(d_k=10**30), "$.config.d_k", "from 1 to"),
    "d_model 1025": (lambda d: d["config"].update(d_model=1025), "$.config.d_model", "from 1 to"),
    "d_v negative": (lambda d: d["config"].update(d_v=-1), "$.config.d_v", "from 1 to"),
    "no words": (lambda d: d.update(words=[]), "$.words", "0 words"),
    "too many words": (lambda d: d.update(words=[WORD] * 129), "$.words", "129 words"),
    "fewer words than rows": (lambda d: d["words"].pop(), "$.inputs.X", "2×4"),
    "blank word": (lambda d: d["words"][2].update(en=" \t"), "$.words[2]", "1 to 60"),
    "long word": (lambda d: d["words"][2].update(zh="x" * 61), "$.words[2]", "1 to 60"),
    "line break": (lambda d: d["words"][1].update(en="a\nb"), "$.words[1]", "line breaks"),
    "NUL in a word": (lambda d: d["words"][1].update(en="a\0b"), "$.words[1]", "control"),
    "lesson is a path": (lambda d: d.update(lesson="../x"), "$.lesson", "letters"),
    "lesson with NUL": (lambda d: d.update(lesson="a\0"), "$.lesson", "letters"),
    "lesson empty": (lambda d: d.update(lesson=""), "$.lesson", "letters"),
    "matrix missing": (lambda d: d["inputs"].pop("W_K"), "$.inputs", "W_K"),
    "matrix unknown": (lambda d: d["inputs"].update(W_O=[[1]]), "$.inputs.W_O", "W_O"),
    "matrix computed": (lambda d: d["inputs"].update(Q=[[1]]), "$.inputs.Q", "no input Q"),
    "row missing": (lambda d: d["inputs"]["X"].pop(), "$.inputs.X", "2 rows"),
    "no rows": (lambda d: d["inputs"].update(X=[]), "$.inputs.X", "0 rows"),
    "row short": (lambda d: d["inputs"]["W_Q"][2].pop(), "$.inputs.W_Q[2]", "4×3"),
    "rows ragged": (lambda d: d["inputs"]["W_Q"][3].append(1), "$.inputs.W_Q[3]", "4 numbers"),
    "flat": (lambda d: d["inputs"].update(divisor=[1]), "$.inputs.divisor[0]", "array"),
    "text in a matrix": (lambda d: d["inputs"].update(divisor=[["1"]]), "[0][0]", "float"),
    "null in a matrix": (lambda d: d["inputs"].update(divisor=[[None]]), "[0][0]", "float"),
    "truth in a matrix": (lambda d: d["inputs"].update(divisor=[[True]]), "[0][0]", "float"),
    "huge int": (lambda d: d["inputs"].update(divisor=[[10**400]]), "[0][0]", "range"),
    "divisor 0": (lambda d: d["inputs"].update(divisor=[[0]]), "$.inputs.divisor", "cannot be 0"),
    "divisor -0": (lambda d: d["inputs"].update(divisor=[[-0.0]]), "$.inputs.divisor", "be 0"),
    "positions on, X given": (lambda d: d["config"].update(positions=True), "$.inputs", "E"),
    "pin of an input": (_pin(node="X"), "$.pins[0].node", "X"),
    "pin of nobody": (_pin(node="nobody"), "$.pins[0].node", "nobody"),
    "pin outside": (_pin(cell=[0, 3]), "$.pins[0].cell", "3×3"),
    "pin far outside": (_pin(cell=[0, 10**30]), "$.pins[0].cell", "3×3"),
    "pin negative": (_pin(cell=[0, -1]), "$.pins[0].cell", "3×3"),
    "pin short": (_pin(cell=[0]), "$.pins[0].cell", "3×3"),
    "pin without a cell": (_pin(cell=[]), "$.pins[0].cell", "3×3"),
    "pin with a fraction": (_pin(cell=[0, 0.5]), "$.pins[0].cell[1]", "int"),
    "pin of text": (_pin(value="1"), "$.pins[0].value", "float"),
    "pin twice": (lambda d: d.update(pins=[{"node": "Q", "cell": [0, 0], "value": v}
                                           for v in (1, 2)]), "$.pins[1]", "twice"),
    "title": (lambda d: d.update(title="x"), "$.title", "object"),
    "title empty": (lambda d: d["title"].update(en=""), "$.title.en", "1 to 200"),
    "title unseen": (lambda d: d["title"].update(zh="\u200b "), "$.title.zh", "be seen"),
    "title of two lines": (lambda d: d["title"].update(en="a\nb"), "$.title.en", "one line"),
    "title long": (lambda d: d["title"].update(zh="x" * 201), "$.title.zh", "1 to 200"),
    "name empty": (lambda d: d.update(name=""), "$.name", "letters"),
    "name is a path": (lambda d: d.update(name="../x"), "$.name", "letters"),
    "name of two lines": (lambda d: d.update(name="a\n"), "$.name", "letters"),
    "name long": (lambda d: d.update(name="x" * 101), "$.name", "1 to 100"),
    "word unseen": (lambda d: d["words"][1].update(en="\u200b"), "$.words[1]", "be seen"),
    "filler": (lambda d: d["words"][1].update(zh="\u3164"), "$.words[1]", "be seen"),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "place", "says"), WRONG.values(), ids=WRONG.keys())
def test_a_fault_names_its_place(
    edit: Callable[[dict[str, Any]], object], place: str, says: str
) -> None:
    with pytest.raises(BadScenario) as error:
        _decode(_edited(edit))
    named = str(error.value.fields["place"])
    assert named == place if place.startswith("$") else named.endswith(place)
    assert says in str(error.value)
    assert "some.json" in str(error.value)


def test_the_good_file_is_good() -> None:
    assert _decode(GOOD).name == "worked-example"


@pytest.mark.parametrize("version", [0, 3, -1, 10**25])
def test_another_version(version: int) -> None:
    with pytest.raises(WrongVersion, match=f"version {version};"):
        _decode({**GOOD, "version": version, "something": "new"})


#: Bytes that are no JSON, or JSON that Python's writer would not make.
RAW = {
    "empty": (b"", NotJson),
    "blank": (b" \n", NotJson),
    "text": (b"hello", NotJson),
    "cut off": (TEXT.encode()[:-20], NotJson),
    "trailing": (TEXT.encode() + b"x", NotJson),
    "NUL bytes": (b"\0" * 100, NotJson),
    "invalid UTF-8": (TEXT.encode().replace(b"love", b"lo\xffve"), NotJson),
    "UTF-16": (TEXT.encode("utf-16"), NotJson),
    "lone surrogate": (TEXT.encode().replace(b"love", b"\\ud800"), NotJson),
    "NaN": (TEXT.replace("[[1]]", "[[NaN]]").encode(), NotJson),
    "Infinity": (TEXT.replace("[[1]]", "[[-Infinity]]").encode(), NotJson),
    "1e999": (TEXT.replace("[[1]]", "[[1e999]]").encode(), BadScenario),
    "underflow": (TEXT.replace("[[1]]", "[[1e-999]]").encode(), BadScenario),
    "5000 digits": (TEXT.replace("[[1]]", f"[[{'9' * 5000}]]").encode(), BadScenario),
    "d_k of 5000 digits": (TEXT.replace('"d_k": 3', f'"d_k": {"9" * 5000}').encode(), BadScenario),
    "version 1e400": (TEXT.replace('"version": 2', '"version": 1e400').encode(), BadScenario),
    "version of 5000 digits": (
        TEXT.replace('"version": 2', f'"version": {"9" * 5000}').encode(), BadScenario),
    "a list": (b"[]", BadScenario),
    "a number": (b"1", BadScenario),
    "null": (b"null", BadScenario),
    "an empty object": (b"{}", BadScenario),
    "deep lists": (b"[" * 100_000, SoftmixError),
    "deep objects": (b'{"a":' * 100_000, NotJson),
    "deep unknown": (b'{"zzz":' + b"[" * 100_000, NotJson),
    "deep matrix": (TEXT.replace("[[1]]", "[" * 100_000).encode(), NotJson),
    "deep and closed": (
        TEXT.replace("[[1]]", "[" * 100_000 + "]" * 100_000).encode(), SoftmixError),
}  # fmt: skip


@pytest.mark.parametrize(("data", "error"), RAW.values(), ids=RAW.keys())
def test_bytes_that_are_no_scenario(data: bytes, error: type[SoftmixError], tmp_path: Path) -> None:
    path = tmp_path / "raw.json"
    path.write_bytes(data)
    with pytest.raises(error, match=r"raw\.json"):
        read_scenario(path)


def test_a_byte_order_mark_is_no_fault() -> None:
    assert decode_scenario(b"\xef\xbb\xbf" + TEXT.encode(), PATH) == _decode(GOOD)


def test_names_and_titles_at_their_limits() -> None:
    long = _decode({**GOOD, "name": "例-_" * 25, "title": {"en": "x" * 200, "zh": "茶"}})
    assert len(long.name) == 75


#: What is decoded, and the reason as a person reads it; every one can be translated.
REASONS = {
    TEXT.replace("{", '{"a{b}": 1, ', 1): "there is an unknown field `a{b}`",
    TEXT.replace('"lesson"', '"name"', 1): "the field `lesson` is missing",
    TEXT.replace('"d_k": 3', '"d_k": "3"'): "`int` is expected, not `str`",
    TEXT.replace("[[1]]", "[[1e999]]"): "the number is out of range",
    TEXT[:-1]: "it ends too early",
    TEXT + "x": "something follows after its end",
    "hello": "there is a wrong character at byte 0",
    "{1:2}": "it is malformed at byte 1 (object keys must be strings)",
    TEXT.replace("love", "lo\udcff"): "it is not text in UTF-8",
    TEXT.replace("[[1]]", "[" * 100_000): "it is nested too deeply",
}


@pytest.mark.parametrize(("text", "reason"), REASONS.items(), ids=REASONS.values())
def test_the_usual_reasons_can_be_translated(text: str, reason: str) -> None:
    with pytest.raises((BadScenario, NotJson)) as error:
        decode_scenario(text.encode("utf-8", "surrogateescape"), PATH)
    said = error.value.fields["reason"]
    assert isinstance(said, Message)
    assert said == reason


def test_what_is_saved_can_be_opened() -> None:
    """A name without anything to see becomes `?`, which a file may hold."""
    scenario = _decode(GOOD)
    renamed = rename(scenario.state(), 0, "\u200b")
    assert renamed.words[0] == Word("?", "?")
    data = msgspec.json.encode(scenario.with_state(renamed))
    assert decode_scenario(data, PATH).words[0] == Word("?", "?")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.data())
def test_any_json_in_any_place_is_read_or_refused(data: st.DataObject) -> None:
    edited = copy.deepcopy(GOOD)
    place: Any = edited
    while True:
        keys = list(place) if isinstance(place, dict) else range(len(place))
        key = data.draw(st.sampled_from(keys))
        deeper = place[key]
        if not isinstance(deeper, dict | list) or not deeper or data.draw(st.booleans()):
            break
        place = deeper
    place[key] = data.draw(json_values)
    try:
        scenario = _decode(edited)
    except SoftmixError:
        return
    scenario.state().evaluator()


@given(st.binary() | st.integers(0, len(TEXT) - 1).map(lambda n: TEXT.encode()[:n]))
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(SoftmixError):
        decode_scenario(data, PATH)


def test_a_file_that_is_none(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for path in (tmp_path, tmp_path / "missing", loop, tmp_path / ("x" * 300), WORKED_FILE / "x"):
        with pytest.raises(UnreadableFile) as error:
            read_scenario(path)
        assert error.value.fields["path"] == path


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no such device here")
def test_a_device_that_never_ends() -> None:
    with pytest.raises(NotJson, match="wrong character at byte 0"):
        read_scenario(Path("/dev/zero"))


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "LARGEST_FILE", 2**20)
    path = tmp_path / "large.json"
    path.write_bytes(b"{" + b" " * 2**20)
    with pytest.raises(UnreadableFile, match="larger than 1 MiB"):
        read_scenario(path)
