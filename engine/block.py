"""What follows the mix in an encoder block, over many rows at once: W_O and the two sub-layers.

The operations and the names are those of the pipeline of one block (post-norm, as in the paper).
Every row is a word of some sentence: nothing here looks from one row at another.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engine.ops import Add, Array, LayerNorm, Linear, MatMul, Op, Relu

#: The last of what it makes: what a classifier reads.
RESULT = "norm_2"
EPS = 1e-5  # as the pipeline has it
#: Each result, how it is made, and of what. `X` is the word that asks, `mix` what it gathered.
#: (Vaswani 2017, section 3.1 and eq. 2)
_MADE: tuple[tuple[str, Op, tuple[str, ...]], ...] = (
    ("attention_output", MatMul(), ("mix", "W_O")),
    ("residual_1", Add(), ("X", "attention_output")),
    ("norm_1", LayerNorm(), ("residual_1", "gamma_1", "beta_1", "eps")),
    ("ffn_hidden", Linear(), ("norm_1", "W_1", "b_1")),
    ("ffn_activation", Relu(), ("ffn_hidden",)),
    ("ffn_output", Linear(), ("ffn_activation", "W_2", "b_2")),
    ("residual_2", Add(), ("norm_1", "ffn_output")),
    (RESULT, LayerNorm(), ("residual_2", "gamma_2", "beta_2", "eps")),
)


def block_shapes(d_model: int, d_v: int, d_ff: int) -> dict[str, tuple[int, int]]:
    """The shape of every parameter, in the order of the pipeline."""
    return {
        "W_O": (d_v, d_model),
        "gamma_1": (1, d_model),
        "beta_1": (1, d_model),
        "W_1": (d_model, d_ff),
        "b_1": (1, d_ff),
        "W_2": (d_ff, d_model),
        "b_2": (1, d_model),
        "gamma_2": (1, d_model),
        "beta_2": (1, d_model),
    }


def block_forward(parameters: Mapping[str, Array], asking: Array, mix: Array) -> dict[str, Array]:
    """Everything the block makes of rows.

    Args:
        asking: X of the words that ask. [row, d_model]
        mix: what they gathered. [row, d_v]

    Returns:
        every result by its name, the last is RESULT [row, d_model]; `X`, `mix` and `eps` as well.
    """
    made = {"X": asking, "mix": mix, "eps": np.full((1, 1), EPS)}
    for name, op, sources in _MADE:
        inputs = [made[s] if s in made else parameters[s] for s in sources]
        columns = inputs[1].shape[1] if isinstance(op, MatMul) else inputs[0].shape[1]
        made[name] = np.empty((len(asking), columns))
        op.forward(inputs, made[name])
    return made


def block_backward(
    parameters: Mapping[str, Array], made: Mapping[str, Array], grad: Array
) -> tuple[Array, Array, dict[str, Array]]:
    """The gradient of what `block_forward` made, from that of its last result.

    Args:
        grad: by RESULT. [row, d_model]

    Returns:
        by X [row, d_model], by the mix [row, d_v], and by each parameter.
    """
    by: dict[str, Array] = {RESULT: grad}
    for name, op, sources in reversed(_MADE):
        inputs = [made[s] if s in made else parameters[s] for s in sources]
        for source, part in zip(sources, op.vjp(by[name], inputs, made[name]), strict=True):
            by[source] = by[source] + part if source in by else part
    return by["X"], by["mix"], {name: by[name] for name in by if name not in made}
