"""Trains the two apples and writes what was learnt: the scenario, its vocabulary, its classifier.

    python resources/trained/make_apple.py

The same numpy gives the same files. Numbers are written with two decimals, so that they can be
read; what they do is checked after rounding.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP))

import numpy as np

from engine.tasks.apple import apple, function_words
from engine.training import Trainer, trained

SEED = 0
#: What the English words are called in Chinese.
CHINESE = {
    "a": "一", "an": "个", "and": "和", "announced": "宣布", "app": "应用", "apple": "苹果",
    "ate": "吃", "bag": "袋", "baked": "烤", "banana": "香蕉", "basket": "篮子", "buy": "买",
    "chip": "芯片", "friend": "朋友", "from": "来自", "good": "好", "hacked": "攻击", "he": "他",
    "i": "我", "is": "是", "juice": "果汁", "keyboard": "键盘", "laptop": "电脑",
    "launched": "推出", "likes": "喜欢", "my": "我的", "new": "新", "now": "现在", "of": "的",
    "orange": "橙子", "pear": "梨", "peel": "果皮", "peeled": "削", "phone": "手机",
    "picked": "摘", "pie": "馅饼", "please": "请", "released": "发布", "ripened": "成熟",
    "saw": "看见", "screen": "屏幕", "shares": "股票", "software": "软件", "some": "一些",
    "store": "商店", "sued": "起诉", "sugar": "糖", "tablet": "平板", "that": "那",
    "the": "这个", "they": "他们", "this": "这", "today": "今天", "tree": "果树", "very": "很",
    "want": "想要", "we": "我们", "with": "跟",
}  # fmt: skip
CLASSES = [{"en": "fruit", "zh": "水果"}, {"en": "company", "zh": "公司"}]


def word(text: str) -> dict[str, str]:
    return {"en": text, "zh": CHINESE[text]}


def rounded(trainer: Trainer) -> None:
    for name, matrix in trainer.parameters.items():
        trainer.parameters[name] = np.round(matrix, 2) + 0.0


def main() -> None:
    """Train, check, write."""
    task = apple("en")
    recipe = task.recipe
    trainer = trained(task, recipe)
    rounded(trainer)
    for held_out, least in ((False, 0.99), (True, 0.95)):
        assert trainer.accuracy(held_out=held_out) >= least
    learnt = trainer.parameters
    index = {text: at for at, text in enumerate(task.vocabulary)}
    neutral = learnt["E"][[index[text] for text in function_words("en")]].mean(axis=0)
    stored = {
        "words": [word(text) for text in task.vocabulary],
        "vectors": learnt["E"].tolist(),
        "neutral": np.round(neutral, 2).tolist(),
        "classes": CLASSES,
        "classifier": learnt["W_C"].tolist(),
        "bias": learnt["b_C"].tolist(),
    }
    path = TOP / "resources" / "trained" / "apple.json"
    path.write_text(json.dumps(stored, ensure_ascii=False) + "\n", encoding="utf-8")
    sentence = task.shown[0].words
    scenario = {
        "format": "softmix-scenario",
        "version": 2,
        "name": "apple",
        "title": {"en": "Two apples: learnt matrices", "zh": "两个苹果：学出来的矩阵"},
        "lesson": "apple",
        "words": [word(text) for text in sentence],
        "config": {"d_model": 8, "d_k": 8, "d_v": 8, "positions": False},
        "inputs": {
            "X": learnt["E"][[index[text] for text in sentence]].tolist(),
            **{name: learnt[name].tolist() for name in ("W_Q", "W_K", "W_V")},
            "divisor": [[float(np.sqrt(8))]],
        },
    }
    path = TOP / "resources" / "scenarios" / "apple.json"
    lines = json.dumps(scenario, ensure_ascii=False, indent=1)
    path.write_text(lines + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
