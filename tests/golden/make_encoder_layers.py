"""Makes encoder_layers.npz with PyTorch in float64: what the engine's blocks must agree with.

    python tests/golden/make_encoder_layers.py

Needs torch and numpy, which Softmix itself does not: run it in an environment of its own.
README.md beside this file says what the file holds. Every case gets its numbers here, in Softmix's
layout, and they are then written into PyTorch's modules; the results are PyTorch's alone.
"""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

Arrays = dict[str, np.ndarray]
Fields = dict[str, Any]

TARGET = Path(__file__).with_name("encoder_layers.npz")
WIDE = {"words": 5, "d_model": 12, "heads": 3, "d_k": 4, "d_v": 4, "d_ff": 20}
NARROW = {"words": 4, "d_model": 10, "heads": 2, "d_k": 5, "d_v": 5, "d_ff": 6}
ONE_HEAD = {"words": 3, "d_model": 5, "heads": 1, "d_k": 5, "d_v": 5, "d_ff": 7}
NO_CONFIG = ("words", "memory_words", "eps", "seed")  # the rest are fields of Softmix's Config
MASKS = ("none", "causal", "padding", "custom")


def block_cases() -> dict[str, Fields]:
    """One block: post- and pre-norm, both activations, every mask; and single departures."""
    cases: dict[str, Fields] = {}
    every = itertools.product((False, True), ("relu", "gelu"), MASKS)
    for seed, (norm_first, activation, mask) in enumerate(every):
        sizes = WIDE if (seed + seed // 4) % 2 else NARROW  # each mask, norm, activation: both
        cases[f"{'pre' if norm_first else 'post'}-{activation}-{mask}"] = {
            **sizes,
            "norm_first": norm_first,
            "activation": activation,
            "mask": mask,
            "biases": seed % 5 != 3,
            "eps": 1e-5 if seed % 3 else 1e-2,
            "seed": seed,
        }
    cases["post-relu-one-head"] = {**ONE_HEAD, "biases": True, "seed": 20}
    cases["pre-gelu-one-head"] = {
        **ONE_HEAD, "mask": "causal", "norm_first": True, "activation": "gelu", "seed": 21,
    }  # fmt: skip
    cases["post-relu-cut"] = {**NARROW, "reading": "cut", "biases": True, "seed": 22}
    cases["post-stack"] = {**NARROW, "blocks": 3, "mask": "causal", "biases": True, "seed": 23}
    cases["pre-stack"] = {
        **NARROW, "blocks": 2, "mask": "padding", "norm_first": True, "activation": "gelu",
        "biases": True, "eps": 1e-3, "seed": 24,
    }  # fmt: skip
    for fields in cases.values():
        fields |= {"extent": "block", "eps": fields.get("eps", 1e-5)}
    return cases


def attention_cases() -> dict[str, Fields]:
    """nn.MultiheadAttention without a block: self- and cross-attention."""
    sizes = {"words": 4, "d_model": 6, "heads": 3, "d_k": 2, "d_v": 2, "extent": "attention"}
    crossed = {**sizes, "memory": True, "memory_words": 5}
    return {
        "attention-causal": {**sizes, "mask": "causal", "biases": True, "seed": 30},
        "attention-no-biases": {**sizes, "seed": 31},
        "cross-none": {**crossed, "biases": True, "seed": 32},
        "cross-padding": {**crossed, "mask": "padding", "biases": True, "seed": 33},
        "cross-custom": {**crossed, "mask": "custom", "seed": 34},
    }


def free_cases() -> dict[str, Fields]:
    """scaled_dot_product_attention, where heads d_k and heads d_v need not make d_model."""
    sizes = {"words": 4, "d_model": 7, "d_k": 2, "d_v": 5}
    several = {**sizes, "heads": 3, "biases": True}
    return {
        "free-one-head": {**sizes, "heads": 1, "extent": "head", "mask": "causal", "seed": 40},
        "free-heads": {**several, "extent": "head", "mask": "custom", "seed": 41},
        "free-cross": {
            **several, "extent": "attention", "memory": True, "memory_words": 6, "seed": 42,
        },
    }  # fmt: skip


def drawn(rng: np.random.Generator, *shape: int, sd: float = 1.0) -> np.ndarray:
    """Numbers of two decimals, no -0."""
    return np.round(rng.standard_normal(shape) * sd, 2) + 0.0


def attention_inputs(fields: Fields, rng: np.random.Generator) -> Arrays:
    """W_Q … b_O in Softmix's layout: [head, row, column], a single head without its axis."""
    heads, d_model, d_k, d_v = (fields[key] for key in ("heads", "d_model", "d_k", "d_v"))
    made: Arrays = {}
    for letter, width in (("Q", d_k), ("K", d_k), ("V", d_v)):
        made[f"W_{letter}"] = drawn(rng, heads, d_model, width, sd=0.7)
        if fields.get("reading") == "cut":  # head h reads its own features alone
            own = d_model // heads
            for head in range(heads):
                made[f"W_{letter}"][head, : head * own] = 0
                made[f"W_{letter}"][head, (head + 1) * own :] = 0
        if fields.get("biases"):
            made[f"b_{letter}"] = drawn(rng, heads, 1, width, sd=0.5)
    if heads == 1:
        made = {name: matrix[0] for name, matrix in made.items()}
    if fields["extent"] != "head":
        made["W_O"] = drawn(rng, heads * d_v, d_model, sd=0.5)
        if fields.get("biases"):
            made["b_O"] = drawn(rng, 1, d_model, sd=0.5)
    made["divisor"] = np.array([[np.sqrt(d_k)]])
    return made


def block_inputs(fields: Fields, rng: np.random.Generator) -> Arrays:
    """The inputs of one block: attention, two norms, feed-forward."""
    d_model, d_ff = fields["d_model"], fields["d_ff"]
    made = attention_inputs(fields, rng)
    for norm in (1, 2):
        made[f"gamma_{norm}"] = 1 + drawn(rng, 1, d_model, sd=0.4)
        made[f"beta_{norm}"] = drawn(rng, 1, d_model, sd=0.4)
    made["eps"] = np.array([[fields["eps"]]])
    made["W_1"], made["b_1"] = drawn(rng, d_model, d_ff), drawn(rng, 1, d_ff)
    made["W_2"], made["b_2"] = drawn(rng, d_ff, d_model), drawn(rng, 1, d_model)
    return made


def mask_of(fields: Fields, rng: np.random.Generator) -> np.ndarray | None:
    """1 = may attend. [query, key]; no row without a 1, which PyTorch would make NaN."""
    kind = fields.get("mask", "none")
    queries: int = fields["words"]
    keys: int = fields.get("memory_words", queries)
    if kind == "none":
        return None
    if kind == "causal":
        return np.array([[float(k <= q) for k in range(keys)] for q in range(queries)])
    if kind == "padding":
        fields["padding"] = 2
        return np.array([[float(k < keys - 2) for k in range(keys)]] * queries)
    mask = rng.integers(0, 2, (queries, keys)).astype(float)
    mask[np.arange(queries), rng.integers(0, keys, queries)] = 1
    return mask


def torch_masks(fields: Fields, mask: np.ndarray | None) -> dict[str, torch.Tensor]:
    """The same mask by PyTorch's arguments, where True means: must not attend."""
    if mask is None:
        return {}
    barred = torch.tensor(mask == 0)
    if fields["mask"] == "padding":
        return {"key_padding_mask": barred[:1]}  # [batch, key]
    return {"attn_mask": barred}


def tensor(matrix: np.ndarray) -> torch.Tensor:
    """A float64 copy."""
    return torch.tensor(matrix, dtype=torch.float64)


def stacked(matrix: np.ndarray) -> torch.Tensor:
    """[head, row, column] or [row, column] -> PyTorch's [head · column, row]."""
    heads = matrix if matrix.ndim == 3 else matrix[None]
    return tensor(np.concatenate([head.T for head in heads]))


def fill_attention(module: nn.MultiheadAttention, given: Arrays) -> None:
    """Write Softmix's matrices into PyTorch's module; biases that are not there are 0."""
    module.in_proj_weight.copy_(torch.cat([stacked(given[f"W_{letter}"]) for letter in "QKV"]))
    module.out_proj.weight.copy_(tensor(given["W_O"].T))
    module.in_proj_bias.zero_()
    module.out_proj.bias.zero_()
    if "b_O" in given:
        biases = [stacked(given[f"b_{letter}"])[:, 0] for letter in "QKV"]
        module.in_proj_bias.copy_(torch.cat(biases))
        module.out_proj.bias.copy_(tensor(given["b_O"][0]))


def fill_layer(layer: nn.TransformerEncoderLayer, given: Arrays) -> None:
    """Write one block's matrices into PyTorch's layer."""
    fill_attention(layer.self_attn, given)
    for linear, n in ((layer.linear1, 1), (layer.linear2, 2)):
        linear.weight.copy_(tensor(given[f"W_{n}"].T))
        linear.bias.copy_(tensor(given[f"b_{n}"][0]))
    for norm, n in ((layer.norm1, 1), (layer.norm2, 2)):
        norm.weight.copy_(tensor(given[f"gamma_{n}"][0]))
        norm.bias.copy_(tensor(given[f"beta_{n}"][0]))


def watch(layer: nn.TransformerEncoderLayer, seen: dict[str, torch.Tensor]) -> None:
    """Note what flows through a layer, under Softmix's names."""
    post = not layer.norm_first

    def note(module: nn.Module, into: str | None, out_of: str | None) -> None:
        def hook(_: nn.Module, args: tuple[torch.Tensor, ...], result: Any) -> None:
            if into:
                seen[into] = args[0]
            if out_of:
                seen[out_of] = result[0] if isinstance(result, tuple) else result

        module.register_forward_hook(hook)

    note(layer.norm1, "residual_1" if post else None, "norm_1")
    note(layer.norm2, "residual_2" if post else "residual_1", "norm_2")
    note(layer.self_attn, None, "attention_output")
    note(layer.linear1, None, "ffn_hidden")
    note(layer.linear2, "ffn_activation", "ffn_output")
    if not post:
        note(layer, None, "residual_2")


def run_block(fields: Fields, given: list[Arrays], rng: np.random.Generator) -> Arrays:
    """Run nn.TransformerEncoderLayer once for each block, each on what the last one made."""
    mask, made, x = surroundings(fields, rng)
    masks = torch_masks(fields, mask)
    barred = {
        "src_mask": masks.get("attn_mask"),
        "src_key_padding_mask": masks.get("key_padding_mask"),
    }
    flow = tensor(x)[None]  # [batch, word, d_model]
    for block, matrices in enumerate(given, start=1):
        layer = nn.TransformerEncoderLayer(
            fields["d_model"],
            fields["heads"],
            fields["d_ff"],
            dropout=0.0,
            activation=fields.get("activation", "relu"),
            layer_norm_eps=fields["eps"],
            batch_first=True,
            norm_first=fields.get("norm_first", False),
            dtype=torch.float64,
        ).eval()
        fill_layer(layer, matrices)
        torch.backends.mha.set_fastpath_enabled(True)  # fused kernels: must say the same
        fast = layer(flow, **barred)
        torch.backends.mha.set_fastpath_enabled(False)
        seen: dict[str, torch.Tensor] = {}
        watch(layer, seen)
        result = layer(flow, **barred)
        torch.testing.assert_close(fast, result, rtol=1e-12, atol=1e-12)
        read = seen["norm_1"] if layer.norm_first else flow
        attended, weights = layer.self_attn(read, read, read, average_attn_weights=False, **masks)
        torch.testing.assert_close(attended, seen["attention_output"], rtol=1e-12, atol=1e-12)
        seen["weights"] = weights if fields["heads"] > 1 else weights[:, 0]
        prefix = f"block_{block}." if block > 1 else ""
        made |= {prefix + name: matrix for name, matrix in matrices.items()}
        made |= {prefix + name: matrix[0].numpy() for name, matrix in seen.items()}
        flow = result
    return made


def run_attention(fields: Fields, given: Arrays, rng: np.random.Generator) -> Arrays:
    """Run nn.MultiheadAttention."""
    mask, x, memory = surroundings(fields, rng)
    module = nn.MultiheadAttention(
        fields["d_model"], fields["heads"], batch_first=True, dtype=torch.float64
    ).eval()
    fill_attention(module, given)
    queries, keys = tensor(x["X"])[None], tensor(memory)[None]
    result, weights = module(
        queries, keys, keys, average_attn_weights=False, **torch_masks(fields, mask)
    )
    return {**x, **given, "weights": weights[0].numpy(), "attention_output": result[0].numpy()}


def run_free(fields: Fields, given: Arrays, rng: np.random.Generator) -> Arrays:
    """Run scaled_dot_product_attention, and linear() around it."""
    mask, x, memory = surroundings(fields, rng)
    projected = {}
    for letter, rows in (("Q", x["X"]), ("K", memory), ("V", memory)):
        weight, bias = given[f"W_{letter}"], given.get(f"b_{letter}")
        projected[letter] = tensor(rows) @ tensor(weight)
        if bias is not None:
            projected[letter] = projected[letter] + tensor(bias)
    heads = functional.scaled_dot_product_attention(
        *projected.values(), attn_mask=None if mask is None else torch.tensor(mask == 1)
    )
    made = {**projected, "head_output": heads}
    if "W_O" in given:
        made["concat"] = torch.cat(list(heads), dim=-1)
        made["attention_output"] = functional.linear(
            made["concat"], tensor(given["W_O"].T), tensor(given["b_O"][0])
        )
    return {**x, **given, **{name: matrix.numpy() for name, matrix in made.items()}}


def surroundings(
    fields: Fields, rng: np.random.Generator
) -> tuple[np.ndarray | None, Arrays, np.ndarray]:
    """The mask, what to store of the mask and the words, and the rows the keys come from."""
    mask = mask_of(fields, rng)
    stored = {"X": drawn(rng, fields["words"], fields["d_model"])}
    if "memory_words" in fields:
        stored["memory"] = drawn(rng, fields["memory_words"], fields["d_model"])
    if mask is not None:
        stored["mask"] = mask
    return mask, stored, stored.get("memory", stored["X"])


@torch.no_grad()
def main() -> None:
    """Make every case and write the file."""
    numbers: list[np.ndarray] = []
    listing: dict[str, Fields] = {}
    for cases, inputs, run in (
        (block_cases(), block_inputs, run_block),
        (attention_cases(), attention_inputs, run_attention),
        (free_cases(), attention_inputs, run_free),
    ):
        for name, fields in cases.items():
            rng = np.random.default_rng(fields["seed"])
            blocks = [inputs(fields, rng) for _ in range(fields.get("blocks", 1))]
            made = run(fields, blocks if run is run_block else blocks[0], rng)
            assert all(np.isfinite(matrix).all() for matrix in made.values()), name
            numbers += [matrix.ravel() for matrix in made.values()]
            config = {key: value for key, value in fields.items() if key not in NO_CONFIG}
            shapes = {node: matrix.shape for node, matrix in made.items()}
            words = {key: fields[key] for key in ("words", "memory_words") if key in fields}
            listing[name] = {**words, "config": config, "shapes": shapes}
    # One array for all: a matrix of its own in the file costs more than its numbers.
    np.savez_compressed(
        TARGET, cases=np.array(json.dumps(listing)), numbers=np.concatenate(numbers)
    )
    print(f"torch {torch.__version__}, numpy {np.__version__}: {len(listing)} cases")


if __name__ == "__main__":
    main()
