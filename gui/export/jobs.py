"""Doing what a person asked to export: all files of a request, or none."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from engine.errors import Message, UnwritableFile
from engine.files import _NO_FOLDER, os_reason, write_file
from gui.document import Document
from gui.export.background import Aside, Stopped, directly
from gui.export.formats import TOGETHER, book_bytes, check_format, picture_bytes, suffix_of
from gui.export.requests import ExportRequest, in_language, sheets, step_id
from gui.export.room import check_room
from gui.export.slide import Slide

#: Called with how many slides are done, of how many.
Progress = Callable[[int, int], object]
Cancelled = Callable[[], bool]

_STEM = "softmix"


def default_name(document: Document, request: ExportRequest) -> str:
    """The file name to propose: `softmix-05-scores.png`, `softmix-W_Q.png`, `softmix.png`.

    The name of a node in a later block keeps its dot: `softmix-block_2.Q.png`.
    """
    what = request.what
    name = ""
    if what in ("step", "before_after") or (what == "moments" and request.format in TOGETHER):
        name = step_id(document, request.step)
    if what == "before_after":
        name += f"-{request.moment + 1:02d}"
    elif what == "range" and request.format in TOGETHER:  # files of single steps have their names
        name = f"{request.step + 1:02d}-{request.last + 1:02d}"
    elif what in ("matrix", "heat", "compare"):
        name = request.node if what == "matrix" else f"{request.node}-{what}"
    elif what == "explanation" and request.cell is not None:
        node, cell = request.cell
        name = "-".join([node, *(str(index + 1) for index in cell)])
    return "-".join(part for part in (_STEM, name) if part) + suffix_of(request.format)


def file_names(document: Document, request: ExportRequest, out: Path) -> list[Path]:
    """The files a request writes.

    Several slides make numbered files: `deck.png` gives `deck-01-words.png`, a folder (or a name
    without a suffix) `softmix-01-words.png` in it. A PDF, a deck or a moving picture holds them
    all. Else it is `out`.
    """
    if request.format in TOGETHER:
        return [out]
    made = sheets(document, request)
    if len(made) == 1 and not made[0].name:
        return [out]
    folder, stem = (out.parent, out.stem) if _names_file(out) else (out, _STEM)
    suffix = suffix_of(request.format)
    return [folder / f"{stem}-{sheet.name}{suffix}" for sheet in made]


def run(
    document: Document,
    request: ExportRequest,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    aside: Aside = directly,
) -> list[Path]:
    """Export. Returns the files that were written, none where it was cancelled.

    Args:
        aside: does what needs neither document nor slides any more (raising Stopped, where that is
            cancelled).

    Raises:
        SoftmixError: an unknown step, node, theme or format, a file that cannot be written, or too
            little memory; then nothing is written, and files that stood there before are
            untouched.
    """
    check_format(request.format)
    files = file_names(document, request, out)
    tell = progress or (lambda done, total: None)
    made = sheets(document, request)
    check_room(request, len(made), out)
    language = request.language or document.language

    def slides() -> Iterator[Slide]:
        for index, sheet in enumerate(made):
            tell(index, len(made))
            if cancelled is not None and cancelled():
                raise Stopped
            with in_language(document, language):
                slide = sheet.make()
            yield slide
        tell(len(made), len(made))

    try:
        if request.format in TOGETHER:
            title = getattr(document.scenario.title, language)
            write_file(out, book_bytes(slides(), request, out, title, language, aside))
        elif files == [out]:
            (slide,) = slides()
            write_file(out, picture_bytes(slide, request, out, aside))
        else:
            _write_all(files, slides(), request, aside)
    except Stopped:
        return []
    return files


def _names_file(out: Path) -> bool:
    return bool(out.suffix) and not os.path.isdir(out)


def _write_all(
    files: Sequence[Path], slides: Iterator[Slide], request: ExportRequest, aside: Aside
) -> None:
    """Write every file under another name first; they get theirs when all of them are there."""
    folder = files[0].parent
    made_folder = _make_folder(folder)
    staged: list[Path] = []
    done = False
    try:
        for path, slide in zip(files, slides, strict=True):
            data = picture_bytes(slide, request, path, aside)
            temporary = _temporary(folder)
            staged.append(temporary)
            _write_as(temporary, path, data)
        _put_in_place(staged, files)
        done = True
    finally:
        for temporary in staged:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        if made_folder and not done:
            with suppress(OSError):
                folder.rmdir()


def _make_folder(folder: Path) -> bool:
    """Make the folder where only it itself is missing. Returns whether it was made."""
    if os.path.isdir(folder):
        return False
    if not os.path.isdir(folder.parent):
        reason = Message(_NO_FOLDER, folder=folder.parent)
        raise UnwritableFile(path=folder, reason=reason)
    try:
        folder.mkdir()
    except OSError as error:
        raise UnwritableFile(path=folder, reason=os_reason(error)) from None
    return True


def _write_as(temporary: Path, path: Path, data: bytes) -> None:
    """Write to `temporary`; an error speaks of `path`, which is what the person knows."""
    try:
        write_file(temporary, data)
    except UnwritableFile as error:
        raise UnwritableFile(path=path, reason=error.fields["reason"]) from None


def _put_in_place(staged: Sequence[Path], files: Sequence[Path]) -> None:
    """Give all files their names; where one cannot have it, everything is as it was before."""
    kept: list[tuple[Path, Path]] = []  # old files and where they wait
    placed: list[Path] = []
    path = files[0]
    try:
        for temporary, path in zip(staged, files, strict=True):
            if path.exists():
                aside = _temporary(path.parent)
                path.rename(aside)
                kept.append((path, aside))
            temporary.rename(path)
            placed.append(path)
    except OSError as error:
        for new in placed:
            with suppress(OSError):
                new.unlink()
        for old, aside in kept:
            with suppress(OSError):
                aside.replace(old)
        raise UnwritableFile(path=path, reason=os_reason(error)) from None
    for _, aside in kept:
        with suppress(OSError):
            aside.unlink()


def _temporary(folder: Path) -> Path:
    return folder / f".softmix-{os.urandom(8).hex()}"
