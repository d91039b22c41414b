"""SHA-256 by Qt: `hashlib` loads OpenSSL, 4 MB, which every window would carry."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCryptographicHash


def digest(pieces: Iterable[bytes]) -> str:
    """The SHA-256 of the pieces in a row, as 64 hexadecimal digits."""
    made = QCryptographicHash(QCryptographicHash.Algorithm.Sha256)
    for piece in pieces:
        made.addData(piece)
    return bytes(made.result().data()).hex()
