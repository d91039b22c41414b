"""What the command line takes: the verbs, their options and their help. Nothing is done here."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NoReturn

from engine import __version__
from engine.exchange import PICTURE_SUFFIXES, VALUE_SUFFIXES
from engine.picture_sizes import DOTS_PER_INCH, HIGHEST_DPI, LARGEST_SCALE, LOWEST_DPI

_SET_HELP = """\
change a cell before anything is computed; repeat it for more, they are made in order. Indices
count from 0; with several heads the head leads, as in W_Q[2,0,1]. Numbers, fractions and roots are
read: 3, -0.5, 1e-3, 1/3, sqrt(3). A cell of a computed matrix is pinned: what follows it is
computed from the pinned number"""
_SCENARIO_HELP = (
    "the name of a scenario (`softmix scenarios` lists them), a scenario file or saved work"
)


class UsageError(Exception):
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
        raise UsageError(f"{message} (see {self.prog} --help)")


def parse(argv: list[str]) -> argparse.Namespace:
    """Read a command line. `verb` of the result says which it is, empty for the window.

    The first word may be a verb; else it is what the window opens (`./values` is a file).

    Raises:
        UsageError: it cannot be read.
        SystemExit: help or the version was asked for, and has been printed.
    """
    verb = argv[0] if argv and argv[0] in _VERBS else ""
    parser = _VERBS[verb]() if verb else _window_parser()
    options = parser.parse_args(argv[1:] if verb else argv)
    options.verb = verb
    return options


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
    return parser


def _scenarios_parser() -> _Parser:
    parser = _Parser("scenarios", "", "List the scenarios, one a line: name, tab, title.")
    parser.set_defaults(lang=None)
    return parser


def _desktop_parser() -> _Parser:
    parser = _Parser(
        "desktop",
        "install|uninstall",
        "Make the desktop know Softmix, for this person: the entry in the menu, the kind of file "
        ".softmix, the icon. Prints the files that were written or taken away, one a line.",
    )
    parser.add_argument("what", choices=("install", "uninstall"))
    parser.set_defaults(lang=None)
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
    parser.set_defaults(lang=None)
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
