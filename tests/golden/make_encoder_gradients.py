"""Makes encoder_gradients.npz with PyTorch in float64: what our gradients must agree with.

    python tests/golden/make_encoder_gradients.py

Needs torch and numpy, which Softmix itself does not, and encoder_layers.npz beside it, whose inputs
it takes. Each case is written in plain torch functions, checked against what PyTorch's own modules
made of it, and differentiated by autograd. README.md beside this file says what the file holds.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional

Tensors = dict[str, torch.Tensor]

HERE = Path(__file__).parent
SOURCE, TARGET = HERE / "encoder_layers.npz", HERE / "encoder_gradients.npz"
#: Of the target of each case, added to its own seed.
SEED = 1000
#: What is given; everything else in a case is a result.
GIVEN = ("X", "memory", "W_", "b_", "gamma_", "beta_", "eps", "divisor")


def cases() -> dict[str, dict[str, Any]]:
    """The cases of encoder_layers.npz with their matrices."""
    with np.load(SOURCE, allow_pickle=False) as file:
        found: dict[str, dict[str, Any]] = json.loads(str(file["cases"]))
        numbers = file["numbers"]
    start = 0
    for case in found.values():
        case["nodes"] = {}
        for name, shape in case["shapes"].items():
            end = start + int(np.prod(shape))
            case["nodes"][name] = numbers[start:end].reshape(shape)
            start = end
    return found


def is_given(name: str) -> bool:
    """Whether a matrix is an input."""
    return name.rpartition(".")[2].startswith(GIVEN)


def norm(x: torch.Tensor, t: Tensors, which: int, prefix: str) -> torch.Tensor:
    """LayerNorm, written out so that eps has a gradient too."""
    mean = x.mean(-1, keepdim=True)
    variance = ((x - mean) ** 2).mean(-1, keepdim=True)
    unit = (x - mean) / torch.sqrt(variance + t[prefix + "eps"])
    return unit * t[f"{prefix}gamma_{which}"] + t[f"{prefix}beta_{which}"]


def attend(
    config: dict[str, Any], t: Tensors, x: torch.Tensor, keys: torch.Tensor, prefix: str
) -> torch.Tensor:
    """The heads, and what W_O makes of them where it is there."""
    projected = {}
    for letter, rows in (("Q", x), ("K", keys), ("V", keys)):
        projected[letter] = rows @ t[f"{prefix}W_{letter}"]
        if f"{prefix}b_{letter}" in t:
            projected[letter] = projected[letter] + t[f"{prefix}b_{letter}"]
    scores = projected["Q"] @ projected["K"].transpose(-1, -2) / t[prefix + "divisor"]
    if "mask" in t:
        scores = scores.masked_fill(t["mask"] == 0, float("-inf"))
    heads = torch.softmax(scores, -1) @ projected["V"]
    if config["extent"] == "head":
        return heads
    joined = torch.cat(list(heads), -1) if heads.ndim > 2 else heads
    made = joined @ t[prefix + "W_O"]
    return made + t[prefix + "b_O"] if prefix + "b_O" in t else made


def encode(config: dict[str, Any], t: Tensors) -> torch.Tensor:
    """The whole case, in Softmix's layout."""
    x = t["X"]
    if config["extent"] != "block":
        return attend(config, t, x, t.get("memory", x), "")
    bend = functional.gelu if config.get("activation") == "gelu" else functional.relu
    first = config.get("norm_first", False)
    for block in range(1, config.get("blocks", 1) + 1):
        prefix = f"block_{block}." if block > 1 else ""
        read = norm(x, t, 1, prefix) if first else x
        x = x + attend(config, t, read, read, prefix)
        x = x if first else norm(x, t, 1, prefix)
        read = norm(x, t, 2, prefix) if first else x
        hidden = bend(read @ t[prefix + "W_1"] + t[prefix + "b_1"])
        x = x + hidden @ t[prefix + "W_2"] + t[prefix + "b_2"]
        x = x if first else norm(x, t, 2, prefix)
    return x


def result_of(case: dict[str, Any]) -> np.ndarray:
    """What PyTorch's own modules made of the case."""
    config, nodes = case["config"], case["nodes"]
    if config["extent"] == "head":
        return nodes["head_output"]
    if config["extent"] == "attention":
        return nodes["attention_output"]
    last = "residual_2" if config.get("norm_first") else "norm_2"
    blocks = config.get("blocks", 1)
    return nodes[f"block_{blocks}.{last}" if blocks > 1 else last]


def main() -> None:
    """Differentiate every case and write the file."""
    numbers: list[np.ndarray] = []
    listing: dict[str, dict[str, Any]] = {}
    for number, (name, case) in enumerate(cases().items()):
        nodes, config = case["nodes"], case["config"]
        t: Tensors = {
            node: torch.tensor(matrix, dtype=torch.float64, requires_grad=is_given(node))
            for node, matrix in nodes.items()
            if is_given(node) or node == "mask"
        }
        output = encode(config, t)
        np.testing.assert_allclose(output.detach().numpy(), result_of(case), rtol=0, atol=1e-12)
        rng = np.random.default_rng(SEED + number)
        target = np.round(rng.standard_normal(output.shape), 2) + 0.0
        loss = ((output - torch.tensor(target)) ** 2).sum() / 2
        loss.backward()
        made = {"target": target, "loss": np.array([[loss.item()]])}
        made |= {node: given.grad.numpy() for node, given in t.items() if given.grad is not None}
        numbers += [matrix.ravel() for matrix in made.values()]
        listing[name] = {node: matrix.shape for node, matrix in made.items()}
    np.savez_compressed(
        TARGET, cases=np.array(json.dumps(listing)), numbers=np.concatenate(numbers)
    )
    print(f"torch {torch.__version__}, numpy {np.__version__}: {len(listing)} cases")


if __name__ == "__main__":
    main()
