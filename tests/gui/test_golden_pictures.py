"""Pictures are what they were: compared with those in tests/golden/pictures.

`python -m pytest tests/gui/test_golden_pictures.py --accept-pictures` makes them anew;
`--review-pictures FOLDER` writes what differs, as it is, was, and where, with a page to look at.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from engine.scenario import find_scenario
from gui.document import Document
from gui.export.close_ups import compare_slide, explanation_slide, heat_slide
from gui.export.looks import slide_theme
from gui.export.moments import moment_slide
from gui.export.render import render_image
from gui.export.slide import Slide, SlideOptions, diagram_slide, matrix_slide, step_slide
from gui.i18n import Languages
from gui.theme import Theme

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "pictures"
SIZE = (960, 540)
#: A pixel differs from so much of 255 on; so many of a picture may (another FreeType smooths edges
#: by a hair otherwise), and in no patch of 8 × 8 more than half.
_STEP, _SHARE, _PATCH = 24, 0.001, 0.5

Draw = Callable[[Document, Theme], Slide]
O = SlideOptions()  # noqa: E741


def step(number: int) -> Draw:
    return lambda document, look: step_slide(document, look, number - 1, O)


def _compared(document: Document, look: Theme) -> Slide:
    document.edit_cells("X", {(1, 1): 5.0})
    return compare_slide(document, look, "scores", O)


PICTURES: dict[str, tuple[str, str, str, Draw]] = {
    "scores": ("worked-example", "light", "en", step(9)),
    "softmax-zh-dark": ("worked-example", "dark", "zh", step(11)),
    "mix-print": ("worked-example", "print", "en", step(14)),
    "whole-example": ("worked-example", "light", "en", lambda d, k: diagram_slide(d, k, O)),
    "whole-block-zh": ("worked-block", "light", "zh", lambda d, k: diagram_slide(d, k, O)),
    "norm-dark": ("worked-block", "dark", "en", step(14)),
    "mask": ("causal", "light", "en", step(7)),
    "relatives-zh": ("relatives", "light", "zh", step(5)),
    "heads-512": ("eight-heads-512", "light", "en", step(5)),
    "matrix-heads": ("worked-block", "light", "en", lambda d, k: matrix_slide(d, k, "scores", O)),
    "heat": ("eight-heads-512", "dark", "en", lambda d, k: heat_slide(d, k, "W_Q", O)),
    "explained": ("worked-example", "light", "zh",
                  lambda d, k: explanation_slide(d, k, "weights", (0, 1), O)),
    "compared": ("worked-example", "light", "en", _compared),
    "inside": ("worked-example", "light", "en", lambda d, k: moment_slide(d, k, 8, 4, O)),
}  # fmt: skip


def pixels(image: QImage) -> np.ndarray:
    """[row, column, rgb]"""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), -1)
    return rows[:, : 3 * plain.width()].reshape(plain.height(), plain.width(), 3).copy()


def differing(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Where two pictures differ to the eye. [row, column]"""
    step = np.abs(one.astype(int) - other.astype(int)).max(axis=2)
    return np.asarray(step >= _STEP)


def alike(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two pictures are the same, apart from how edges are smoothed."""
    if one.shape != other.shape:
        return False
    wrong = differing(one, other)
    high, wide = (side // 8 * 8 for side in wrong.shape)
    patches = wrong[:high, :wide].reshape(high // 8, 8, wide // 8, 8).mean(axis=(1, 3))
    return bool(wrong.mean() <= _SHARE and patches.max(initial=0.0) <= _PATCH)


def drawn(name: str) -> QImage:
    scenario, look, language, draw = PICTURES[name]
    languages = Languages()
    languages.use(language)
    try:
        document = Document(find_scenario(scenario), language)
        return render_image(draw(document, slide_theme(look)), SIZE)
    finally:
        languages.use("en")


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_what_it_was(qapp: object, name: str, request: pytest.FixtureRequest) -> None:
    image, path = drawn(name), GOLDEN / f"{name}.png"
    if request.config.getoption("--accept-pictures"):
        GOLDEN.mkdir(parents=True, exist_ok=True)
        assert image.convertToFormat(QImage.Format.Format_RGB888).save(str(path))
        return
    assert path.is_file(), f"no picture yet: run with --accept-pictures to make {path.name}"
    got, wanted = pixels(image), pixels(QImage(str(path)))
    same = alike(got, wanted)
    folder = request.config.getoption("--review-pictures")
    if folder and not same:
        review(Path(folder), name, got, wanted)
    assert same, f"{name} has changed: look with --review-pictures FOLDER"


def review(folder: Path, name: str, got: np.ndarray, wanted: np.ndarray) -> None:
    """As it is, as it was, and where it differs, on one page for all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    where = np.full_like(got, 255)
    if got.shape == wanted.shape:
        where[differing(got, wanted)] = (200, 0, 0)
    for kind, picture in (("is", got), ("was", wanted), ("differs", where)):
        rows, columns = picture.shape[:2]
        image = QImage(picture.tobytes(), columns, rows, 3 * columns, QImage.Format.Format_RGB888)
        image.save(str(folder / f"{name}-{kind}.png"))
    names = sorted(path.name.removesuffix("-is.png") for path in folder.glob("*-is.png"))
    page = "".join(
        f"<h2>{html.escape(n)}</h2>"
        + "".join(f'<img width="32%" src="{n}-{kind}.png">' for kind in ("was", "is", "differs"))
        for n in names
    )
    (folder / "index.html").write_text(f"<!doctype html><meta charset=utf-8>{page}")


def test_there_is_no_picture_that_nothing_makes() -> None:
    assert {path.stem for path in GOLDEN.glob("*.png")} == set(PICTURES)


def test_the_comparison_sees_one_digit(qapp: object) -> None:
    """A number that is another one, a text that is a few pixels elsewhere, a paler card."""
    before = pixels(drawn("scores"))
    assert alike(before, before)
    document = Document(find_scenario("worked-example"))
    document.edit_cells("X", {(0, 0): 2.0})
    changed = render_image(step(9)(document, slide_theme("light")), SIZE)
    assert not alike(before, pixels(changed))
    moved = np.roll(before, 2, axis=1)
    assert not alike(before, moved)
    digit = before.copy()
    digit[160:176, 440:456] = 255 - digit[160:176, 440:456]
    assert not alike(before, digit)


def test_a_review_shows_what_differs(qapp: object, tmp_path: Path) -> None:
    one, other = pixels(drawn("scores")), pixels(drawn("mask"))
    review(tmp_path, "scores", one, other)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "index.html", "scores-differs.png", "scores-is.png", "scores-was.png"
    ]  # fmt: skip
    assert "scores-differs.png" in (tmp_path / "index.html").read_text()
