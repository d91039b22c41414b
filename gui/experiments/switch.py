"""What a switch of the experiments is: its choices, and for each what to look for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: What an example must have for a switch to do anything in it.
Needs = Literal["heads", "mask", "attention", "joined", "block"]


@dataclass(frozen=True)
class Choice:
    """One choice of a switch.

    Attributes:
        key: the end of its button's object name.
        value: what the field of the config holds then.
        label, look: its name, and what to look for; both to be translated.
    """

    key: str
    value: object
    label: str
    look: str


@dataclass(frozen=True)
class Switch:
    """One switch: a field of the config, or one of the numbers `divisor` and `eps`.

    Attributes:
        about: what to look for where there is only a number to change.
    """

    field: str
    title: str
    choices: tuple[Choice, ...] = ()
    needs: Needs | None = None
    about: str = ""


@dataclass(frozen=True)
class Group:
    """Switches under one heading."""

    title: str
    switches: tuple[Switch, ...]
