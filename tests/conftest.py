"""What must stand before any test is collected: no window, and hypothesis without a clock."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hypothesis import settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is loaded

# `pytest` alone, unlike `python -m pytest`, does not look for the product beside the tests.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

settings.register_profile("softmix", deadline=None, print_blob=True)
settings.register_profile("ci", settings.get_profile("softmix"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "softmix")
