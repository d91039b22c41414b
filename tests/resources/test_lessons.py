"""The prose of the lesson: both languages bind, whatever a learner does to the numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from fontTools.ttLib import TTFont

from engine.graph import Axis
from engine.lesson import LANGUAGES, Lesson, Prose, Step, read_lesson
from engine.prose import Context, bind, bindings, plain_text
from engine.scenario import RESOURCES, find_scenario
from engine.state import Fill, State, Word, insert, remove, rename, with_positions

NAME = "worked-example"
TITLE_LIMIT = 45
CAPTION_LIMIT = 90

BINDING = re.compile(r"\{[^{}]*\}")
TAG = re.compile(r"</?[a-z]+>")
HAN = r"[\u4e00-\u9fff]"
SENTENCE_END = {"en": re.compile(r"[.!?](?=\s|$)"), "zh": re.compile(r"[。！？]")}

#: Every digit that prose may write out, since no edit can make it false: facts of the method.
LITERAL_NUMBERS = {
    "en": (
        "starts with 1 on purpose",
        "every row sum to 1",
        "rows that sum to 1",
        "e, about 2.718,",
        "larger by 1 gets about 2.718 times",
        "one weight comes to 1,",
    ),
    "zh": (
        "特意从 1 开始",
        "每一行的总和为 1",
        "e（约为 2.718）",
        "高出 1，权重就约为 2.718 倍",
        "权重越接近 1，",
    ),
}
COUNTED_WORDS = {
    "en": re.compile(r"\b(two|three|four) (words|rows|columns|numbers|keys|scores)\b", re.I),
    "zh": re.compile(r"[二两三四]个?(词|行|列|数|键|分数)"),
}


@cache
def lesson() -> Lesson:
    """The lesson of the worked example."""
    return read_lesson(RESOURCES / "lessons", NAME)


def start() -> State:
    """The worked example before any edit."""
    return find_scenario(NAME).state()


def prose_of(step: Step, language: str) -> Prose:
    """The prose of a step."""
    return lesson().prose[language][step.id]


def bound(state: State, language: str) -> Iterator[tuple[Step, str, str]]:
    """Every step with its text and its caption, bound to `state`."""
    words = [word.text(language) for word in state.words]
    context = Context(state.evaluator(), words, language)
    for step in lesson().steps:
        prose = prose_of(step, language)
        yield (
            step,
            plain_text(bind(prose.text, context)),
            plain_text(bind(prose.caption, context)),
        )


def written(text: str, replacement: str = "") -> str:
    """What stands in the file itself: bindings replaced, tags left out."""
    return TAG.sub("", BINDING.sub(replacement, text))


# -- what a learner may do -------------------------------------------------------------------------


def edited(state: State, seed: int) -> State:
    """Every input replaced by random numbers with two decimals."""
    random = np.random.default_rng(seed)
    inputs = {
        name: np.round(random.normal(scale=2, size=matrix.shape), 2)
        for name, matrix in state.inputs.items()
    }
    inputs["divisor"] = np.array([[0.5 + random.random()]])
    return replace(state, inputs=inputs)


def one_word(state: State) -> State:
    """All words but the last removed."""
    while len(state.words) > 1:
        state = remove(state, "word", 0)
    return state


def one_column(state: State) -> State:
    """d_model, d_k and d_v cut down to 1."""
    axes: tuple[Axis, ...] = ("d_model", "d_k", "d_v")
    for axis in axes:
        while state.size(axis) > 1:
            state = remove(state, axis, 0)
    return state


def grown(state: State) -> State:
    """Two words and two columns of K more."""
    for seed in (1, 2):
        state = insert(state, "word", 1, Fill(seed), Word(f"word{seed}", f"词{seed}"))
        state = insert(state, "d_k", 0, Fill(seed))
    return state


def pinned(state: State) -> State:
    """A weight pinned, so that its row no longer sums to 1."""
    return replace(state, overrides={"weights": {(0, 1): 0.9}, "scores": {(1, 1): -3.0}})


def all_zero(state: State) -> State:
    """Nothing but ties."""
    inputs = {name: np.zeros_like(matrix) for name, matrix in state.inputs.items()}
    return replace(state, inputs={**inputs, "divisor": np.array([[1.0]])})


EDITS: dict[str, Callable[[State], State]] = {
    "untouched": lambda state: state,
    "random-1": lambda state: edited(state, 1),
    "random-2": lambda state: edited(state, 2),
    "one-word": one_word,
    "one-column": one_column,
    "one-number": lambda state: one_column(one_word(state)),
    "grown": grown,
    "grown-random": lambda state: edited(grown(state), 3),
    "positions": lambda state: with_positions(state, True),
    "positions-grown": lambda state: grown(with_positions(state, True)),
    "positions-one-word": lambda state: one_word(with_positions(state, True)),
    "renamed": lambda state: rename(state, 1, "{drink} <b>"),
    "pinned": pinned,
    "all-zero": all_zero,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edit", EDITS)
def test_every_step_binds(edit: str, language: str) -> None:
    state = EDITS[edit](start())
    for step, text, caption in bound(state, language):
        for line in (text, caption):
            assert line.strip(), step.id
            assert "NaN" not in line, step.id
            assert edit == "renamed" or not re.search(r"[{}<>]", line), (step.id, line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_prose_follows_an_edit_of_every_number(language: str) -> None:
    before = list(bound(start(), language))
    after = list(bound(edited(grown(start()), 4), language))
    for (step, text, caption), (_, new_text, new_caption) in zip(before, after, strict=True):
        assert text != new_text, step.id
        assert caption != new_caption, step.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_word_leaves_the_divisor_as_it_is(language: str) -> None:
    more = insert(start(), "word", 3, Fill(1), Word("cold", "凉"))
    divide = lesson().find("divide")
    (_, text, caption), (_, new_text, new_caption) = (
        list(bound(state, language))[divide] for state in (start(), more)
    )
    assert new_caption == caption
    old_count, new_count = ("3 now", "4 now") if language == "en" else ("现在是 3）", "现在是 4）")
    assert old_count in text
    assert new_text == text.replace(old_count, new_count)


def test_ties_name_every_word() -> None:
    texts = {
        language: {step.id: text for step, text, _ in bound(start(), language)}
        for language in LANGUAGES
    }
    assert "goes to: love and tea." in texts["en"]["softmax-row"]
    assert "最大的是：爱、茶。" in texts["zh"]["softmax-row"]


# -- the files -----------------------------------------------------------------------------------


def test_the_languages_have_the_steps_of_the_structure() -> None:
    ids = [step.id for step in lesson().steps]
    assert len(ids) == len(set(ids)) == 17
    for language in LANGUAGES:
        assert list(lesson().prose[language]) == ids


@pytest.mark.parametrize("step", lesson().steps, ids=lambda step: step.id)
def test_the_languages_bind_the_same_numbers(step: Step) -> None:
    english, chinese = (prose_of(step, language) for language in ("en", "zh"))
    assert set(bindings(english.text)) == set(bindings(chinese.text))
    assert set(bindings(english.caption)) == set(bindings(chinese.caption))
    assert set(TAG.findall(english.text)) == set(TAG.findall(chinese.text))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", lesson().steps, ids=lambda step: step.id)
class TestProse:
    def test_is_short(self, step: Step, language: str) -> None:
        prose = prose_of(step, language)
        assert 0 < len(prose.title) <= TITLE_LIMIT
        assert not re.search(r"[{}<>]", prose.title)
        assert not re.search(r"[.。!！]$", prose.title)
        for text, least, most in ((prose.text, 2, 5), (prose.caption, 1, 1)):
            plain = written(text, "N")
            assert least <= len(SENTENCE_END[language].findall(plain)) <= most, plain
            assert SENTENCE_END[language].search(plain[-1]), plain

    def test_has_live_numbers(self, step: Step, language: str) -> None:
        prose = prose_of(step, language)
        assert len(set(bindings(prose.text))) >= 3
        assert list(bindings(prose.caption))

    def test_speaks_of_the_lit_cell(self, step: Step, language: str) -> None:
        if step.lit:
            row = re.sub(r",\d+\]", "]", step.lit)
            assert {step.lit, row} & set(bindings(prose_of(step, language).text))

    def test_writes_out_no_number_of_the_example(self, step: Step, language: str) -> None:
        prose = prose_of(step, language)
        for text in (prose.title, prose.text, prose.caption):
            plain = written(text)
            assert not COUNTED_WORDS[language].search(plain), plain
            for phrase in LITERAL_NUMBERS[language]:
                plain = plain.replace(phrase, "")
            assert not re.search(r"\d", plain), plain

    def test_does_not_name_a_word_that_may_change(self, step: Step, language: str) -> None:
        prose = prose_of(step, language)
        plain = " ".join(written(text) for text in (prose.title, prose.text, prose.caption))
        names = {"en": r"\b(I|love|tea)\b", "zh": "[我爱茶]"}[language]
        assert not re.search(names, plain), plain


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_literal_number_is_allowed_in_vain(language: str) -> None:
    everything = " ".join(
        written(f"{prose.title} {prose.text}") for prose in lesson().prose[language].values()
    )
    for phrase in LITERAL_NUMBERS[language]:
        assert phrase in everything


def test_captions_fit_a_slide() -> None:
    for step, _, caption in bound(start(), "en"):
        assert len(caption) <= CAPTION_LIMIT, (step.id, caption)


@pytest.mark.parametrize("step", lesson().steps, ids=lambda step: step.id)
def test_chinese_punctuation_is_full_width(step: Step) -> None:
    prose = prose_of(step, "zh")
    for text in (prose.title, prose.text, prose.caption):
        plain = written(text, "{}")
        assert not re.search(rf"{HAN}[,;:.?!()]", plain), plain
        assert not re.search(rf"[,;:?!(]\s*{HAN}", plain), plain
        assert not re.search(r"\s[，。；：？！、）”]|[，。；：？！、（“]\s", plain), plain
        spaced = re.sub(r"“\{\}”", "", plain)
        assert not re.search(rf"{HAN}[A-Za-z0-9{{]|[A-Za-z0-9}}]{HAN}", spaced), spaced


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bundled_fonts_draw_every_character(language: str) -> None:
    families = ["Inter-Regular.otf"] + (["NotoSansSC-Regular.otf"] if language == "zh" else [])
    drawn = {
        chr(code) for name in families for code in TTFont(RESOURCES / "fonts" / name).getBestCmap()
    }
    for prose in lesson().prose[language].values():
        assert not set(prose.title + prose.text + prose.caption) - drawn
