"""What must stand before any test is collected: no window, and hypothesis without a clock."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is loaded

# What belongs to a person (scenarios, journals, logs) is not looked at, and nothing is left there.
_home = tempfile.mkdtemp(prefix="softmix-tests-")
for _name in ("DATA", "STATE", "CACHE", "CONFIG"):
    os.environ[f"XDG_{_name}_HOME"] = str(Path(_home) / _name.lower())

# `pytest` alone, unlike `python -m pytest`, does not look for the product beside the tests.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

settings.register_profile("softmix", deadline=None, print_blob=True)
settings.register_profile("ci", settings.get_profile("softmix"), derandomize=True)
# The same examples every time; SOFTMIX_EXPLORE=1 looks for new ones.
settings.load_profile("softmix" if os.environ.get("SOFTMIX_EXPLORE") else "ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Pictures are looked at and renewed by people (tests/gui/test_golden_pictures.py)."""
    parser.addoption("--accept-pictures", action="store_true", help="make golden pictures anew")
    parser.addoption("--review-pictures", metavar="FOLDER", help="write there what differs")


def pytest_unconfigure() -> None:
    """Nothing stays behind."""
    shutil.rmtree(_home, ignore_errors=True)
