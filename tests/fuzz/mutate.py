"""Good inputs made bad: bytes, tokens, and values of JSON, by a seeded random generator."""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Callable, Sequence
from typing import Any

#: What breaks readers: numbers at the edge of everything, texts with tricks in them, wrong types.
HOSTILE: list[Any] = [
    0, 1, -1, 2, 63, 64, 65, 1024, 1025, 4096, 2**31, 2**32, 2**53 + 1, 2**63, 2**64, 10**30,
    -(2**63), 0.0, -0.0, 0.5, 5e-324, 1e308, -1e308, 1e-308, True, False, None, "", " ", "0", "x",
    "X", "W_Q", "../../etc/passwd", "/dev/zero", "C:\\con", "a" * 5000, "\u202e", "\u0000", "é",
    "e\u0301", "\U0001f375", "=1+1", "{}", "%s", "{0.__class__}", "$.config", [], [[]], [[[]]],
    [1], [[1]], [[1, 2], [3]], [[[1.0]]], {}, {"init": "xavier"}, {"init": "words", "seed": -1},
    {"shape": [2**40, 2**40], "float64": ""}, {"shape": [1, 1], "float64": "AAAAAAAA8D8="},
    {"changes": [{"cell": [0, 0], "value": 1}]}, {"init": "zeros", "changes": []},
    {"en": "a", "zh": "一"}, [{"en": "a", "zh": "一"}] * 65,
]  # fmt: skip

_TOKENS = [
    b"", b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"nan", b"NaN", b"inf", b"-Infinity",
    b"1e999", b"-1e-999", b"9" * 400, b"1/0", b"sqrt(-1)", b"sqrt(sqrt(2))", b"0x10", b"1_000",
    b"\xe2\x88\x921", b"\xd9\xa1", b"[", b"]", b"{", b"}", b"(", b")", b"," * 50, b";", b"\t",
    b"\r", b"\r\n", b"\n" * 20, b"[" * 2000, b"{\"a\":" * 500, b"\"", b"'", b"\\", b"\\\\",
    b"&", b"|",
    b"\\frac{1}{0}", b"\\begin{bmatrix}", b"\\end{bmatrix}", b"array(", b"dtype=object", b"...",
    b"#", b"# X", b"=", b"=cmd|' /C calc'!A0", b"\xf0\x9f\x8d\xb5", b"e\xcc\x81", b"@", b"{X[0,0]}",
]  # fmt: skip
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


def mutated(samples: Sequence[bytes], rng: random.Random) -> bytes:
    """One bad input; now and then a good one."""
    data = rng.choice(samples)
    if data[:1] == b"{" and rng.random() < 0.6:
        data = _other_json(data, rng)
    for _ in range(
        rng.choice((0, 1, 1, 1, 2, 3, 8)) if data[:1] != b"{" else rng.choice((0, 0, 1))
    ):
        data = rng.choice(_CHANGES)(data, samples, rng)
    return data[: 1 << 20]


def _flip(data: bytes, _: Sequence[bytes], rng: random.Random) -> bytes:
    made = bytearray(data)
    for _again in range(rng.choice((1, 1, 2, 16))):
        if made:
            made[rng.randrange(len(made))] ^= 1 << rng.randrange(8)
    return bytes(made)


def _cut(data: bytes, _: Sequence[bytes], rng: random.Random) -> bytes:
    start, end = sorted(rng.randrange(len(data) + 1) for _again in range(2))
    return data[:start] + data[end:] if rng.random() < 0.5 else data[:end]


def _insert(data: bytes, _: Sequence[bytes], rng: random.Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(_TOKENS) + data[at:]


def _double(data: bytes, _: Sequence[bytes], rng: random.Random) -> bytes:
    start, end = sorted(rng.randrange(len(data) + 1) for _again in range(2))
    return data[:end] + data[start:end] * rng.choice((1, 2, 5)) + data[end:]


def _number(data: bytes, _: Sequence[bytes], rng: random.Random) -> bytes:
    found = list(_NUMBER.finditer(data))
    if not found:
        return data + rng.choice(_TOKENS)
    spot = rng.choice(found)
    other = rng.choice((*_TOKENS, b"0", b"-1", b"4294967296", b"1e308", b"1000000", b"0.1"))
    return data[: spot.start()] + other + data[spot.end() :]


def _splice(data: bytes, samples: Sequence[bytes], rng: random.Random) -> bytes:
    other = rng.choice(samples)
    return data[: rng.randrange(len(data) + 1)] + other[rng.randrange(len(other) + 1) :]


def _noise(_: bytes, __: Sequence[bytes], rng: random.Random) -> bytes:
    return rng.randbytes(rng.choice((0, 1, 7, 64, 2000)))


_Change = Callable[[bytes, Sequence[bytes], random.Random], bytes]
_CHANGES: tuple[_Change, ...] = (
    _flip, _flip, _cut, _insert, _insert, _double, _number, _number, _splice, _noise
)  # fmt: skip


def _other_json(data: bytes, rng: random.Random) -> bytes:
    """The same JSON with one or a few values replaced, left out, added or moved."""
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        return data
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        holder = tree
        while True:  # down to a container, at random
            inside = list(holder.values() if isinstance(holder, dict) else holder)
            inside = [value for value in inside if isinstance(value, dict | list) and value]
            if not inside or rng.random() < 0.25:
                break
            holder = rng.choice(inside)
        _alter(holder, rng)
    return json.dumps(tree, ensure_ascii=rng.random() < 0.5).encode("utf-8", "surrogatepass")


def _alter(holder: dict[str, Any] | list[Any], rng: random.Random) -> None:
    keys: list[Any] = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    what = rng.random()
    value = copy.deepcopy(rng.choice(HOSTILE))
    if not keys or what < 0.1:
        if isinstance(holder, dict):
            holder[rng.choice(("extra", "init", "shape", "inputs", "pins", ""))] = value
        else:
            holder.append(value)
        return
    key = rng.choice(keys)
    if what < 0.7:
        holder[key] = value
    elif what < 0.85:
        del holder[key]
    elif isinstance(holder, list):
        holder.extend(copy.deepcopy(holder[key : key + 1]) * rng.choice((1, 3, 70)))
    else:
        holder[rng.choice(keys)] = copy.deepcopy(holder[key])
