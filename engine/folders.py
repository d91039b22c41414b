"""Where Softmix keeps what belongs to a person, as the system has it."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def scenario_folder() -> Path:
    """Where a person's own scenarios lie (it need not exist)."""
    return platformdirs.user_data_path("Softmix", appauthor=False) / "scenarios"


def state_folder() -> Path:
    """Where what must outlive a crash lies (it need not exist)."""
    return platformdirs.user_state_path("Softmix", appauthor=False)


def log_folder() -> Path:
    """Where the log lies (it need not exist)."""
    return platformdirs.user_log_path("Softmix", appauthor=False)
