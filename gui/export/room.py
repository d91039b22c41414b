"""Whether there is memory for the pictures of an export, said before it is begun."""

from __future__ import annotations

from pathlib import Path

from engine.errors import Message, UnwritableFile, translatable
from gui.export.formats import MOVING
from gui.export.requests import ExportRequest

_MEMORY = Path("/proc/meminfo")
#: Bytes a pixel: a picture and its file; of what moves the frames at hand, and each that waits.
_PICTURE, _AT_HAND, _WAITING = 5, 24, 1
_VECTORS = ("svg", "pdf", "pptx")
_NO_ROOM = translatable("errors", "it takes {needed} MB of memory, and {free} MB are free")
_MEGABYTE = 1_000_000


def needed(request: ExportRequest, slides: int) -> int:
    """About how many bytes of memory the pixels of a request take."""
    if request.format in _VECTORS:
        return 0
    pixels = request.size[0] * request.size[1]
    moving = request.format in MOVING
    return pixels * (_AT_HAND + _WAITING * slides if moving else _PICTURE)


def free() -> int | None:
    """How many bytes can still be had; None where the system does not tell."""
    try:
        for line in _MEMORY.read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError, IndexError):
        pass
    return None


def check_room(request: ExportRequest, slides: int, path: Path) -> None:
    """Raise UnwritableFile, naming `path`, where the pictures cannot fit in what is free."""
    wanted, there = needed(request, slides), free()
    if there is not None and wanted > there:
        reason = Message(_NO_ROOM, needed=wanted // _MEGABYTE, free=there // _MEGABYTE)
        raise UnwritableFile(path=path, reason=reason)
