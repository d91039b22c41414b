"""The command line. Without a verb it opens the window; `values`, `scenarios`, `export` need none.

Qt is imported only where it is used, so that `values` and `scenarios` start without it.
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from engine.command_line import UsageError, parse
from engine.desktop import install, uninstall
from engine.errors import SoftmixError
from engine.exchange import (
    BINARY,
    PICTURE_SUFFIXES,
    VALUE_SUFFIXES,
    apply_assignments,
    choose_format,
    encode,
    parse_assignment,
)
from engine.files import write_file
from engine.picture_sizes import parse_size
from engine.project import find_project
from engine.scenario import built_in, own
from engine.workbook import WORKBOOK_NOTE, labels_of, write_workbook

BAD_INPUT = 2
FAILED = 1
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line. Returns the exit code: 0, 2 for bad input, 1 for other failures.

    What a person did wrong is said in one line on standard error. `python -X dev` shows the
    traceback of an internal error instead.
    """
    options = argparse.Namespace(lang=None)
    try:
        options = parse(sys.argv[1:] if argv is None else list(argv))
        code = _VERBS[options.verb](options)
        sys.stdout.flush()
    except SystemExit as stop:  # argparse has printed help or the version
        return int(stop.code or 0)
    except UsageError as error:
        return _fail(str(error), BAD_INPUT)
    except SoftmixError as error:
        where = "".join(f"{note}: " for note in getattr(error, "__notes__", ()))
        return _fail(where + _sentence(error, options.lang), BAD_INPUT)
    except BrokenPipeError:  # the reader has seen enough, as in `softmix values … | head`
        _silence_output()
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except MemoryError:
        return _fail("There is not enough memory for this. Try a smaller size.", FAILED)
    except OSError as error:
        _silence_output()
        name = "standard output" if error.filename is None else error.filename
        return _fail(f"{name}: {error.strerror or error}", BAD_INPUT)
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        return _fail(f"internal error: {type(error).__name__}: {error}", FAILED)
    return code


# -- the verbs -----------------------------------------------------------------------------------


def _open_window(options: argparse.Namespace) -> int:
    if _lacks_display():
        return _fail(
            "There is no display to open the window on. Start Softmix from a desktop session, or "
            "use the verbs values and export, which need none.",
            FAILED,
        )
    gc.disable()  # starting leaves nothing to collect; `run` begins once the window is there
    try:
        from gui.app import run
    except ImportError as error:
        return _fail(_cannot_load(error), FAILED)
    return run(options.source, options.step, options.lang, options.theme)


def _list_scenarios(options: argparse.Namespace) -> int:
    for scenario in (*built_in(), *own()):
        print(scenario.name, scenario.title.en, sep="\t")
    return 0


def _install_desktop(options: argparse.Namespace) -> int:
    program = Path(shutil.which("softmix") or Path(sys.argv[0]).resolve())
    done = install(program) if options.what == "install" else uninstall()
    for path in done:
        print(path)
    return 0


def _print_values(options: argparse.Namespace) -> int:
    form = choose_format(options.format, options.out, VALUE_SUFFIXES)
    if form in BINARY and options.out is None:
        raise UsageError(f"{form} is a binary format: give --out PATH (see softmix values --help)")
    edits = [parse_assignment(text) for text in options.set]
    names = options.node
    if options.scenario is None and len(names) > 1:  # values --node weights worked-example
        *names, options.scenario = names
    if options.scenario is None:
        raise UsageError("a SCENARIO or FILE is missing (see softmix values --help)")
    if form == "xlsx" and names:
        raise UsageError("xlsx holds the whole example: leave --node out")
    project = find_project(options.scenario)
    evaluator = project.state().evaluator()
    apply_assignments(evaluator, edits)
    if form == "xlsx":
        labels = labels_of(project.state(), "en")
        data = write_workbook(evaluator, labels, project.scenario.title.en, WORKBOOK_NOTE)
    else:
        names = names or evaluator.graph.order
        data = encode({name: evaluator.value(name) for name in names}, form)
    if options.out is None:
        sys.stdout.write(data.decode())
    else:
        write_file(options.out, data)
    return 0


def _export_pictures(options: argparse.Namespace) -> int:
    size = parse_size(options.size, options.scale, options.dpi)
    form = choose_format(options.format, options.out, PICTURE_SUFFIXES)
    edits = [parse_assignment(text) for text in options.set]
    project = find_project(options.scenario)
    scenario = project.scenario.with_state(project.state())
    try:
        from gui.export.command import run_export
    except ImportError as error:
        return _fail(_cannot_load(error), FAILED)
    written = run_export(
        scenario,
        edits,
        options.out,
        step=options.step,
        node=options.node,
        head=options.head,
        explain=options.explain,
        compare=options.compare,
        inside=options.inside,
        heat=options.heat,
        size=size.pixels,
        format=form,
        theme=options.theme,
        transparent=options.transparent,
        speaker=options.speaker_text,
        dots_per_inch=size.dots_per_inch,
        language=options.lang,
    )
    for path in written:
        print(path)
    return 0


_VERBS: dict[str, Callable[[argparse.Namespace], int]] = {
    "": _open_window,
    "desktop": _install_desktop,
    "scenarios": _list_scenarios,
    "values": _print_values,
    "export": _export_pictures,
}


# -- saying what went wrong ----------------------------------------------------------------------


def _fail(message: str, code: int) -> int:
    print("softmix:", " ".join(message.split()), file=sys.stderr)
    return code


def _sentence(error: SoftmixError, language: str | None) -> str:
    """The error in the language that was asked for; English where Qt cannot be had."""
    if language in (None, "en"):
        return str(error)
    try:
        from PySide6.QtCore import QCoreApplication

        from gui.i18n import Languages, error_text
    except ImportError:
        return str(error)
    application = QCoreApplication.instance() or QCoreApplication([])  # catalogues need one
    languages = Languages()
    languages.use(str(language))
    text = error_text(error)
    languages.use("en")
    del application
    return text


def _lacks_display() -> bool:
    """Whether Qt would abort the process for want of a display."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in named)


def _cannot_load(error: ImportError) -> str:
    if isinstance(error, ModuleNotFoundError):
        return f"{error}. Install what Softmix needs, in its folder: python -m pip install -e ."
    return f"Qt cannot be loaded: {error}. The README names the system libraries that it needs."


def _silence_output() -> None:
    """Let nothing complain about standard output once more when the interpreter ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
