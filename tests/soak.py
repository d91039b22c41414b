"""Many edits, signals and repaints in one process; prints the memory before and after.

`tests/gui/test_soak.py` runs this in a process of its own: a reference-count bug in the binding
once killed the process after some hundred thousand void calls, and short tests did not see it.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QSettings

from gui.app import application, build


def resident() -> int:
    """Resident memory of this process in KiB."""
    text = Path("/proc/self/statm").read_text(encoding="ascii")
    return int(text.split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024


def main() -> None:
    """Edit `sys.argv[1]` times; undo history is bounded by clearing it, as a reopening does."""
    edits = int(sys.argv[1])
    app = application()
    folder = tempfile.TemporaryDirectory()
    store = QSettings(str(Path(folder.name) / "settings.ini"), QSettings.Format.IniFormat)
    window = build("worked-example", "17", "en", "light", store)
    window.resize(1280, 800)
    window.show()
    document = window.document
    heard = [0]

    def hear(_: object) -> None:
        heard[0] += 1

    document.values_changed.connect(hear)

    def edit(index: int) -> None:
        node = ("X", "W_Q", "W_V", "scores")[index % 4]
        document.edit_cells(node, {(index % 3, index % 3): index % 11 - 5 + index % 2 / 2})
        if index % 50 == 0:
            app.processEvents()
        if index % 500 == 499:
            document.undo_stack.clear()
            document.hover("scores", (1, 1))
            document.hover()

    warm = edits // 5
    for index in range(warm):
        edit(index)
    before = resident()
    for index in range(warm, edits):
        edit(index)
    after = resident()
    print(json.dumps({"heard": heard[0], "before": before, "after": after}))
    document.mark_saved()
    window.close()
    store.sync()
    folder.cleanup()


if __name__ == "__main__":
    main()
