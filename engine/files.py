"""Writing a file wholly or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

from engine.errors import Message, UnwritableFile, translatable

_NO_FOLDER = translatable("errors", "there is no folder {folder}")
_REASONS = {
    errno.EACCES: translatable("errors", "Permission denied"),
    errno.EPERM: translatable("errors", "Operation not permitted"),
    errno.ENOENT: translatable("errors", "No such file or directory"),
    errno.ENOSPC: translatable("errors", "No space left on device"),
    errno.EFBIG: translatable("errors", "File too large"),
    errno.EROFS: translatable("errors", "Read-only file system"),
    errno.EISDIR: translatable("errors", "Is a directory"),
    errno.ENOTDIR: translatable("errors", "Not a directory"),
    errno.ENAMETOOLONG: translatable("errors", "File name too long"),
}


def os_reason(error: OSError) -> str:
    """What the system says went wrong, translatable where it is one of the usual things."""
    known = _REASONS.get(error.errno or 0)
    return Message(known) if known else error.strerror or str(error)


def write_file(path: Path, data: bytes) -> None:
    """Write `data` to a temporary file beside `path`, then put it in the place of `path`.

    A link keeps pointing where it did; a device or a pipe is simply written to.

    Raises:
        UnwritableFile: there is no such folder, it cannot be written to, or the disk is full; a
            file that stood there before is untouched.
    """
    temporary: Path | None = None
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        target = path.resolve()
        if not target.parent.is_dir():
            raise UnwritableFile(path=path, reason=Message(_NO_FOLDER, folder=target.parent))
        temporary = target.parent / f".softmix-{os.urandom(8).hex()}"
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
        temporary = None
    except OSError as error:
        raise UnwritableFile(path=path, reason=os_reason(error)) from None
    except RuntimeError as error:  # what resolve() says of links that form a loop
        raise UnwritableFile(path=path, reason=str(error)) from None
    finally:  # whatever went wrong, an interrupt included
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()
