"""The log: what went wrong, in a file of bounded size where the system keeps such things."""

from __future__ import annotations

import logging
import logging.handlers
import os
import platform
from contextlib import suppress
from io import FileIO, TextIOWrapper
from pathlib import Path

import PySide6
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from engine import __version__
from engine.folders import log_folder

LOG = logging.getLogger("softmix")
_SIZE, _OLDER = 512 * 1024, 2
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class _PrivateFile(logging.handlers.RotatingFileHandler):
    """Files nobody else reads."""

    def _open(self) -> TextIOWrapper:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        file = os.open(self.baseFilename, flags, 0o600)
        return TextIOWrapper(FileIO(file, "ab"), encoding="utf-8", write_through=True)


def log_path() -> Path:
    """The file the log is written to."""
    return log_folder() / "softmix.log"


def start_log() -> None:
    """Begin to write the log; where it cannot be written, the program goes on without."""
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
    with suppress(OSError):
        log_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _PrivateFile(log_path(), maxBytes=_SIZE, backupCount=_OLDER, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        LOG.addHandler(handler)
    logging.raiseExceptions = False  # a full disk is no reason to stop
    qInstallMessageHandler(_hear)
    LOG.info("started: %s", versions())


def versions() -> str:
    """What runs here, in a line."""
    return (
        f"Softmix {__version__}, Python {platform.python_version()}, "
        f"PySide6 {PySide6.__version__}, {platform.platform()}"
    )


def _hear(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    LOG.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", text)
