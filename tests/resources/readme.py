"""What the README says, for tests that hold it against the program."""

from __future__ import annotations

import re
from pathlib import Path

README = Path(__file__).resolve().parents[2] / "README.md"
#: How the table writes keys, and how they stand on the keyboard sheet.
_SPELLED = {
    "Page Down": "PgDn",
    "Page Up": "PgUp",
    "+Up": "+↑",
    "+Down": "+↓",
    "+Left": "+←",
    "Arrow keys": "← → ↑ ↓",
    "1 to 9": "1 – 9",
}


def readme_keys() -> set[str]:
    """Every key of the table of keys, as the keyboard sheet spells it."""
    text = README.read_text(encoding="utf-8").partition("## Keyboard")[2].partition("\n## ")[0]
    keys: set[str] = set()
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split(" | ")]
        if len(cells) != 2 or not cells[0].startswith("| "):
            continue
        shown = re.sub(r"\(in the diagram\)", "", cells[0].removeprefix("| "))
        for part in re.split(r", | \(or |\)| and ", shown):
            spelled = part.strip()
            for ours, theirs in _SPELLED.items():
                spelled = spelled.replace(ours, theirs)
            keys.add(spelled)
    return keys - {"", "Key"}
