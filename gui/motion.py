"""Whether things may move by themselves, and how they do."""

from __future__ import annotations

import os

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation
from PySide6.QtGui import QGuiApplication

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


def may_move() -> bool:
    """Not where motion is unwanted, nor where nobody looks."""
    return not reduced_motion() and QGuiApplication.platformName() != "offscreen"


def motion(parent: QObject, milliseconds: int) -> QVariantAnimation:
    """From 0 to 1, gently at both ends."""
    made = QVariantAnimation(parent)
    made.setStartValue(0.0)
    made.setEndValue(1.0)
    made.setDuration(milliseconds)
    made.setEasingCurve(QEasingCurve.Type.InOutCubic)
    return made
