"""What a switch needs, what is in force, and what a choice changes besides its own field."""

from __future__ import annotations

import math

from engine.pipeline import MAX_HIDDEN, Config
from gui.experiments.switch import Needs, Switch

#: The hidden layer of the paper is so many times as wide as a word. (Vaswani 2017, section 3.3)
_WIDENING = 4


def has(config: Config, needs: Needs | None) -> bool:
    """Whether an example has what a switch needs."""
    if needs == "heads":
        return config.heads > 1
    if needs == "mask":
        return config.mask != "none"
    if needs == "joined":
        return config.heads > 1 and config.extent != "head"
    if needs == "attention":
        return config.extent != "head"
    return needs is None or config.extent == "block"


def in_force(switch: Switch, config: Config, divisor: float) -> int | None:
    """The choice an example has; None where it is a number that is none of the choices."""
    now = getattr(config, switch.field, None)
    if switch.field == "divisor":
        now = "root" if divisor == math.sqrt(config.d_k) else "one" if divisor == 1 else None
    return next((i for i, c in enumerate(switch.choices) if c.value == now), None)


def changes(switch: Switch, value: object, config: Config) -> dict[str, object]:
    """The fields of the config that make a choice, with what it cannot do without.

    Padding starts with one word. A block gets the paper's hidden layer where it has none; where
    the example ends before the block does, there is no stack of blocks.
    """
    made: dict[str, object] = {switch.field: value}
    if (switch.field, value) == ("mask", "padding"):
        made["padding"] = max(config.padding, 1)
    if switch.field == "extent":
        if value == "block" and not config.d_ff:
            made["d_ff"] = min(_WIDENING * config.d_model, MAX_HIDDEN)
        if value != "block":
            made["blocks"] = 1
    return made
