"""Trains what is shipped and writes what was learnt: scenarios, their vocabularies and classifiers.

    python resources/trained/make.py            all of them
    python resources/trained/make.py apple      one, or several
    python resources/trained/make.py --into FOLDER …    there, not here

The same numpy gives the same files. Numbers are written with two decimals, so that they can be
read; what they do is checked after rounding.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP))

import numpy as np

from engine.block import EPS, block_shapes
from engine.tasks.apple import apple, function_words
from engine.tasks.letters import copy_previous, find_duplicate, read_backwards, sort_letters
from engine.tasks.task import Task
from engine.training import Trainer, trained

Text = dict[str, str]
#: What the English words are called in Chinese. Letters are called alike.
ASKING = {"which": "哪个"}
CHINESE = {
    "a": "一", "an": "个", "and": "和", "announced": "宣布", "app": "应用", "apple": "苹果",
    "ate": "吃", "bag": "袋", "baked": "烤", "banana": "香蕉", "basket": "篮子", "buy": "买",
    "chip": "芯片", "company": "公司", "friend": "朋友", "from": "来自", "fruit": "水果",
    "good": "好", "hacked": "攻击", "he": "他",
    "i": "我", "is": "是", "juice": "果汁", "keyboard": "键盘", "laptop": "电脑",
    "launched": "推出", "likes": "喜欢", "my": "我的", "new": "新", "now": "现在", "of": "的",
    "orange": "橙子", "pear": "梨", "peel": "果皮", "peeled": "削", "phone": "手机",
    "picked": "摘", "pie": "馅饼", "please": "请", "released": "发布", "ripened": "成熟",
    "saw": "看见", "screen": "屏幕", "shares": "股票", "software": "软件", "some": "一些",
    "store": "商店", "sued": "起诉", "sugar": "糖", "tablet": "平板", "that": "那",
    "the": "这个", "they": "他们", "this": "这", "today": "今天", "tree": "果树", "very": "很",
    "want": "想要", "we": "我们", "with": "跟",
}  # fmt: skip


@dataclass(frozen=True)
class Shipped:
    """One scenario that is made by training.

    Attributes:
        make: the task.
        sentence: which of the sentences it shows the scenario opens with.
        chinese: what its English words are called; what is not there is called alike.
        silent: the words whose mean is the vector of a word that was never met; all, where empty.
    """

    make: Callable[[], Task]
    title: Text
    sentence: int = 0
    chinese: Text = field(default_factory=dict)
    silent: tuple[str, ...] = ()

    def word(self, text: str) -> Text:
        """A word in both languages."""
        return {"en": text, "zh": self.chinese.get(text, text)}


SHIPPED = (
    Shipped(
        apple, {"en": "Two apples: learnt matrices", "zh": "两个苹果：学出来的矩阵"},
        chinese=CHINESE, silent=function_words("en"),
    ),
    Shipped(copy_previous, {"en": "Copy the letter before", "zh": "抄写前一个字母"}),
    Shipped(read_backwards, {"en": "Read letters backwards", "zh": "倒着读字母"}, sentence=1),
    Shipped(
        find_duplicate, {"en": "Find what stands twice", "zh": "找出现两次的字母"}, sentence=1,
        chinese=ASKING,
    ),
    Shipped(
        sort_letters, {"en": "Sort letters: a whole block", "zh": "给字母排序：整个块"},
        sentence=1,
    ),
)  # fmt: skip


def rounded(trainer: Trainer) -> None:
    """Two decimals, and no −0."""
    for name, matrix in trainer.parameters.items():
        trainer.parameters[name] = np.round(matrix, 2) + 0.0


def vocabulary(shipped: Shipped, task: Task, trainer: Trainer) -> dict[str, object]:
    """What `engine.vocabulary` reads."""
    learnt = trainer.parameters
    rows = [task.vocabulary.index(text) for text in shipped.silent or task.vocabulary]
    return {
        "words": [shipped.word(text) for text in task.vocabulary],
        "vectors": learnt["E"].tolist(),
        "neutral": np.round(learnt["E"][rows].mean(axis=0), 2).tolist(),
        "classes": [shipped.word(text) for text in task.classes],
        "classifier": learnt["W_C"].tolist(),
        "bias": learnt["b_C"].tolist(),
    }


def scenario(shipped: Shipped, task: Task, trainer: Trainer) -> dict[str, object]:
    """What `engine.scenario` reads."""
    learnt, sizes = trainer.parameters, task.sizes
    words = task.shown[shipped.sentence].words
    vectors = learnt["E"][[task.vocabulary.index(text) for text in words]]
    config: dict[str, object] = {"d_model": sizes.d_model, "d_k": sizes.d_k, "d_v": sizes.d_v}
    config["positions"] = task.positions
    if task.causal:
        config["mask"] = "causal"
    named = ["W_Q", "W_K", "W_V"]
    if task.hidden:
        config |= {"extent": "block", "d_ff": task.hidden}
        named += block_shapes(sizes.d_model, sizes.d_v, sizes.d_ff)
    inputs = {
        "E" if task.positions else "X": vectors.tolist(),
        **{name: learnt[name].tolist() for name in named},
        "divisor": [[float(np.sqrt(sizes.d_k))]],
    }
    if task.hidden:
        inputs["eps"] = [[EPS]]
    return {
        "format": "softmix-scenario",
        "version": 2,
        "name": task.name,
        "title": shipped.title,
        "lesson": task.name,
        "words": [shipped.word(text) for text in words],
        "config": config,
        "inputs": inputs,
    }


def ship(shipped: Shipped, resources: Path) -> None:
    """Train, check, write."""
    task = shipped.make()
    trainer = trained(task)
    rounded(trainer)
    for held_out, least in ((False, 0.99), (True, 0.95)):
        assert trainer.accuracy(held_out=held_out) >= least, task.name
    made = (
        ("trained", json.dumps(vocabulary(shipped, task, trainer), ensure_ascii=False)),
        ("scenarios", json.dumps(scenario(shipped, task, trainer), ensure_ascii=False, indent=1)),
    )
    for folder, text in made:
        path = resources / folder / f"{task.name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Make those that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--into", type=Path, default=TOP / "resources")
    asked = parser.parse_args()
    for shipped in SHIPPED:
        if not asked.names or shipped.make().name in asked.names:
            ship(shipped, asked.into)


if __name__ == "__main__":
    main()
