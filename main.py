"""The command line. Without a verb it opens the window; `values`, `scenarios`, `export` need none.

Qt is imported only where it is used, so that `values` and `scenarios` start without it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal, NoReturn

from engine import __version__
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
from engine.picture_sizes import (
    DOTS_PER_INCH,
    HIGHEST_DPI,
    LARGEST_SCALE,
    LOWEST_DPI,
    parse_size,
)
from engine.project import find_project
from engine.scenario import built_in, own
from engine.workbook import WORKBOOK_NOTE, labels_of, write_workbook

BAD_INPUT = 2
FAILED = 1
INTERRUPTED = 130

_SET_HELP = """\
change a cell before anything is computed; repeat it for more, they are made in order. Indices
count from 0; with several heads the head leads, as in W_Q[2,0,1]. Numbers, fractions and roots are
read: 3, -0.5, 1e-3, 1/3, sqrt(3). A cell of a computed matrix is pinned: what follows it is
computed from the pinned number"""
_SCENARIO_HELP = (
    "the name of a scenario (`softmix scenarios` lists them), a scenario file or saved work"
)


class _UsageError(Exception):
    """The command line itself is wrong."""


class _Parser(argparse.ArgumentParser):
    """Raises what argparse would print over several lines."""

    def __init__(self, verb: str, usage: str, description: str) -> None:
        prog = f"softmix {verb}".strip()
        super().__init__(
            prog=prog, usage=f"{prog} {usage}", description=description, allow_abbrev=False
        )
        self.add_argument("--version", action="version", version=f"softmix {__version__}")

    def error(self, message: str) -> NoReturn:
        raise _UsageError(f"{message} (see {self.prog} --help)")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line. Returns the exit code: 0, 2 for bad input, 1 for other failures.

    What a person did wrong is said in one line on standard error. `python -X dev` shows the
    traceback of an internal error instead.
    """
    options = argparse.Namespace(lang=None)
    try:
        options = _parse(sys.argv[1:] if argv is None else list(argv))
        code: int = options.run(options)
        sys.stdout.flush()
    except SystemExit as stop:  # argparse has printed help or the version
        return int(stop.code or 0)
    except _UsageError as error:
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
        raise _UsageError(f"{form} is a binary format: give --out PATH (see softmix values --help)")
    edits = [parse_assignment(text) for text in options.set]
    names = options.node
    if options.scenario is None and len(names) > 1:  # values --node weights worked-example
        *names, options.scenario = names
    if options.scenario is None:
        raise _UsageError("a SCENARIO or FILE is missing (see softmix values --help)")
    if form == "xlsx" and names:
        raise _UsageError("xlsx holds the whole example: leave --node out")
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


# -- reading the command line --------------------------------------------------------------------


def _parse(argv: list[str]) -> argparse.Namespace:
    """The first word may be a verb; else it is what the window opens (`./values` is a file)."""
    if argv and argv[0] in _VERBS:
        return _VERBS[argv[0]]().parse_args(argv[1:])
    return _window_parser().parse_args(argv)


def _window_parser() -> _Parser:
    parser = _Parser(
        "",
        "[FILE|SCENARIO] [--step ID|N] [--lang en|zh] [--theme light|dark]\n"
        "       softmix scenarios | values … | export … | desktop …   (each has its own --help)",
        "Attention as a diagram of numbers you can change. Opens the window; the verbs scenarios, "
        "values and export work without one.",
    )
    parser.add_argument("source", nargs="?", metavar="FILE|SCENARIO", help=_SCENARIO_HELP)
    parser.add_argument("--step", metavar="ID|N", help="the step to start at, from 1, or its id")
    parser.add_argument("--lang", choices=("en", "zh"), help="the language (default: the system's)")
    parser.add_argument(
        "--theme", choices=("light", "dark"), help="the colours (default: the system's)"
    )
    parser.set_defaults(run=_open_window)
    return parser


def _scenarios_parser() -> _Parser:
    parser = _Parser("scenarios", "", "List the scenarios, one a line: name, tab, title.")
    parser.set_defaults(run=_list_scenarios, lang=None)
    return parser


def _desktop_parser() -> _Parser:
    parser = _Parser(
        "desktop",
        "install|uninstall",
        "Make the desktop know Softmix, for this person: the entry in the menu, the kind of file "
        ".softmix, the icon. Prints the files that were written or taken away, one a line.",
    )
    parser.add_argument("what", choices=("install", "uninstall"))
    parser.set_defaults(run=_install_desktop, lang=None)
    return parser


