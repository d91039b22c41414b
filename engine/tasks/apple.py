"""The two apples: a fruit in one sentence, a company in another, told apart by what stands near.

Sentences come in pairs, one of each sense, from one template with its gaps filled alike: a function
word stands in both senses exactly as often, and says nothing. (Drawn one by one, five more `please`
in one sense than in the other were enough that half of all seeds attended to it.) The network asks
at *apple*, whose own vector is the same in every sentence: to know which apple it is, it must look
at the words that say so.

Three things were found out on the way. Drawn one by one, five more `please` in one sense than in
the other were enough that many seeds attended to it: hence the pairs. But then half of all seeds
learnt a default: they attended to the words of one sense only, and called all else the other one,
which is right and shows no attention. Sentences that say nothing (the templates with empty gaps),
which are to be answered *either*, forbid it: what says nothing may push towards no side, so both
senses have to be looked for. With them every seed that was tried, in both languages, does. And
labels are smoothed (0.2), so that growing the values soon stops paying, with a weight decay (0.1)
that shrinks what does not help. Neither of the sentences that are shown is among the examples.
"""

from __future__ import annotations

import msgspec
import numpy as np

from engine.losses import ANY
from engine.tasks.task import Example, Recipe, Task

_COUNT, _HELD_OUT = 600, 0.2
_EITHER = 8  # times that each sentence stands there that says nothing
_NOUN, _VERB = "N", "V"


class _Language(msgspec.Struct, frozen=True):
    """The words of one language.

    Attributes:
        templates: N is a noun and V a verb of a sense.
        nouns, verbs: of the fruit, of the company.
        shown: the sentences of the tutorial.
    """

    apple: str
    classes: tuple[str, str]
    templates: tuple[str, ...]
    nouns: tuple[tuple[str, ...], tuple[str, ...]]
    verbs: tuple[tuple[str, ...], tuple[str, ...]]
    shown: tuple[tuple[str, int], ...]


_ENGLISH = _Language(
    "apple",
    ("fruit", "company"),
    (
        "please buy a N of apple and N", "apple V new N", "the apple and the N",
        "we V apple with N",
        "i saw an apple N today", "they want apple N and N", "a N from apple is new",
        "apple N is very good", "my friend V an apple today", "buy apple N now please",
        "is the apple N new", "this apple N and that N", "some N with apple",
        "he likes N and apple",
    ),
    (
        ("bag", "orange", "banana", "pear", "juice", "pie", "tree", "basket", "peel", "sugar"),
        ("phone", "laptop", "tablet", "chip", "software", "store", "shares", "screen", "app",
         "keyboard"),
    ),
    (
        ("peeled", "baked", "ate", "picked", "ripened"),
        ("released", "launched", "announced", "sued", "hacked"),
    ),
    (("please buy a bag of apple and orange", 0), ("apple released new phone", 1)),
)  # fmt: skip
_CHINESE = _Language(
    "苹果",
    ("水果", "公司"),
    (
        "请 买 一 N 苹果 和 N", "苹果 V 新 N", "这 苹果 和 那 N", "我们 V 苹果 和 N",
        "我 今天 看见 苹果 N", "他们 想 要 苹果 N 和 N", "这 N 是 苹果 的", "苹果 N 很 好",
        "朋友 今天 V 苹果", "请 买 苹果 N", "苹果 N 是 新 的 吗", "这 苹果 N 和 那 N",
        "一些 N 和 苹果", "他 喜欢 N 和 苹果",
    ),
    (
        ("袋", "橙子", "香蕉", "梨", "果汁", "馅饼", "果树", "篮子", "果皮", "糖"),
        ("手机", "电脑", "平板", "芯片", "软件", "商店", "股票", "屏幕", "应用", "键盘"),
    ),
    (("削", "烤", "吃", "摘", "切"), ("发布", "推出", "宣布", "起诉", "攻击")),
    (("请 买 一 袋 苹果 和 橙子", 0), ("苹果 发布 新 手机", 1)),
)  # fmt: skip
_LANGUAGES = {"en": _ENGLISH, "zh": _CHINESE}


def apple(language: str = "en", seed: int = 7) -> Task:
    """The task in `en` or `zh`. The same seed draws the same sentences. Raises KeyError."""
    told = _LANGUAGES[language]
    random = np.random.RandomState(seed)
    shown = tuple(_example(tuple(text.split()), label, told) for text, label in told.shown)
    kept_out = {example.words for example in shown}
    pairs = _pairs(told, random, kept_out)
    order = random.permutation(len(pairs))
    held = round(len(pairs) * _HELD_OUT)
    held_out = [example for at in order[:held] for example in pairs[at]]
    training = [example for at in order[held:] for example in pairs[at]]
    either = [Example(words, (words.index(told.apple),), (ANY,)) for words in _bare(told)] * _EITHER
    training += either
    mixed = (*training, *held_out)
    vocabulary = sorted({word for example in (*mixed, *shown) for word in example.words})
    return Task(
        "apple", tuple(vocabulary), told.classes, tuple(training), tuple(held_out), shown,
        recipe=Recipe(),
    )  # fmt: skip


def function_words(language: str = "en") -> tuple[str, ...]:
    """The words of the templates, which stand in both senses alike; without apple."""
    told = _LANGUAGES[language]
    words = {word for text in told.templates for word in text.split()}
    return tuple(sorted(words - {_NOUN, _VERB, told.apple}))


def _example(words: tuple[str, ...], label: int, told: _Language) -> Example:
    return Example(words, (words.index(told.apple),), (label,))


def _pairs(
    told: _Language, random: np.random.RandomState, kept_out: set[tuple[str, ...]]
) -> list[tuple[Example, Example]]:
    """Different pairs from all templates in turn: the gaps of both are filled alike, so that every
    function word stands in one sense exactly as often as in the other, held out or not.
    """
    found: dict[tuple[str, ...], tuple[Example, Example]] = {}
    turn = 0
    while len(found) < _COUNT // 2:
        template = told.templates[turn % len(told.templates)].split()
        places = [random.permutation(len(told.nouns[0])), random.permutation(len(told.verbs[0]))]
        fruit, company = (_filled(template, told, label, places) for label in (0, 1))
        turn += 1
        if not kept_out & {fruit, company}:
            found.setdefault(fruit, (_example(fruit, 0, told), _example(company, 1, told)))
    return list(found.values())


def _bare(told: _Language) -> list[tuple[str, ...]]:
    """The templates with nothing in their gaps: it may be either apple."""
    gaps = (_NOUN, _VERB)
    return [tuple(w for w in text.split() if w not in gaps) for text in told.templates]


def _filled(
    template: list[str], told: _Language, label: int, places: list[np.ndarray]
) -> tuple[str, ...]:
    """The words of a template, its gaps filled in the order of `places` (of nouns, of verbs)."""
    nouns, verbs = (iter(order) for order in places)
    words: list[str] = []
    for word in template:
        if word == _NOUN:
            word = told.nouns[label][next(nouns)]
        elif word == _VERB:
            word = told.verbs[label][next(verbs)]
        words.append(word)
    return tuple(words)
