"""What a person asked to export, and doing it: all files of a request, or none."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from engine.errors import Message, UnwritableFile
from engine.files import _NO_FOLDER, os_reason, write_file
from engine.ops import Cell
from gui.document import Document
from gui.export.looks import slide_theme
from gui.export.render import check_format, pdf_bytes, picture_bytes
from gui.export.slide import Slide, SlideOptions, diagram_slide, matrix_slide, step_slide

What = Literal["step", "every", "diagram", "matrix"]
#: Called with how many slides are done, of how many.
Progress = Callable[[int, int], object]
Cancelled = Callable[[], bool]

_STEM = "softmix"


@dataclass(frozen=True)
class ExportRequest:
    """One wish to export.

    Attributes:
        what: a step, every step, the whole diagram, or one matrix.
        step: which step (from 0), for `step`.
        node: which matrix, for `matrix`.
        size: in pixels.
        format: one of render.FORMATS.
        theme: one of looks.THEMES.
        transparent, title, caption, lit, cell, head: see SlideOptions.
    """

    what: What = "diagram"
    step: int = 0
    node: str = ""
    size: tuple[int, int] = (1920, 1080)
    format: str = "png"
    theme: str = "light"
    transparent: bool = False
    title: bool = True
    caption: bool = True
    lit: bool = True
    cell: tuple[str, Cell] | None = None
    head: int | None = None

    @property
    def options(self) -> SlideOptions:
        """How the slides are made."""
        return SlideOptions(
            self.size,
            self.title,
            self.caption,
            self.lit,
            self.cell,
            self.transparent,
            self.head,
        )


class _Stopped(Exception):
    """The person has cancelled."""


def request_slide(document: Document, request: ExportRequest, step: int | None = None) -> Slide:
    """The slide of a request; of one that wants every step, the slide of `step`.

    Raises:
        UnknownStep, UnknownNode, UnknownTheme.
    """
    look = slide_theme(request.theme)
    if request.what == "diagram":
        return diagram_slide(document, look, request.options)
    if request.what == "matrix":
        return matrix_slide(document, look, request.node, request.options)
    return step_slide(document, look, request.step if step is None else step, request.options)


def default_name(document: Document, request: ExportRequest) -> str:
    """The file name to propose: `softmix-05-scores.png`, `softmix-W_Q.png`, `softmix.png`.

    The name of a node in a later block keeps its dot: `softmix-block_2.Q.png`.
    """
    suffix = f".{request.format}"
    if request.what == "step":
        return step_name(document, request.step, _STEM) + suffix
    return f"{_STEM}-{request.node}{suffix}" if request.what == "matrix" else _STEM + suffix


def step_name(document: Document, step: int, stem: str) -> str:
    """`softmix-05-scores`, for the step with that index."""
    return f"{stem}-{step + 1:02d}-{document.lesson.steps[step].id}"


def file_names(document: Document, request: ExportRequest, out: Path) -> list[Path]:
    """The files a request writes.

    Every step makes numbered files: `deck.png` gives `deck-01-words.png`, a folder (or a name
    without a suffix) `softmix-01-words.png` in it. A PDF holds them all. Else it is `out`.
    """
    if request.what != "every" or request.format == "pdf":
        return [out]
    folder, stem = (out.parent, out.stem) if _names_file(out) else (out, _STEM)
    return [
        folder / f"{step_name(document, index, stem)}.{request.format}"
        for index in range(len(document.lesson.steps))
    ]


def run(
    document: Document,
    request: ExportRequest,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> list[Path]:
    """Export. Returns the files that were written, none where it was cancelled.

    Raises:
        SoftmixError: an unknown step, node, theme or format, or a file that cannot be written;
            then nothing is written, and files that stood there before are untouched.
    """
    check_format(request.format)
    files = file_names(document, request, out)
    tell = progress or (lambda done, total: None)

    def slides() -> Iterator[Slide]:
        count = len(document.lesson.steps) if request.what == "every" else 1
        for index in range(count):
            tell(index, count)
            if cancelled is not None and cancelled():
                raise _Stopped
            yield request_slide(document, request, index if request.what == "every" else None)
        tell(count, count)

    try:
        if request.format == "pdf":
            write_file(out, pdf_bytes(slides()))
        elif len(files) == 1:
            (slide,) = slides()
            write_file(out, picture_bytes(slide, request.format, request.size, out))
        else:
            _write_all(files, slides(), request)
    except _Stopped:
        return []
    return files


def _names_file(out: Path) -> bool:
    return bool(out.suffix) and not os.path.isdir(out)


def _write_all(files: Sequence[Path], slides: Iterator[Slide], request: ExportRequest) -> None:
    """Write every file under another name first; they get theirs when all of them are there."""
    folder = files[0].parent
    made_folder = _make_folder(folder)
    staged: list[Path] = []
    done = False
    try:
        for path, slide in zip(files, slides, strict=True):
            data = picture_bytes(slide, request.format, request.size, path)
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
    return folder / f".softmix-{secrets.token_hex(8)}"
