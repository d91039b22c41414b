"""What the window remembers between sessions."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings

#: No first choice has been made yet.
UNSET = ""


class Settings:
    """Typed access to QSettings (which gives back strings for what was a bool or a list)."""

    def __init__(self, store: QSettings | None = None) -> None:
        self.store = store if store is not None else QSettings("Softmix", "Softmix")

    @property
    def language(self) -> str:
        """`en`, `zh`, or empty: follow the system."""
        return self._text("language")

    @language.setter
    def language(self, value: str) -> None:
        self.store.setValue("language", value)

    @property
    def theme(self) -> str:
        """`system`, `light` or `dark`."""
        return self._text("theme") or "system"

    @theme.setter
    def theme(self, value: str) -> None:
        self.store.setValue("theme", value)

    @property
    def geometry(self) -> QByteArray:
        """The window's place and size; empty at first."""
        value = self.store.value("geometry", QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self.store.setValue("geometry", value)

    @property
    def folder(self) -> str:
        """Where a file was last opened or saved."""
        return self._text("folder")

    @folder.setter
    def folder(self, value: str) -> None:
        self.store.setValue("folder", value)

    def _text(self, key: str) -> str:
        return str(self.store.value(key, UNSET, type=str))
