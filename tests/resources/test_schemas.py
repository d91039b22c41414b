"""The JSON Schemas say what the readers do, and the pages on writing scenarios are true."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from engine.project import decode_project, encode_project
from engine.scenario import RESOURCES, built_in, decode_scenario
from tests.engine.test_project import WRONG, _good
from tests.engine.test_scenario_refused import GOOD

FOLDER = RESOURCES / "schemas"
_SPEC = importlib.util.spec_from_file_location("make_schemas", FOLDER / "make_schemas.py")
assert _SPEC is not None
make_schemas = importlib.util.module_from_spec(_SPEC)
assert _SPEC.loader is not None
_SPEC.loader.exec_module(make_schemas)

PAGES = ("WRITING.md", "WRITING.zh.md")


def _schema(kind: str) -> Any:
    return json.loads((FOLDER / f"{kind}.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", make_schemas.KINDS)
def test_the_schema_is_that_of_the_structs(kind: str) -> None:
    """Run `python resources/schemas/make_schemas.py` where this fails."""
    assert (FOLDER / f"{kind}.schema.json").read_text(encoding="utf-8") == make_schemas.text(kind)
    jsonschema.Draft202012Validator.check_schema(_schema(kind))


@pytest.mark.parametrize("kind", make_schemas.KINDS)
def test_every_struct_is_described_and_closed(kind: str) -> None:
    for name, part in _schema(kind)["$defs"].items():
        assert part["description"], name
        assert part["additionalProperties"] is False, name


@pytest.mark.parametrize("name", [listing.name for listing in built_in()])
def test_every_scenario_is_valid(name: str) -> None:
    path = next(listing.path for listing in built_in() if listing.name == name)
    jsonschema.validate(json.loads(path.read_bytes()), _schema("scenario"))


def test_a_project_is_valid() -> None:
    data = encode_project(decode_project(json.dumps(_good()).encode(), Path("a.softmix")))
    jsonschema.validate(json.loads(data), _schema("project"))


@pytest.mark.parametrize("wrong", [n for n in WRONG if n.startswith("unknown") or "is not" in n])
def test_what_is_refused_for_its_fields_is_invalid(wrong: str) -> None:
    fields = _good()
    WRONG[wrong][0](fields)
    if wrong != "a changed cell that is not there":
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(fields, _schema("project"))


def test_a_scenario_without_words_is_invalid() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({k: v for k, v in GOOD.items() if k != "words"}, _schema("scenario"))


def _blocks(page: str) -> list[str]:
    return re.findall(r"```json\n(.*?)```", (FOLDER / page).read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("page", PAGES)
def test_what_the_pages_show_can_be_opened(page: str) -> None:
    blocks = _blocks(page)
    assert len(blocks) == 2
    for block in blocks:
        scenario = decode_scenario(block.encode(), Path(page))
        scenario.state().evaluator()
        jsonschema.validate(json.loads(block), _schema("scenario"))


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_name_every_field(page: str) -> None:
    text = (FOLDER / page).read_text(encoding="utf-8")
    parts = _schema("scenario")["$defs"]
    for struct in ("Scenario", "Config"):
        for field in parts[struct]["properties"]:
            assert f"`{field}`" in text, field


def test_both_pages_show_the_same() -> None:
    assert _blocks(PAGES[0]) == _blocks(PAGES[1])
