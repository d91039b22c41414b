"""Whether things may move by themselves."""

from __future__ import annotations

import os

_VARIABLE = "SOFTMIX_REDUCED_MOTION"
_NO = ("", "0", "no", "off", "false")


def reduced_motion() -> bool:
    """Whether the person asks for no motion, by the environment (Qt 6.11 does not pass on what the
    system says)."""
    return os.environ.get(_VARIABLE, "").strip().lower() not in _NO
