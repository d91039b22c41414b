"""The presentation: the stage over a whole screen, and every key of a clicker and a keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine.errors import SoftmixError
from gui.appearance import Appearance
from gui.diagram.cell_editor import CellEditor
from gui.document import Document
from gui.drawing.fonts import font
from gui.export.looks import slide_theme
from gui.export.now import now_slide
from gui.export.slide import Slide, SlideOptions, diagram_slide
from gui.i18n import error_text
from gui.present.keys import KeySheet
from gui.present.notes import NotesBand
from gui.present.stage import Stage
from gui.scrub import nudge
from gui.theme import Theme

_KEEP = 8  # slides that are kept, to be shown at once
_ZOOM = 1.25


class PresentWindow(QWidget):
    """One slide after the other; numbers can be changed in front of the class.

    Signals:
        left: the presentation is over.
        swap_requested: the slide is wanted on the other screen.
    """

    left = Signal()
    swap_requested = Signal()

    def __init__(self, document: Document, appearance: Appearance) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("presentWindow")
        self._document, self._appearance = document, appearance
        self._name = appearance.theme.name
        self._whole = False
        self._kept: dict[tuple[object, ...], Slide] = {}
        self.stage = Stage(document, self.look)
        self.notes = NotesBand()
        self.keys = KeySheet(self)
        self.editor = CellEditor(document, self.stage)
        self._said = QLabel(self)
        self._said.setObjectName("presentMessage")
        self._said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stage, 1)
        column.addWidget(self.notes)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.refresh)
        self._connect()
        self._retranslate()
        self._restyle()

    def _connect(self) -> None:
        document = self._document
        for signal in (
            document.step_changed, document.values_changed, document.structure_changed,
            document.head_changed, document.block_changed, document.words_changed,
            self._appearance.changed,
        ):  # fmt: skip
            signal.connect(self._refresh_later)
        self.stage.reshaped.connect(self._refresh_later)
        self.stage.edit_requested.connect(self._edit)
        self.editor.message.connect(self.say)
        self.editor.closed.connect(self._take_focus)

    def look(self) -> Theme:
        """The colours of the slides."""
        return slide_theme(self._name)

    # -- the slide -------------------------------------------------------------------------------

    def _refresh_later(self, *_: object) -> None:
        self._later.start()

    def refresh(self) -> None:
        """Show the slide of what the document shows now."""
        document = self._document
        if self.stage.width() < 2 or self.stage.height() < 2:
            return
        slide = self._slide()
        self.stage.show_slide(slide)
        asked = document.predicting.asking
        self.notes.show_text("" if asked else slide.notes)
        if self.editor.isVisible():
            area = self.stage.cell_area(document.node, document.cell) if document.cell else None
            if area is None:
                self.editor.cancel()

    def _slide(self) -> Slide:
        document = self._document
        size = max(self.stage.width(), 64), max(self.stage.height(), 64)
        asking = document.predicting.asking
        key = (
            document.cursor.index, document.inside.index if document.inside.on else None,
            document.head, document.block, document.revision, document.language, self._name,
            size, self._whole, id(document.graph),
        )  # fmt: skip
        options = SlideOptions(size, head=document.head)
        if asking:  # what is covered changes with every answer
            return now_slide(document, self.look(), options)
        if key not in self._kept:
            if len(self._kept) >= _KEEP:
                self._kept.pop(next(iter(self._kept)))
            make = diagram_slide if self._whole else now_slide
            self._kept[key] = make(document, self.look(), options)
        return self._kept[key]

    # -- editing ---------------------------------------------------------------------------------

    def _edit(self, node: str, cell: tuple[int, ...], typed: str | None = None) -> None:
        area = self.stage.cell_area(node, cell)
        if area is None:
            return
        self._document.select(node, cell)
        size = max(round(area.height() * 0.4), 16)
        self.editor.setStyleSheet(f"font-size: {size}px;")
        self.editor.open(node, cell, area, typed)

    def _edit_selected(self, typed: str | None = None) -> None:
        cell = self._document.cell
        if cell is not None and self._document.is_shown(self._document.node, cell):
            self._edit(self._document.node, cell, typed)

    def _nudge(self, up: bool, modifiers: Qt.KeyboardModifier) -> None:
        cell = self._document.cell
        if cell is None:
            return
        try:
            nudge(self._document, self._document.node, cell, up, modifiers)
        except SoftmixError as error:
            self.say(error_text(error))

    def _release(self) -> None:
        if self._document.cell is not None:
            self._document.release(self._document.node, self._document.cell)

    def say(self, text: str) -> None:
        """A sentence at the lower edge; none takes it away."""
        self._said.setText(text)
        self._said.setAccessibleName(text)
        self._said.adjustSize()
        self._said.move((self.width() - self._said.width()) // 2,
                        self.height() - self._said.height() - 40)  # fmt: skip
        self._said.setVisible(bool(text))
        self._said.raise_()

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- keys ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, mods = Qt.Key(event.key()), event.modifiers()
        if mods & Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._nudge(key == Qt.Key.Key_Up, mods)
        elif mods & Qt.KeyboardModifier.ControlModifier:
            self._control(key, bool(mods & Qt.KeyboardModifier.ShiftModifier))
        elif key in self._plain:
            self.stage.curtain = self.stage.curtain if key in _CURTAINS else ""
            self._plain[key]()
            self.stage.update()
        else:
            self._type(event.text())

    def _control(self, key: Qt.Key, shift: bool) -> None:
        document = self._document
        actions: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Z: document.redo if shift else document.undo,
            Qt.Key.Key_Y: document.redo,
            Qt.Key.Key_Down: document.step_in,
            Qt.Key.Key_Up: document.step_out,
            Qt.Key.Key_Plus: self._larger,
            Qt.Key.Key_Equal: self._larger,
            Qt.Key.Key_Minus: self._smaller,
            Qt.Key.Key_0: self.stage.zoom_out,
        }
        actions.get(key, lambda: None)()

    @property
    def _plain(self) -> dict[Qt.Key, Callable[[], object]]:
        document, stage, keys = self._document, self.stage, Qt.Key
        return {
            **dict.fromkeys(_ON, document.next_step),
            **dict.fromkeys(_BACK, document.previous_step),
            keys.Key_Home: document.first_step,
            keys.Key_End: document.last_step,
            keys.Key_Escape: self._escape,
            keys.Key_F5: self.close,
            keys.Key_F2: self._edit_selected,
            keys.Key_Delete: self._release,
            keys.Key_B: lambda: self._draw_curtain("#000000"),
            keys.Key_Period: lambda: self._draw_curtain("#000000"),
            keys.Key_W: lambda: self._draw_curtain("#FFFFFF"),
            keys.Key_S: lambda: self._toggle("spotlight"),
            keys.Key_L: lambda: self._toggle("laser"),
            keys.Key_Z: stage.zoom_to_card,
            keys.Key_Plus: self._larger,
            keys.Key_Minus: self._smaller,
            keys.Key_D: self._switch_look,
            keys.Key_M: self._toggle_whole,
            keys.Key_N: self.notes.toggle,
            keys.Key_P: lambda: document.predict(not document.predicting.on),
            keys.Key_X: self.swap_requested.emit,
            keys.Key_H: self.keys.toggle,
            keys.Key_Question: self.keys.toggle,
        }

    def _type(self, text: str) -> None:
        """A digit shows a head, unless a cell is selected that it would be typed into."""
        document = self._document
        heads = document.graph.heads
        if document.cell is None and text.isdigit() and text.isascii():
            if 1 <= int(text) <= heads and heads > 1:
                document.set_head(int(text) - 1)
        elif text.strip() and (text.isdigit() or text in "-−+."):
            self._edit_selected(text)

    def _larger(self) -> None:
        self.stage.grow_spot(_ZOOM) if self.stage.spotlight else self.stage.zoom_by(_ZOOM)

    def _smaller(self) -> None:
        part = 1 / _ZOOM
        self.stage.grow_spot(part) if self.stage.spotlight else self.stage.zoom_by(part)

    def _draw_curtain(self, ground: str) -> None:
        self.stage.curtain = "" if self.stage.curtain == ground else ground

    def _toggle(self, light: str) -> None:
        setattr(self.stage, light, not getattr(self.stage, light))
        self.stage.wake_pointer()

    def _switch_look(self) -> None:
        self._name = "light" if self._name == "dark" else "dark"
        self._restyle()
        self.refresh()

    def _toggle_whole(self) -> None:
        self._whole = not self._whole
        self.refresh()

    def _escape(self) -> None:
        """Out of one thing after the other, at last out of the presentation."""
        stage = self.stage
        if self.keys.isVisible():
            self.keys.hide()
        elif stage.spotlight or stage.laser:
            stage.spotlight = stage.laser = False
            stage.wake_pointer()
        elif self._document.inside.on:
            self._document.step_out()
        else:
            self.close()

    # -- the window ------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        self.editor.cancel()
        self._document.hover()
        super().closeEvent(event)
        self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._refresh_later()
        super().changeEvent(event)

    def _restyle(self) -> None:
        look = self.look()
        self.notes.restyle(look)
        self.keys.restyle(look)
        self._said.setFont(font("ui", 22))
        self._said.setStyleSheet(
            f"background: {look.text}; color: {look.panel}; padding: 12px 20px; border-radius: 8px;"
            "font-size: 24px;"
        )

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Softmix: presentation"))
        self.setAccessibleName(self.windowTitle())


_ON = (
    Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
)  # fmt: skip
_BACK = (Qt.Key.Key_PageUp, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Backspace)
_CURTAINS = (Qt.Key.Key_B, Qt.Key.Key_Period, Qt.Key.Key_W)
