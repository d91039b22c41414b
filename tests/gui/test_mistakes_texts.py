"""The mistakes worth making: what is said of them, in both languages."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from engine.mistakes import MISTAKES, keep
from engine.scenario import find_scenario
from gui.i18n import Languages
from gui.mistakes.catalogue import TEXTS
from gui.mistakes.parts import wrapped
from tests.gui.mistakes_help import (
    KEYS,
    PLACEHOLDER,
    each,
)


def test_every_mistake_has_texts_for_all_that_it_says() -> None:
    assert list(TEXTS) == KEYS
    for mistake in MISTAKES:
        texts = TEXTS[mistake.key]
        assert set(texts.choices) == set(mistake.choices)
        state = find_scenario(mistake.scenario).state()
        before = state.evaluator()
        asked = set(mistake.ask(before))
        for said in (texts.why, texts.question, *texts.choices.values()):
            assert set(PLACEHOLDER.findall(said)) <= asked, said
        after = mistake.set_up(state, before).evaluator()
        outcome = mistake.look(keep(before), after)
        for finding in outcome.findings:
            said = texts.findings[finding.key]
            assert set(PLACEHOLDER.findall(said)) <= set(finding.filling), said
        assert {finding.key for finding in outcome.findings} <= set(texts.findings)
        for said in (texts.title, texts.line, texts.look, texts.source):
            assert not PLACEHOLDER.search(said), said


@each
def test_prose_is_short_and_plain(key: str) -> None:
    texts = TEXTS[key]
    for said in (texts.why, texts.question, texts.look):
        assert 8 <= len(said.split()) <= 60, said
        assert said[-1] in ".?"
        assert "!" not in said
    assert texts.question.endswith("?")
    assert len(texts.line.split()) <= 8
    for said in texts.findings.values():
        assert said.endswith("."), said


def test_chinese_says_the_same_with_the_same_numbers(qapp: object) -> None:
    languages = Languages()
    languages.use("zh")
    try:
        for texts in TEXTS.values():
            said = [texts.title, texts.line, texts.why, texts.question, texts.look]
            for english in [*said, *texts.choices.values(), *texts.findings.values()]:
                chinese = QCoreApplication.translate("mistakes", english)
                kept = set(PLACEHOLDER.findall(english))
                assert set(PLACEHOLDER.findall(chinese)) == kept, english
                in_words = re.sub(r"\{\w+\}|[^A-Za-z]", "", english)
                assert re.search(r"[\u4e00-\u9fff]", chinese) or not in_words, english
    finally:
        languages.use("en")


def test_lines_break_at_spaces_and_between_chinese_characters(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    metrics = label.fontMetrics()
    english = "one two three four five"
    lines = wrapped(english, metrics, metrics.horizontalAdvance("one two three"))
    assert len(lines) > 1
    assert " ".join(lines) == english
    chinese = "没有一个权重变化，什么也不变"
    lines = wrapped(chinese, metrics, metrics.horizontalAdvance("没有一个权"))
    assert len(lines) >= 3
    assert "".join(lines) == chinese
    assert wrapped("", metrics, 100) == [""]
