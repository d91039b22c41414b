"""Languages: catalogues, the language of now, and errors in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QLibraryInfo,
    QLocale,
    QObject,
    QTranslator,
    Signal,
)

from engine.errors import Message, SoftmixError
from engine.scenario import RESOURCES

LANGUAGES = {"en": "English", "zh": "中文"}


class Languages(QObject):
    """Installs the catalogues of a language.

    Signals:
        changed: another language is in force; widgets also get a LanguageChange event.
    """

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.language = "en"
        self._installed: list[QTranslator] = []

    def use(self, language: str) -> None:
        """Put `en` or `zh` in force. English texts are in the code and need no catalogue."""
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed = []
        self.language = language
        if language == "zh":
            qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            self._install("qtbase_zh_CN", qt_folder)
            self._install("softmix_zh", str(RESOURCES / "i18n"))
        QLocale.setDefault(QLocale(QLocale.Language.Chinese) if language == "zh" else QLocale.c())
        self.changed.emit(language)

    def _install(self, catalogue: str, folder: str) -> None:
        translator = QTranslator(self)
        if translator.load(catalogue, folder):
            QCoreApplication.installTranslator(translator)
            self._installed.append(translator)


class _Untranslated(QTranslator):
    """Says everything as it stands in the code, whatever catalogues are below it."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        return text


class _Deaf(QObject):
    """Keeps from the application, and so from every widget, that catalogues come and go."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() == QEvent.Type.LanguageChange


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Translate into `en` or `zh` for a moment. No widget hears of it.

    What is shown must not be painted meanwhile: give the event loop no turn inside.
    """
    application = QCoreApplication.instance()
    assert application is not None
    translators = [_Untranslated()] if language == "en" else _catalogues()
    deaf = _Deaf()
    application.installEventFilter(deaf)
    try:
        for translator in translators:
            QCoreApplication.installTranslator(translator)
        yield
    finally:
        for translator in translators:
            QCoreApplication.removeTranslator(translator)
        application.removeEventFilter(deaf)


def _catalogues() -> list[QTranslator]:
    """The Chinese catalogue of the product."""
    translator = QTranslator()
    translator.load("softmix_zh", str(RESOURCES / "i18n"))
    return [translator]


def system_language() -> str:
    """`zh` where the system speaks Chinese, else `en`."""
    return "zh" if QLocale.system().language() == QLocale.Language.Chinese else "en"


def error_text(error: SoftmixError) -> str:
    """The sentence of an error in the language of now."""
    return _translated("errors", error.template, error.fields)


def _translated(context: str, template: str, fields: dict[str, object]) -> str:
    shown = {key: _field(value) for key, value in fields.items()}
    return QCoreApplication.translate(context, template).format(**shown)


def _field(value: object) -> object:
    if isinstance(value, Message):
        return _translated("errors", value.template, value.fields)
    return value
