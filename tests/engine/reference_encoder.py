"""An encoder as one would write it with numpy alone: plain formulas, a loop over heads and blocks.

It shares no code with the engine and knows nothing of graphs: it is what the engine must agree
with, in every node and under every switch of the Config. (Vaswani 2017; Ba, Kiros, Hinton 2016;
Hendrycks, Gimpel 2016)
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf, softmax

from engine.pipeline import Config

Array = NDArray[np.float64]
Arrays = dict[str, Array]


def encode(config: Config, given: Mapping[str, Array]) -> Arrays:
    """Every matrix of the pipeline by its node's name, what was given among them.

    Args:
        given: the input matrices by name, in the layout of scenario files: what heads have of
            their own is [head, row, column], or [row, column] where there is one head.
    """
    made = dict(given)
    if config.positions:
        made["PE"] = positions(*given["E"].shape)
        made["X"] = given["E"] + made["PE"]
    queries = made["X"].shape[0]
    keys = made["memory"].shape[0] if config.memory else queries
    allowed = np.ones((queries, keys))
    for i in range(queries):
        for j in range(keys):
            if config.mask == "causal" and j > i:
                allowed[i, j] = 0
            if config.mask == "padding" and j >= keys - config.padding:
                allowed[i, j] = 0
    if config.mask == "custom":
        allowed = given["mask"]
    if config.mask != "none":
        made["mask"] = allowed
    flow = made["X"]
    for block in range(1, config.blocks + 1):
        prefix = "" if block == 1 else f"block_{block}."
        own = {
            name.removeprefix(prefix): matrix
            for name, matrix in given.items()
            if name.startswith(prefix) and ("." in name) == bool(prefix)
        }
        flow, nodes = _block(config, own, flow, made.get("memory"), allowed)
        made |= {prefix + name: matrix for name, matrix in nodes.items()}
    return made


def _block(
    config: Config, given: Arrays, x: Array, memory: Array | None, allowed: Array
) -> tuple[Array, Arrays]:
    """One block on `x`: what it hands on, and all its nodes."""
    if config.extent != "block":
        return _attention(config, given, x, x if memory is None else memory, allowed)
    read = x
    made: Arrays = {}
    if config.norm_first:
        read = made["norm_1"] = _norm(config, given, 1, x)
    attended, nodes = _attention(config, given, read, read if memory is None else memory, allowed)
    made |= nodes
    if config.residual:
        attended = made["residual_1"] = x + attended
    if config.norm_first:
        read = made["norm_2"] = _norm(config, given, 2, attended)
    else:
        read = attended = made["norm_1"] = _norm(config, given, 1, attended)
    made["ffn_hidden"] = read @ given["W_1"] + given["b_1"]
    bend = relu if config.activation == "relu" else gelu
    made["ffn_activation"] = bend(made["ffn_hidden"])
    last = made["ffn_output"] = made["ffn_activation"] @ given["W_2"] + given["b_2"]
    if config.residual:
        last = made["residual_2"] = attended + last
    if not config.norm_first:
        last = made["norm_2"] = _norm(config, given, 2, last)
    return last, made


def _attention(
    config: Config, given: Arrays, x: Array, source: Array, allowed: Array
) -> tuple[Array, Arrays]:
    """All heads of one block: what attention gives, and all its nodes."""
    heads = []
    for head in range(config.heads):
        own = {name: m[head] if m.ndim == 3 else m for name, m in given.items()}
        heads.append(_head(config, own, head, x, source, allowed))
    made: Arrays = {}
    for name in heads[0]:
        stack = np.stack([head[name] for head in heads])
        made[name] = stack if config.heads > 1 else stack[0]
    outputs = [head["head_output"] for head in heads]
    last = np.hstack(outputs)
    if config.joining == "reshape":  # one number after another, head by head, in rows as long
        flat = [number for output in outputs for row in output for number in row]
        last = np.array(flat).reshape(last.shape)
    if config.extent == "head":
        return last, made
    if config.heads > 1:
        made["concat"] = last
    if config.output_projection:
        last = last @ given["W_O"]
        if config.biases:
            last = last + given["b_O"]
        made["attention_output"] = last
    return last, made


def _head(
    config: Config, own: Arrays, head: int, x: Array, source: Array, allowed: Array
) -> Arrays:
    """One head. x [query, d_model], source [key, d_model], allowed [query, key]."""
    made = {}
    for letter, rows in (("Q", x), ("K", source), ("V", source)):
        weights = own[f"W_{letter}"]
        if config.reading == "cut":  # this head sees its own piece of every row, nothing else
            width = config.d_model // config.heads
            piece = slice(head * width, (head + 1) * width)
            made[letter] = rows[:, piece] @ weights[piece]
            made[f"W_{letter}"] = np.zeros(weights.shape)
            made[f"W_{letter}"][piece] = weights[piece]
        else:
            made[letter] = rows @ weights
        if config.biases:
            made[letter] = made[letter] + own[f"b_{letter}"]
    made["scores"] = made["Q"] @ made["K"].T
    made["scaled_scores"] = made["scores"] / own["divisor"].item()
    last = made["scaled_scores"]
    masking = config.masking if config.mask != "none" else None
    if masking == "leave-out":
        last = made["masked_scores"] = np.where(allowed == 1, last, -np.inf)
    elif masking == "zero":
        last = made["masked_scores"] = last * allowed
    made["weights"] = proportions(last, config.softmax_axis)
    if masking == "after-softmax":
        made["unmasked_weights"] = made["weights"]
        made["weights"] = made["weights"] * allowed
    made["head_output"] = made["weights"] @ made["V"]
    return made


def proportions(scores: Array, axis: str) -> Array:
    """Softmax of every row (or column); one that is masked throughout is 0."""
    if axis == "column":
        return proportions(scores.T, "row").T
    rows = [softmax(row) if np.isfinite(row).any() else np.zeros(row.size) for row in scores]
    return np.array(rows)


def positions(words: int, d_model: int) -> Array:
    """Sine in even columns, cosine in odd ones; both of a pair share a wavelength."""
    made = np.empty((words, d_model))
    for word in range(words):
        for column in range(d_model):
            pair = column // 2
            angle = word / 10000 ** (2 * pair / d_model)
            made[word, column] = np.cos(angle) if column % 2 else np.sin(angle)
    return made


def _norm(config: Config, given: Arrays, which: int, x: Array) -> Array:
    gamma, beta, eps = given[f"gamma_{which}"], given[f"beta_{which}"], given["eps"].item()
    return gamma * normal(x, eps, config.norm_axis, config.norm_divisor) + beta


def normal(x: Array, eps: float, axis: str = "row", divisor: str = "d") -> Array:
    """(x - mean) / sqrt(var + eps) of every row, every column, or everything at once."""
    if axis == "column":
        return normal(x.T, eps, "row", divisor).T
    if axis == "matrix":
        return normal(x.reshape(1, -1), eps, "row", divisor).reshape(x.shape)
    made = np.empty(x.shape)
    for i, row in enumerate(x):
        count = {"d": row.size, "d-1": row.size - 1, "none": 1}[divisor]
        centred = row - row.mean()
        if np.ptp(row) == 0:  # a constant row has nothing to even out, whatever it is divided by
            made[i] = 0
        else:
            made[i] = centred / np.sqrt((centred**2).sum() / count + eps)
    return made


def relu(x: Array) -> Array:
    """What is below 0 becomes 0."""
    return np.where(x > 0, x, 0.0)


def gelu(x: Array) -> Array:
    """x Φ(x), exactly."""
    return np.asarray(x * (1 + erf(x / np.sqrt(2))) / 2)
