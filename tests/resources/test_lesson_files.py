"""The files of the lessons: their steps fit the scenario, their two languages fit each other."""

from __future__ import annotations

import re
from functools import cache
from typing import get_args

import pytest
from fontTools.ttLib import TTFont

from engine.graph import Graph, Stage
from engine.lesson import LANGUAGES, Lesson, Prose, Region, Step, read_lesson
from engine.prose import bindings
from engine.scenario import RESOURCES, built_in, find_scenario

NAMES = [listing.name for listing in built_in()]
TITLE_LIMIT = 45
FOCUS_LIMIT = 5

BINDING = re.compile(r"\{[^{}]*\}")
CONDITION = re.compile(r"\{(?:if [^{}]*|else|end)\}")
LABEL = re.compile(r"\{label [^{}]*\}")
TAG = re.compile(r"</?[a-z]+>")
HAN = r"[\u4e00-\u9fff]"

#: Every stretch with a digit that prose may write out, since no edit can make it false: facts of
#: the method, of the paper, and what one is told to type.
LITERALS = {
    "en": (
        r"(?:al\.|Bengio) 20\d\d",  # the year of a source
        r"starts with 1 on purpose", r"sums? to 1\b", r"e, about 2\.718,",
        r"larger by 1 gets about 2\.718 times", r"one weight comes to 1,",
        r"mean 0 and variance 1", r"brings it back to 1\b", r"above 0\b", r"to the power of 0 is 1",
        r"to the power of",
        r"d − 1", r"γ is 1 and β is 0", r"lies around 0", r"divided by 0", r"start with 1 and 0",
        r"d_model is 512 and d_ff is 2048", r"d_model = 512, 8 heads and d_ff = 2048", r"table 3",
        r"negative number by 0", r"negative numbers to 0", r"close to 0", r"below 0", r"a 0 adds",
        r"are 0\b", r"to 0\b", r"W_[12]", r"b_[12]", r"stacks 6", r"by 512 numbers",
        r"= 512 ÷ 8 = 64|512 ÷ 8 = 64", r"fixed 0", r"is 0\b", r"not 0\b",
        r"8 heads with 64 columns", r"with 512:", r"65 million", r"10000 · 2π", r"2π",
        r"counted from 0", r"divisor to 1\b", r"1 ÷", r"start with 0",
        r"than 0", r"−∞ is 0", r"weight 0", r"become 0", r"of 0 adds",
        r"less than 1", r"always gives 1", r"1 means", r"0 it may not", r"has 1\b", r"has 0\b",
        r"divides 0 by 0", r"often 0", r"a 1 in",
        r"becomes 0 now", r"score of 0", r"writes 0",
    ),
    "zh": (
        r"(?:等|Bengio)[，（]20\d\d",
        r"特意从 1 开始", r"总和为 1", r"e（约为 2\.718）", r"高出 1，权重就约为 2\.718 倍",
        r"权重越接近 1，", r"均值为 0、方差为 1", r"又回到 1", r"d − 1", r"γ 是 1，β 是 0",
        r"在 0 的两侧", r"被 0 除", r"起初是 1 和 0", r"d_model 是 512，d_ff 是 2048",
        r"d_model = 512、8 个头、d_ff = 2048", r"表 3", r"换成 0", r"变成 0", r"接近 0", r"低于 0",
        r"0 什么也不添", r"0 往往", r"0 除以 0", r"是 0", r"为 0", r"成 0", r"W_[12]", r"b_[12]",
        r"叠放 6", r"用 512 个数", r"512 ÷ 8 = 64", r"固定的 0", r"都是 0", r"8 个头，每个 64 列",
        r"一个 512 列", r"6500 万", r"10000 · 2π", r"2π", r"从 0 数起", r"除数设为 1", r"1 ÷",
        r"只有 1 和 0", r"大于 0", r"不再是 1", r"恰好是 0", r"小于 1", r"总是 1", r"1 表示",
        r"0 表示", r"0 分", r"0 次幂是 1",
        r"都是 1", r"是 1 的地方", r"左边是 1", r"左边为 1",
    ),
}  # fmt: skip
#: What an edit of the words would make false; common words of the language are left out.
_LETTER = {"en": r"\b[b-h]\b", "zh": r"(?<![A-Za-z_])[a-h](?![A-Za-z_])"}
NAMED_WORDS = {
    "copy-previous": _LETTER,
    "read-backwards": _LETTER,
    "find-duplicate": _LETTER,
    "sort-letters": _LETTER,
    "worked-example": {"en": r"\b(I|love|tea)\b", "zh": "[我爱茶]"},
    "worked-block": {"en": r"\b(I|love|tea)\b", "zh": "[我爱茶]"},
    "eight-heads-512": {"en": r"\b(I|love|tea)\b", "zh": "[我爱茶]"},
    "paper-base": {"en": r"\b(tea|hot|cool|awhile)\b", "zh": "[茶烫凉]"},
    "causal": {"en": r"\b(I|love|hot|tea)\b", "zh": "[我爱热茶]"},
    "apple": {"en": r"\b(please|buy|bag|orange)\b", "zh": "请买|袋|橙子"},
    "backward": {"en": r"\b(I|love|tea)\b", "zh": "[我爱茶]"},
    "relatives": {
        "en": r"\b(boy|girl|mother|father|brother|sister|aunt|uncle|cousin)s?\b",
        "zh": "男孩|女孩|妈妈|爸爸|哥哥|姐姐|爷爷|奶奶|外公|外婆|姑姑|舅舅|表姐",
    },
}
COUNTED_WORDS = {
    "en": re.compile(
        r"(?<!first )\b(two|three|four) (words|rows|columns|numbers|keys|scores|heads)\b", re.I
    ),
    "zh": re.compile(r"(?<![第前这])[二两三四]个?(词|行|列|数|键|分数|头)"),
}


