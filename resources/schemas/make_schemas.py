"""Write the JSON Schemas of scenario and project files from the structs that read them.

Run from the top of the project: `python resources/schemas/make_schemas.py`.
"""

from __future__ import annotations

import inspect
import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

import msgspec

from engine import pipeline, project_format, scenario_format, stored, words

_MODULES = (pipeline, project_format, scenario_format, stored, words)
KINDS = {
    "scenario": (scenario_format.Scenario, "A scenario of Softmix: an example one can open"),
    "project": (project_format.Project, "A project of Softmix: work on an example"),
}


def schema(kind: str) -> dict[str, Any]:
    """The schema of one kind of file."""
    struct, title = KINDS[kind]
    made = msgspec.json.schema(struct)
    for name, part in made["$defs"].items():
        source = next(vars(module)[name] for module in _MODULES if name in vars(module))
        _describe(part, source)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **made}


def _describe(part: dict[str, Any], struct: type) -> None:
    """Take what a struct says of itself and of its fields, its bases' included."""
    part["description"] = inspect.cleandoc(struct.__doc__ or "").partition("\n\n")[0]
    for base in reversed(struct.__mro__):
        for names, text in _attributes(base.__doc__ or ""):
            for name in names:
                if name in part["properties"]:
                    part["properties"][name].setdefault("description", text)


def _attributes(doc: str) -> list[tuple[list[str], str]]:
    """The `Attributes:` of a docstring: the names that share a text, and the text."""
    _, found, after = inspect.cleandoc(doc).partition("Attributes:\n")
    if not found:
        return []
    entries: list[list[str]] = []
    for line in after.split("\n"):
        if line.startswith("    ") and not line.startswith("     "):
            entries.append([line.strip()])
        elif line.strip() and entries:
            entries[-1].append(line.strip())
    pairs = [" ".join(lines).partition(": ") for lines in entries]
    return [(names.split(", "), text) for names, _, text in pairs]


def text(kind: str) -> str:
    """The file of one kind."""
    return json.dumps(schema(kind), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for each in KINDS:
        (HERE / f"{each}.schema.json").write_text(text(each), encoding="utf-8")