def _values_parser() -> _Parser:
    parser = _Parser(
        "values",
        "SCENARIO|FILE [--set 'X[0,1]=3'] [--node NAME …]\n"
        "         [--format json|csv|npy|npz|latex|xlsx] [--out PATH]",
        "Print every matrix of a scenario, at full precision: rows of numbers, with several heads "
        "a list of rows for each. A number that is not finite (a masked score, an overflow) is "
        "null in JSON and an empty cell in CSV.",
    )
    _add_scenario(parser, nargs="?")
    parser.add_argument(
        "--node",
        action="extend",
        nargs="+",
        default=[],
        metavar="NAME",
        help="only this matrix; repeat it for more (default: all, in the order of the pipeline)",
    )
    parser.add_argument(
        "--format",
        choices=tuple(VALUE_SUFFIXES),
        help="json: one object, name to rows; csv: a block for each matrix under `# name`; npy: "
        "one matrix, npz: any number, both need --out; latex: a bmatrix each; xlsx: a spreadsheet "
        "of the whole example with live formulas (default: as --out is named, else json)",
    )
    parser.add_argument("--out", type=Path, metavar="PATH", help="write to a file instead")
    parser.set_defaults(run=_print_values, lang=None)
    return parser


def _export_parser() -> _Parser:
    parser = _Parser(
        "export",
        "SCENARIO|FILE --out PATH [--step ID|N|3-7|all [--inside N|all]] [--node NAME [--heat]]\n"
        "         [--explain 'scores[1,2]'] [--compare NAME] [--head N]\n"
        "         [--size 1920x1080|16:9|4:3|a4|a4-portrait|210x148mm]\n"
        "         [--scale 1|2|3|4] [--dpi N] [--format png|svg|pdf|pptx|gif|apng]\n"
        "         [--theme light|dark|print] [--transparent] [--speaker-text]\n"
        "         [--lang en|zh] [--set 'X[0,1]=3']",
        "Draw slides of a scenario and print the paths of the files, one a line.",
    )
    _add_scenario(parser)
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="PATH",
        help="the file to write; with several steps a folder, or deck.png for deck-01-words.png "
        "and so on (a PDF, a PPTX and what moves hold all of them)",
    )
    parser.add_argument(
        "--step",
        metavar="ID|N|3-7|all",
        help="a step of the lesson by its number, from 1, or its id; a range of them, 3-7 or "
        "scores..whole; all: every step (default: the whole diagram). As gif or apng one step is "
        "shown as it is made",
    )
    parser.add_argument(
        "--inside",
        metavar="N|all",
        help="with --step: all steps inside it, or the result before and after one, from 1",
    )
    parser.add_argument("--node", metavar="NAME", help="one matrix instead of the diagram")
    parser.add_argument("--heat", action="store_true", help="with --node: as shades, not numbers")
    parser.add_argument(
        "--explain", metavar="CELL", help="how one cell is made, as in scores[1,2], from 0"
    )
    parser.add_argument(
        "--compare", metavar="NAME", help="a matrix before and after the edits of --set"
    )
    parser.add_argument(
        "--head",
        metavar="N",
        help="the head to show, from 1 (default: the one a step is about; of one matrix all heads)",
    )
    parser.add_argument(
        "--size",
        default="1920x1080",
        metavar="WIDTHxHEIGHT|16:9|4:3|a4|a4-portrait|210x148mm",
        help="in pixels, from 64 to 16384 a side; a name; or millimetres of paper (default: "
        "1920x1080)",
    )
    parser.add_argument(
        "--scale",
        type=int,
        choices=range(1, LARGEST_SCALE + 1),
        default=1,
        help="so many times as many pixels a side, on as much paper (default: 1)",
    )
    parser.add_argument(
        "--dpi",
        type=_dots,
        default=DOTS_PER_INCH,
        metavar="N",
        help="dots per inch at scale 1: how many pixels a4 and millimetres have, and how large "
        "pixels are on paper (default: 144)",
    )
    parser.add_argument(
        "--format", choices=tuple(PICTURE_SUFFIXES), help="default: as --out is named, else png"
    )
    parser.add_argument(
        "--theme", choices=("light", "dark", "print"), default="light", help="default: light"
    )
    parser.add_argument("--transparent", action="store_true", help="leave the background out")
    parser.add_argument(
        "--speaker-text", action="store_true", help="put the text of the lesson below each step"
    )
    parser.add_argument("--lang", choices=("en", "zh"), default="en", help="default: en")
    parser.set_defaults(run=_export_pictures)
    return parser


def _dots(text: str) -> int:
    """A number of dots per inch. Raises argparse.ArgumentTypeError."""
    if not (text.isascii() and text.isdigit() and LOWEST_DPI <= int(text) <= HIGHEST_DPI):
        message = f"{text} is not a number of dots from {LOWEST_DPI} to {HIGHEST_DPI}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _add_scenario(parser: _Parser, nargs: Literal["?"] | None = None) -> None:
    parser.add_argument("scenario", nargs=nargs, metavar="SCENARIO|FILE", help=_SCENARIO_HELP)
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME[ROW,COLUMN]=NUMBER", help=_SET_HELP
    )


_VERBS: dict[str, Callable[[], _Parser]] = {
    "desktop": _desktop_parser,
    "scenarios": _scenarios_parser,
    "values": _values_parser,
    "export": _export_parser,
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