@cache
def lesson(name: str) -> Lesson:
    """A lesson by its name."""
    return read_lesson(RESOURCES / "lessons", name)


@cache
def graph(name: str) -> Graph:
    """What the scenario of that name computes when it opens."""
    return find_scenario(name).state().graph()


STEPS = [
    pytest.param(name, step, id=f"{name}-{step.id}")
    for name in NAMES
    for step in lesson(name).steps
]


def prose_of(name: str, step: Step, language: str) -> Prose:
    """The prose of a step."""
    return lesson(name).prose[language][step.id]


def written(text: str, replacement: str = "") -> str:
    """What stands in the file itself: bindings replaced, conditions and tags left out."""
    return TAG.sub("", BINDING.sub(replacement, CONDITION.sub("", text)))


# -- the structure -------------------------------------------------------------------------------


def test_every_scenario_has_a_lesson_of_its_name() -> None:
    for name in NAMES:
        assert find_scenario(name).lesson == name
    files = {path.name.split(".")[0] for path in (RESOURCES / "lessons").glob("*.toml")}
    assert files == set(NAMES)


COUNTS = {
    "worked-example": (17, 17),
    "worked-block": (18, 22),
    "relatives": (8, 14),
    "eight-heads-512": (8, 14),
    "paper-base": (8, 14),
    "causal": (8, 15),
    "apple": (8, 9),
    "backward": (12, 12),
    "copy-previous": (8, 10),
    "read-backwards": (8, 10),
    "find-duplicate": (8, 10),
    "sort-letters": (10, 14),
}


@pytest.mark.parametrize("name", NAMES)
def test_the_languages_have_the_steps_of_the_structure(name: str) -> None:
    ids = [step.id for step in lesson(name).steps]
    least, most = COUNTS[name]
    assert least <= len(ids) <= most
    assert len(ids) == len(set(ids))
    for language in LANGUAGES:
        assert list(lesson(name).prose[language]) == ids


@pytest.mark.parametrize("name", NAMES)
def test_the_steps_go_through_the_stages_once_in_the_order_of_their_flow(name: str) -> None:
    """Forward from the words on, back from the loss; a step downhill is made last."""
    stages: dict[str, list[int]] = {"forward": [], "backward": []}
    flows = [graph(name)[step.focus[-1]].flow for step in lesson(name).steps]
    assert flows == sorted(flows, key=("forward", "backward", "update").index)
    for step, flow in zip(lesson(name).steps, flows, strict=True):
        stages.setdefault(flow, []).append(get_args(Stage).index(step.stage))
    assert stages["forward"] == sorted(stages["forward"])
    assert stages["backward"] == sorted(stages["backward"], reverse=True)


@pytest.mark.parametrize("name", NAMES)
def test_every_node_is_shown_by_a_step(name: str) -> None:
    for node in graph(name).order:
        assert lesson(name).opens_at(node) is not None, node
    everything = lesson(name).visible(len(lesson(name).steps) - 1, graph(name))
    for node, mask in everything.items():
        assert mask.all(), node


@pytest.mark.parametrize("name", NAMES)
def test_a_node_opens_after_what_it_is_made_of(name: str) -> None:
    for node in graph(name).nodes:
        opens = lesson(name).opens_at(node.name)
        for source in node.inputs:
            source_opens = lesson(name).opens_at(source)
            assert opens is not None
            assert source_opens is not None
            assert source_opens <= opens or {node.name, source} == {"X", "PE"}, (node.name, source)


