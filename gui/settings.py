"""What the window remembers between sessions."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QByteArray, QSettings

#: No first choice has been made yet.
UNSET = ""
_LANGUAGES = ("en", "zh")
_THEMES = ("system", "light", "dark")
_OFF = "off"


class Settings:
    """Typed access to QSettings (which gives back strings for what was a bool or a list)."""

    def __init__(self, store: QSettings | None = None) -> None:
        self.store = store if store is not None else QSettings("Softmix", "Softmix")

    @property
    def language(self) -> str:
        """`en`, `zh`, or empty (so is whatever else is written there): follow the system."""
        return self._one_of(_LANGUAGES, "language", UNSET)

    @language.setter
    def language(self, value: str) -> None:
        self.store.setValue("language", value)

    @property
    def theme(self) -> str:
        """`system`, `light` or `dark`; whatever else is written there is `system`."""
        return self._one_of(_THEMES, "theme", "system")

    @theme.setter
    def theme(self, value: str) -> None:
        self.store.setValue("theme", value)

    @property
    def motion(self) -> bool:
        """Whether things move; they do at first."""
        return self._text("motion") != _OFF

    @motion.setter
    def motion(self, value: bool) -> None:
        self.store.setValue("motion", "" if value else _OFF)

    @property
    def hints_seen(self) -> bool:
        """Whether the four hints of the first start have been shown."""
        return self._text("hints") == "seen"

    @hints_seen.setter
    def hints_seen(self, value: bool) -> None:
        self.store.setValue("hints", "seen" if value else "")

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

    @property
    def recent(self) -> list[str]:
        """The files that were opened or saved last, the last one first."""
        try:
            return msgspec.json.decode(self._text("recent") or "[]", type=list[str])
        except (msgspec.MsgspecError, UnicodeError):  # whatever else is written there: none
            return []

    @recent.setter
    def recent(self, value: list[str]) -> None:
        self.store.setValue("recent", msgspec.json.encode(value).decode())

    @property
    def exact(self) -> bool:
        """Whether explanations write exact values; they do at first."""
        return self._text("exact") != _OFF

    @exact.setter
    def exact(self, value: bool) -> None:
        self.store.setValue("exact", "" if value else _OFF)

    def _one_of(self, known: tuple[str, ...], key: str, default: str) -> str:
        text = self._text(key)
        return text if text in known else default

    def _text(self, key: str) -> str:
        value = self.store.value(key, UNSET)
        return value if isinstance(value, str) else UNSET
