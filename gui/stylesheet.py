"""The style sheet of the window, written from the colours of a theme."""

from __future__ import annotations

import re
from string import Template

from engine.scenario import RESOURCES
from gui.drawing.fonts import scaled
from gui.theme import Theme

_FONT_SIZE = re.compile(r"font-size: (\d+)px")

_SHEET = Template("""
* { outline: none; }
QWidget { font-size: 14px; }
QMainWindow, QDialog, QWidget#page { background: $panel; }
QWidget#toolbar, QWidget#stepBar { background: $bar; }
QWidget#toolbar { border-bottom: 1px solid $hairline; }
QWidget#stepBar { border-top: 1px solid $hairline; }
QWidget#legendBar { background: $canvas; border-top: 1px solid $hairline; }
QScrollArea, QWidget#lessonPanel, QWidget#matrixPanel { background: $panel; border: none; }
QWidget#matrixPanel { border-top: 1px solid $hairline; }
QWidget#sidePanel { background: $panel; border-left: 1px solid $hairline; }
QWidget#section { border-top: 1px solid $hairline; }
QWidget#cellExplanation { background: $band; border-top: 1px solid $hairline; }
QLabel { background: transparent; }
QLabel[kind="muted"] { color: $muted; font-size: 13px; }
QLabel[kind="title"] { font-size: 20px; font-weight: 600; }
QLabel[kind="heading"] { font-weight: 600; }
QLabel[kind="wrong"] { color: $wrong; font-size: 13px; }
QLabel[kind="section"] { font-weight: 600; border-top: 1px solid $hairline; padding-top: 12px; }
QListWidget#manualContents { background: $panel; border: none; }
QListWidget#manualContents::item { padding: 6px 10px; border-radius: 6px; }
QListWidget#manualContents::item:hover { background: $hover; }
QListWidget#manualContents::item:selected { background: $selected; color: $text; }
QLabel[kind="slide"] { background: $canvas; border: 1px solid $hairline; }
QLabel[kind="inside"] {
  background: $hover; border-left: 3px solid $accent; padding: 5px 9px; font-weight: 500;
}
QLabel[kind="departure"] {
  color: $text; font-size: 12px; font-weight: 500; border: 1px solid $strong; border-radius: 8px;
  padding: 1px 7px;
}
QWidget#compareBar { background: $card; border-top: 1px solid $hairline; }
QLabel#flowLine { font-weight: 500; }
QWidget#compareWindow { background: $panel; }
QTableView#compareNodes { border: 1px solid $hairline; }
QTableView#compareNodes:focus, QListWidget#snapshotNames:focus { border: 2px solid $focus; }
QListWidget#snapshotNames {
  background: $card; border: 1px solid $hairline; color: $text;
  selection-background-color: $selected; selection-color: $text;
}
QWidget#warningBar, QWidget#journalBar { background: $card; border-top: 2px solid $wrong; }
QWidget#warningBar QLabel, QWidget#journalBar QLabel { color: $wrong; font-weight: 500; }
QUndoView#historyList::item, QListWidget#recoveryList::item { padding: 6px 8px; }
QWidget#traceBar { background: $card; border-top: 1px solid $strong; }
QLabel#wordNote, QLabel#memoryNote {
  background: $card; color: $text; border: 1px solid $strong; border-radius: 6px; padding: 8px 10px;
  font-size: 13px;
}
QLabel#wordNote[wrong="true"], QLabel#memoryNote[wrong="true"] { color: $wrong; border-color: $wrong; }
QLabel:disabled { color: $faint; }

QToolButton, QPushButton {
  background: transparent; border: 1px solid transparent; border-radius: 6px;
  padding: 5px 9px; min-height: 20px; font-weight: 500; color: $text;
}
QToolButton:hover, QPushButton:hover { background: $hover; }
QToolButton:pressed, QPushButton:pressed { background: $selected; }
QToolButton:checked, QPushButton:checked { background: $selected; }
QToolButton:disabled, QPushButton:disabled { color: $ghost; }
QToolButton:focus, QPushButton:focus, QComboBox:focus, QCheckBox:focus, QRadioButton:focus {
  border: 2px solid $focus; padding: 4px 8px;
}
QToolButton::menu-indicator { image: none; width: 0; }
QPushButton[kind="outlined"], QToolButton[kind="outlined"] {
  background: $card; border: 1px solid $hairline;
}
QPushButton[kind="outlined"]:hover, QToolButton[kind="outlined"]:hover { background: $hover; }
QPushButton[kind="outlined"]:checked { background: $selected; }
QPushButton[kind="outlined"]:focus, QToolButton[kind="outlined"]:focus { border: 2px solid $focus; }
QPushButton[kind="primary"] {
  background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600;
  padding: 7px 15px;
}
QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton[kind="primary"]:disabled { background: $selected; border-color: $selected; color: $faint; }
QPushButton[kind="primary"]:focus { border: 2px solid $ring; padding: 6px 14px; }

QPushButton[kind="entry"] { padding: 0; border: 1px solid transparent; }
QPushButton[kind="entry"]:focus { border: 2px solid $focus; padding: 0; }

QAbstractButton[segment="first"], QAbstractButton[segment="middle"], QAbstractButton[segment="last"] {
  background: $card; border: 1px solid $hairline; border-radius: 0; color: $muted;
  padding: 4px 7px;
}
QAbstractButton[segment="middle"], QAbstractButton[segment="last"] { border-left: none; }
QAbstractButton[segment="first"] { border-top-left-radius: 6px; border-bottom-left-radius: 6px; }
QAbstractButton[segment="last"] { border-top-right-radius: 6px; border-bottom-right-radius: 6px; }
QAbstractButton[segment="first"]:checked, QAbstractButton[segment="middle"]:checked,
QAbstractButton[segment="last"]:checked { background: $selected; color: $text; }
QPushButton[segment] { font-size: 13px; }
QAbstractButton[segment]:disabled, QAbstractButton[segment]:checked:disabled { color: $ghost; }
QAbstractButton[segment]:checked:disabled { background: $band; }
QLineEdit:disabled, QSpinBox:disabled { color: $ghost; border-color: $hairline; }
QAbstractButton[segment="first"]:focus, QAbstractButton[segment="middle"]:focus,
QAbstractButton[segment="last"]:focus { border: 2px solid $focus; padding: 3px 6px; }

QComboBox {
  background: $card; border: 1px solid $hairline; border-radius: 6px; padding: 5px 10px;
  min-height: 20px; color: $text;
}
QComboBox:hover { background: $hover; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox QAbstractItemView {
  background: $card; color: $text; border: 1px solid $strong; padding: 4px;
  selection-background-color: $selected; selection-color: $text;
}
QLineEdit, QSpinBox, QDoubleSpinBox {
  background: $card; color: $text; border: 1px solid $strong; border-radius: 6px;
  padding: 4px 8px; min-height: 20px;
  selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus { border: 2px solid $focus; padding: 3px 7px; }
QLineEdit[wrong="true"] { border: 2px solid $wrong; padding: 3px 7px; }
QCheckBox, QRadioButton { spacing: 8px; padding: 4px; border: 1px solid transparent; border-radius: 6px; }
QCheckBox:focus, QRadioButton:focus { padding: 3px; }
QCheckBox::indicator, QRadioButton::indicator {
  width: 16px; height: 16px; border: 1px solid $strong; background: $card;
}
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$check"); }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid $accent; }

QMenu { background: $card; color: $text; border: 1px solid $strong; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $ghost; }
QMenu::separator { height: 1px; background: $hairline; margin: 5px 8px; }
QToolTip { background: $text; color: $panel; border: 1px solid $text; padding: 4px 6px; }

QTableView {
  background: $card; border: 1px solid $strong; gridline-color: $hairline;
  selection-background-color: $selected; selection-color: $text;
}
QTreeView {
  background: $panel; color: $text; border: none; border-top: 1px solid $hairline;
  border-bottom: 1px solid $hairline; outline: none; padding: 4px 8px;
}
QTreeView::item { padding: 3px 2px; border: none; }
QTreeView:focus { border: 2px solid $focus; padding: 3px 6px; }
QTreeView::branch:selected { background: $selected; }
QTreeView::item:hover { background: $hover; }
QTreeView::item:selected { background: $selected; color: $text; }
QTableView#matrixTable { background: transparent; border: none; }
QTableView#matrixTable::corner { background: transparent; border: none; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; border: none; padding: 2px 6px; color: $muted; }
QTableCornerButton::section { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $ghost; border-radius: 4px; margin: 1px; min-width: 28px; min-height: 28px; }
QScrollBar::handle:hover { background: $strong; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolButton#foldPanelButton { background: $panel; }
QSpinBox::up-button, QSpinBox::down-button,
QDoubleSpinBox::up-button, QDoubleSpinBox::down-button { width: 0; border: none; }
QSpinBox QLineEdit, QSpinBox QLineEdit:focus,
QDoubleSpinBox QLineEdit, QDoubleSpinBox QLineEdit:focus { border: none; padding: 0; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QInputDialog QComboBox::down-arrow, QWidget#trainingWindow QComboBox::down-arrow { image: url("$chevron"); width: 14px; height: 14px; }
QComboBox { combobox-popup: 0; }
QFrame[kind="separator"] { background: $hairline; border: none; }
QSplitter::handle { background: $hairline; }
QFrame[kind="floating"] { background: $card; border: 1px solid $strong; border-radius: 8px; }
QFrame[kind="floating"] QScrollArea, QFrame[kind="floating"] QScrollArea > QWidget > QWidget {
  background: $card;
}
QToolButton[kind="compact"] { padding: 2px 5px; min-height: 18px; border-radius: 5px; }
QToolButton[kind="compact"]:checked { background: $accent; color: $on_accent; font-weight: 600; }
QToolButton[kind="compact"]:focus { padding: 1px 4px; }
""")


def stylesheet(look: Theme) -> str:
    """The style sheet in the colours of `look`, its text at the system's size."""
    sheet = _SHEET.substitute(
        check=(RESOURCES / "icons" / ("check.svg" if look.dark else "check-light.svg")).as_posix(),
        chevron=(
            RESOURCES / "icons" / ("chevron-down-light.svg" if look.dark else "chevron-down.svg")
        ).as_posix(),
        panel=look.panel,
        bar=look.bar,
        band=look.band,
        canvas=look.canvas,
        card=look.card,
        hairline=look.hairline,
        strong=look.strong,
        ghost=look.ghost,
        text=look.text,
        muted=look.muted,
        faint=look.faint,
        wrong=look.wrong,
        hover=look.hover,
        selected=look.selected,
        accent=look.accent,
        on_accent=look.on_accent,
        accent_hover=look.edge if look.dark else "#343B46",
        focus=look.focus,
        ring=look.roles["query"].ink,
    )
    return _FONT_SIZE.sub(lambda match: f"font-size: {scaled(float(match[1]))}px", sheet)
