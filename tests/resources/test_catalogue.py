"""The Chinese catalogue is current and complete, and every error has its sentence in it."""

from __future__ import annotations

import ast
import importlib.util
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from engine import errors
from engine.errors import SoftmixError

TOP = Path(__file__).resolve().parents[2]
_FIELD = re.compile(r"\{(\w*)[^}]*\}")


def update_module():  # type: ignore[no-untyped-def]
    path = TOP / "resources" / "i18n" / "update.py"
    spec = importlib.util.spec_from_file_location("catalogue_update", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def messages() -> list[tuple[str, str, str]]:
    root = ElementTree.parse(TOP / "resources" / "i18n" / "softmix_zh.ts").getroot()
    return [
        (
            context.findtext("name") or "",
            message.findtext("source") or "",
            message.findtext("translation") or "",
        )
        for context in root.iter("context")
        for message in context.iter("message")
    ]


def test_the_catalogue_is_current_and_complete() -> None:
    assert update_module().out_of_date() == []


def test_translations_keep_the_fields_of_their_texts() -> None:
    for context, source, translation in messages():
        assert sorted(_FIELD.findall(source)) == sorted(_FIELD.findall(translation)), (
            f"{context}: {source}"
        )


def test_chinese_uses_full_width_punctuation() -> None:
    for context, source, translation in messages():
        assert not re.search(r"[\u4e00-\u9fff][,;:!?]", translation), f"{context}: {source}"


def test_every_error_is_in_the_catalogue() -> None:
    known = {source for context, source, _ in messages() if context == "errors"}
    classes = [
        value
        for value in vars(errors).values()
        if isinstance(value, type) and issubclass(value, SoftmixError) and value.template
    ]
    assert classes
    for kind in classes:
        assert kind.template in known, kind.__name__


def texts_in_code() -> set[tuple[str, str]]:
    """Every text that code asks a translation of: (file, text), as Python reads the code.

    The program that fills the catalogue does not look into f-strings; Python does.
    """
    found = set()
    for path in [*(TOP / "gui").rglob("*.py"), *(TOP / "engine").rglob("*.py")]:
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            name = getattr(call.func, "attr", None) or getattr(call.func, "id", None)
            place = {"tr": 0, "translate": 1, "translatable": 1}.get(str(name))
            given = call.args[place : place + 1] if place is not None else []
            for text in given:
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    found.add((path.name, text.value))
    return found


def test_every_text_of_the_code_is_in_the_catalogue() -> None:
    known = {source for _, source, _ in messages()}
    texts = texts_in_code()
    assert len(texts) > 1000
    assert {(file, text) for file, text in texts if text not in known} == set()
