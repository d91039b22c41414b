"""Whether things may move by themselves."""

from __future__ import annotations

import os

_VARIABLE = "SOFTMIX_REDUCED_MOTION"
_NO = ("", "0", "no", "off", "false")
_chosen = [True]


def allow_motion(allowed: bool) -> None:
    """What the person has chosen in the menu."""
    _chosen[0] = allowed


def reduced_motion() -> bool:
    """Whether the person asks for no motion: in the menu, or by the environment (Qt 6.11 does not
    pass on what the system says)."""
    asked = os.environ.get(_VARIABLE, "").strip().lower() not in _NO
    return asked or not _chosen[0]