@pytest.mark.parametrize(("name", "step"), STEPS)
class TestStructure:
    def test_is_about_nodes_that_there_are(self, name: str, step: Step) -> None:
        result = step.focus[-1]
        shown = [node for node in step.focus if node in graph(name)]
        absent = {"E", "PE"} - set(graph(name).order)
        assert shown == [node for node in step.focus if node not in absent]
        assert result in shown
        last = step.id == lesson(name).steps[-1].id
        assert last or len(shown) <= FOCUS_LIMIT
        assert set(step.formula) - absent <= set(graph(name).order)
        assert graph(name)[result].stage == step.stage

    def test_shows_what_it_is_about(self, name: str, step: Step) -> None:
        index = lesson(name).find(step.id)
        visible = lesson(name).visible(index, graph(name))
        for node in step.focus:
            assert node not in graph(name) or visible[node].any() or step.mix_of is not None, node

    def test_lights_a_cell_that_is_shown(self, name: str, step: Step) -> None:
        index = lesson(name).find(step.id)
        lit = lesson(name).lit_cell(index, graph(name), step.head or 0)
        if lit is not None:
            node, cell = lit
            assert node in step.focus
            assert lesson(name).visible(index, graph(name))[node][cell[-2:]]
            assert not graph(name)[node].per_head or graph(name).heads == 1 or step.head == cell[0]

    def test_speaks_of_the_lit_cell(self, name: str, step: Step) -> None:
        region: Region | None = step.lit_region
        if region is None:
            return
        row = step.lit.partition(",")[0]
        for language in LANGUAGES:
            spoken = [b for b in bindings(prose_of(name, step, language).text) if row in b]
            assert spoken, (language, row)

    def test_a_mix_belongs_to_its_three_nodes(self, name: str, step: Step) -> None:
        if step.mix_of is not None:
            assert step.focus == ["weights", "V", "head_output"]


# -- the prose -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "step"), STEPS)
def test_the_languages_bind_the_same_numbers(name: str, step: Step) -> None:
    english, chinese = (prose_of(name, step, language) for language in LANGUAGES)
    for ours, theirs in ((english.text, chinese.text), (english.caption, chinese.caption)):
        assert set(bindings(ours)) == set(bindings(theirs))
        assert CONDITION.findall(ours) == CONDITION.findall(theirs)
        assert set(TAG.findall(ours)) == set(TAG.findall(theirs))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "step"), STEPS)
class TestProse:
    def test_has_a_short_title(self, name: str, step: Step, language: str) -> None:
        title = prose_of(name, step, language).title
        assert 0 < len(title) <= TITLE_LIMIT
        assert not re.search(r"[{}<>]", title)
        assert not re.search(r"[.。!！]$", title)

    def test_has_live_numbers(self, name: str, step: Step, language: str) -> None:
        prose = prose_of(name, step, language)
        assert len(set(bindings(prose.text))) >= 3
        assert list(bindings(prose.caption))

    def test_writes_out_no_number_of_the_example(
        self, name: str, step: Step, language: str
    ) -> None:
        prose = prose_of(name, step, language)
        for text in (prose.title, prose.text, prose.caption):
            plain = written(text, "…")
            assert not COUNTED_WORDS[language].search(plain), plain
            for pattern in LITERALS[language]:
                plain = re.sub(pattern, "", plain)
            assert not re.search(r"\d", plain), plain

    def test_does_not_name_a_word_that_may_change(
        self, name: str, step: Step, language: str
    ) -> None:
        prose = prose_of(name, step, language)
        plain = " ".join(written(text) for text in (prose.title, prose.text, prose.caption))
        assert not re.search(NAMED_WORDS[name][language], plain), plain

    def test_neither_praises_nor_shouts(self, name: str, step: Step, language: str) -> None:
        prose = prose_of(name, step, language)
        plain = " ".join((prose.title, written(prose.text), written(prose.caption)))
        assert not re.search(r"[!！]|\b(simply|easily|of course|obviously)\b|很棒|轻松|显然", plain)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_literal_number_is_allowed_in_vain(language: str) -> None:
    everything = " ".join(
        written(f"{prose.title} {prose.text} {prose.caption}", "…")
        for name in NAMES
        for prose in lesson(name).prose[language].values()
    )
    for pattern in LITERALS[language]:
        assert re.search(pattern, everything), pattern


@pytest.mark.parametrize(("name", "step"), STEPS)
def test_chinese_punctuation_is_full_width(name: str, step: Step) -> None:
    prose = prose_of(name, step, "zh")
    for text in (prose.title, prose.text, prose.caption):
        plain = written(LABEL.sub("词", text), "{}")
        assert not re.search(rf"{HAN}[,;:.?!()]", plain), plain
        assert not re.search(rf"[,;:?!(]\s*{HAN}", plain), plain
        assert not re.search(r"\s[，。；：？！、）”]|[，。；：？！、（“]\s", plain), plain
        spaced = re.sub(r"“\{\}”", "", plain)
        assert not re.search(rf"{HAN}[A-Za-z0-9{{]|[A-Za-z0-9}}]{HAN}", spaced), spaced


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_bundled_fonts_draw_every_character(name: str, language: str) -> None:
    families = ["Inter-Regular.otf"] + (["NotoSansSC-Regular.otf"] if language == "zh" else [])
    drawn = {
        chr(code) for file in families for code in TTFont(RESOURCES / "fonts" / file).getBestCmap()
    }
    for prose in lesson(name).prose[language].values():
        assert not set(prose.title + prose.text + prose.caption) - drawn - {"\n"}
