"""F6: the focus goes from one region of the window to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def next_region(regions: Sequence[QWidget]) -> None:
    """Give the focus to the region after the one that has it, and round again."""
    focus = QApplication.focusWidget()
    now = next(
        (i for i, r in enumerate(regions) if focus and (r is focus or r.isAncestorOf(focus))),
        -1,
    )
    for offset in range(1, len(regions) + 1):
        if focus_first(regions[(now + offset) % len(regions)]):
            return


def focus_first(region: QWidget) -> bool:
    """Give the focus to the region or to the first widget in it that takes it."""
    for widget in (region, *region.findChildren(QWidget)):
        if (
            widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isVisible()
            and widget.isEnabled()
        ):
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
    return False
