"""Begins and ends a presentation, and chooses the screens for it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from gui.appearance import Appearance
from gui.document import Document
from gui.present.speaker import SpeakerWindow
from gui.present.window import PresentWindow


class Presenting(QObject):
    """One presentation at a time; the window waits behind it and stands as it stood afterwards.

    Attributes:
        window: the presentation; None where there is none.
        speaker: the speaker's window; None where there is one screen.
    """

    def __init__(self, parent: QWidget, document: Document, appearance: Appearance) -> None:
        super().__init__(parent)
        self._parent, self._document, self._appearance = parent, document, appearance
        self.window: PresentWindow | None = None
        self.speaker: SpeakerWindow | None = None
        self._swapped = False
        self._ending = False

    def start(self) -> None:
        """Begin; a presentation that is on comes to the front."""
        if self.window is None:
            self._document.end_trial()
            self.window = PresentWindow(self._document, self._appearance)
            self.window.left.connect(self.stop)
            self.window.swap_requested.connect(self._swap)
            application = QGuiApplication.instance()
            if isinstance(application, QGuiApplication):
                application.screenAdded.connect(self._place)
                application.screenRemoved.connect(self._place)
        self._place()

    def stop(self) -> None:
        """End it."""
        if self._ending:
            return
        self._ending = True
        for window in (self.window, self.speaker):
            if window is not None:
                window.close()
                window.deleteLater()
        application = QGuiApplication.instance()
        if self.window is not None and isinstance(application, QGuiApplication):
            application.screenAdded.disconnect(self._place)
            application.screenRemoved.disconnect(self._place)
        self.window = self.speaker = None
        self._ending = False
        self._parent.activateWindow()

    def _swap(self) -> None:
        self._swapped = not self._swapped
        self._place()

    def _place(self, *_: object) -> None:
        """The slide on the screen the window is not on, the notes on the window's."""
        window = self.window
        if window is None:
            return
        here, there = self._screens()
        _fill(window, there or here)
        if there is None:
            if self.speaker is not None:
                speaker, self.speaker = self.speaker, None
                speaker.left.disconnect(self.stop)
                speaker.close()
                speaker.deleteLater()
        else:
            if self.speaker is None:
                self.speaker = SpeakerWindow(self._document, self._appearance)
                self.speaker.left.connect(self.stop)
            area = here.availableGeometry()
            self.speaker.setGeometry(area.adjusted(40, 40, -40, -40))
            self.speaker.show()
        window.refresh()
        window.raise_()
        window.activateWindow()
        window.setFocus(Qt.FocusReason.OtherFocusReason)

    def _screens(self) -> tuple[QScreen, QScreen | None]:
        """The speaker's screen and the audience's, where there are two."""
        here = self._parent.screen()
        others = [screen for screen in QGuiApplication.screens() if screen is not here]
        if not others:
            return here, None
        return (others[0], here) if self._swapped else (here, others[0])


def _fill(window: PresentWindow, screen: QScreen) -> None:
    window.setScreen(screen)
    window.setGeometry(screen.geometry())
    window.showFullScreen()
