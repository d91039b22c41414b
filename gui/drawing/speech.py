"""Lines of an explanation in words, for screen readers: powers and roots are said, not raised."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from gui.drawing.primitives import TextRun

translate = QCoreApplication.translate

#: What is raised to a power: the number or the letter right before it.
_BASE = re.compile(r"(\d+|\w)$")
_ROOT = re.compile(r"√(\d+(?:\.\d+)?)")


def spoken(line: Sequence[TextRun]) -> str:
    """`e to the power of 4 / (e to the power of 2 + …)`."""
    text = ""
    power = translate("explanation", "{base} to the power of {exponent}")
    for run in line:
        if run.script > 0:
            base = _BASE.search(text)
            at = base.start() if base else len(text)
            text = text[:at] + power.format(base=text[at:], exponent=run.text)
        else:
            text += run.text
    root = translate("explanation", "the square root of {number}")
    return _ROOT.sub(lambda match: root.format(number=match[1]), text)
