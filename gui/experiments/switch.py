"""What a switch of the experiments is: its choices, and for each what to look for."""

from __future__ import annotations

from typing import Literal

import msgspec

#: What an example must have for a switch to do anything in it.
Needs = Literal["heads", "mask", "attention", "joined", "block"]


class Choice(msgspec.Struct, frozen=True):
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


class Switch(msgspec.Struct, frozen=True):
    """One switch: a field of the config, or one of the numbers `divisor` and `eps`.

    Attributes:
        about: what to look for where there is only a number to change.
    """

    field: str
    title: str
    choices: tuple[Choice, ...] = ()
    needs: Needs | None = None
    about: str = ""


class Group(msgspec.Struct, frozen=True):
    """Switches under one heading."""

    title: str
    switches: tuple[Switch, ...]
