"""The Chinese catalogue is current and complete, and every error has its sentence in it."""

from __future__ import annotations

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
