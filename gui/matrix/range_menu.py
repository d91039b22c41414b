"""What can be done with a block of cells: copy it as text of any kind, fill it, change it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QInputDialog, QMenu

from engine.errors import SoftmixError, translatable
from engine.fills import FILLINGS, Filling, filled
from engine.grid_texts import write_grid
from engine.numbers import format_number
from gui.matrix.clipboard import PasteRefused, refuse_error
from gui.matrix.paste import Area, area_of, name_of, put

if TYPE_CHECKING:
    from gui.matrix.number_view import NumberView

_FORMS = {
    "csv": "CSV",
    "numpy": "numpy",
    "python": translatable("range", "Python list"),
    "latex": "LaTeX",
    "markdown": "Markdown",
}
_TEXTS: dict[Filling, str] = {
    "down": translatable("range", "Fill down"),
    "right": translatable("range", "Fill to the right"),
    "constant": translatable("range", "Fill with a number…"),
    "zeros": translatable("range", "Fill with 0"),
    "identity": translatable("range", "Fill with the identity"),
    "random": translatable("range", "Fill with random numbers…"),
    "xavier": translatable("range", "Fill with Xavier’s random numbers…"),
    "transpose": translatable("range", "Transpose in place"),
    "scale": translatable("range", "Multiply by…"),
    "round": translatable("range", "Round…"),
    "negate": translatable("range", "Change the sign"),
}
#: What an undo step is called.
_SAID: dict[Filling, str] = {
    "down": translatable("range", "Fill {node} down"),
    "right": translatable("range", "Fill {node} to the right"),
    "constant": translatable("range", "Fill {node} with {number}"),
    "zeros": translatable("range", "Fill {node} with 0"),
    "identity": translatable("range", "Fill {node} with the identity"),
    "random": translatable("range", "Fill {node} with random numbers (seed {number})"),
    "xavier": translatable("range", "Fill {node} with Xavier’s numbers (seed {number})"),
    "transpose": translatable("range", "Transpose {node} in place"),
    "scale": translatable("range", "Multiply {node} by {number}"),
    "round": translatable("range", "Round {node} to {number} decimals"),
    "negate": translatable("range", "Change the sign of {node}"),
}
_KEYS: dict[str, str] = {"down": "Ctrl+D", "right": "Ctrl+R"}
_LARGEST_SEED = 2**31 - 1
translate = QCoreApplication.translate


def range_menu(view: NumberView) -> QMenu:
    """The menu of the selected block, made for the moment it is shown."""
    menu = QMenu(view)
    menu.setObjectName("rangeMenu")
    shown = view.table.plane.all_shown
    copy = menu.addAction(translate("range", "Copy"), view.copy)
    copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
    as_menu = menu.addMenu(translate("range", "Copy as"))
    for form, text in _FORMS.items():
        _add(as_menu, f"copy-{form}", translate("range", text), copy_as, view, form)
    for action in (copy, as_menu.menuAction()):
        action.setEnabled(shown)
    paste = menu.addAction(translate("range", "Paste"), view.paste)
    paste.setShortcut(QKeySequence(QKeySequence.StandardKey.Paste))
    menu.addSeparator()
    for how in FILLINGS:
        if how == "transpose":
            menu.addSeparator()
        action = _add(menu, how, translate("range", _TEXTS[how]), fill, view, how)
        action.setEnabled(shown)
        if how in _KEYS:
            action.setShortcut(QKeySequence(_KEYS[how]))
    menu.addSeparator()
    menu.addActions(view.actions())
    return menu


def _add(
    menu: QMenu, name: str, text: str, do: Callable[..., object], *arguments: object
) -> QAction:
    action = menu.addAction(text)
    action.setObjectName(f"{name}RangeAction")
    action.triggered.connect(functools.partial(_run, do, *arguments))
    return action


def _run(do: Callable[..., object], *arguments: object) -> None:
    """Without the argument a triggered action adds."""
    do(*arguments[:2])


def copy_as(view: NumberView, form: str) -> None:
    """Put the selected block (or everything) on the clipboard as text of a kind, with its names."""
    table, area = view.table, _area(view)
    if not table.plane.all_shown:
        return
    values = table.plane.matrix()[area.rows, area.columns]
    rows = table.plane.labels(down=True)[area.rows]
    columns = table.plane.labels(down=False)[area.columns]
    named = form == "markdown"
    text = write_grid(values, form, rows if named else (), columns if named else ())
    QGuiApplication.clipboard().setText(text)


def fill(view: NumberView, how: Filling) -> None:
    """Fill or change the selected block (or everything), after asking for a number if need be."""
    number = _ask(view, how)
    if number is None:
        return
    table, area = view.table, _area(view)
    try:
        numbers = filled(table.plane.matrix()[area.rows, area.columns], how, number)
        node, shown = name_of(table), format_number(number, 6)
        put(
            table,
            numbers,
            area.rows.start,
            area.columns.start,
            lambda: translate("range", _SAID[how]).format(node=node, number=shown),
        )
    except PasteRefused as refusal:
        view.refused.emit(str(refusal))
    except SoftmixError as error:
        view.refused.emit(str(refuse_error(error)))
    else:
        view.accepted.emit()


def _ask(view: NumberView, how: Filling) -> float | None:
    """The number a filling needs; 0 where it needs none, None where the person gives up."""
    title = translate("range", _TEXTS[how]).rstrip("…")
    if how in ("constant", "scale"):
        label = translate("range", "Number")
        number, good = QInputDialog.getDouble(view, title, label, 1.0, -1e300, 1e300, 6)
    elif how in ("random", "xavier"):
        label = translate("range", "Seed (the same seed gives the same numbers)")
        number, good = QInputDialog.getInt(view, title, label, 1, 0, _LARGEST_SEED)
    elif how == "round":
        label = translate("range", "Decimals")
        number, good = QInputDialog.getInt(view, title, label, 2, 0, 12)
    else:
        return 0.0
    return float(number) if good else None


def _area(view: NumberView) -> Area:
    """The selected block; one cell alone, or none, stands for everything."""
    blocks = view.selectionModel().selection()
    area = area_of(view.table, view.currentIndex(), None if blocks.isEmpty() else blocks.first())
    if area.shape == (1, 1):
        rows, columns = view.table.plane.shape
        return Area(slice(0, rows), slice(0, columns))
    return area
