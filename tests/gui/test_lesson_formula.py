"""Formulas: real ink on the page, colours of the theme, a cache that may break."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from gui.document import Document
from gui.drawing import formula
from gui.drawing.formula import FormulaLabel, formula_svg
from gui.drawing.symbols import latex
from gui.theme import theme
from tests.gui.variants import VARIANTS, varied


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formula, "_cache_folder", lambda: tmp_path / "formulas")
    formula._black_svg.cache_clear()


def pixels(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
    }


@pytest.mark.parametrize("name", ["light", "dark"])
def test_ink_of_the_theme_and_colours_of_the_roles(
    document: Document, qtbot: QtBot, name: str
) -> None:
    look = theme(name)
    label = FormulaLabel()
    qtbot.addWidget(label)
    label.setStyleSheet(f"background: {look.panel};")
    label.show_formula(latex(document.graph, "scores", look), 60, look.text, "S = Q Kᵀ")
    label.resize(label.sizeHint())
    image = label.grab().toImage()
    found = pixels(image)
    assert look.text in found
    for role in ("query", "key", "attention"):
        assert look.roles[role].ink in found
    assert label.accessibleName() == "S = Q Kᵀ"


def test_every_formula_can_be_typeset(document: Document) -> None:
    document.switch(positions=True)
    for node in document.graph.nodes:
        for by_cell in (False, True):
            text = latex(document.graph, node.name, theme("light"), by_cell=by_cell)
            assert b"<path" in formula_svg(text, 24, "#123456")
            assert b"black" not in formula_svg(text, 24, "#123456")


@pytest.mark.parametrize("name", [name for name in VARIANTS if name not in ("512", "paper")])
def test_every_operation_can_be_typeset(name: str, qapp: object) -> None:
    document = varied(name)
    for node in document.graph.nodes:
        for by_cell in (False, True):
            text = latex(document.graph, node.name, theme("light"), by_cell=by_cell)
            assert "<<" not in text, text  # no placeholder is left
            for part in text.split(r"\quad"):
                assert b"<path" in formula_svg(part, 24, "#123456")


def glyphs(text: str) -> int:
    return formula_svg(text, 24, "#123456").count(b"<path")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("X_M", 2),
        ("γ_1", 2),
        ("S″", 2),
        (r"\mathrm{softmax}_{\downarrow}", 8),
        (r"\begin{cases} a & b \\ c & d \end{cases}", 5),
        (r"H'_{ij}", 4),
    ],
)
def test_what_the_operations_are_written_with_has_ink(text: str, count: int) -> None:
    assert glyphs(text) >= count


def test_formulas_that_do_not_fit_beside_each_other_go_on(qtbot: QtBot, qapp: object) -> None:
    label = FormulaLabel()
    qtbot.addWidget(label)
    label.show_formula(r"aaaa + bbbb \quad cccc + dddd \quad e", 24, "#000000", "three")
    natural = label.sizeHint()
    single = label.heightForWidth(natural.width())
    assert single == natural.height()
    half = label.heightForWidth(natural.width() // 2)
    assert 2 * single <= half <= 4 * single
    assert label.heightForWidth(4 * natural.width()) == single
    label.resize(natural.width() // 2, half)
    image = label.grab().toImage()
    ground = image.pixelColor(image.width() - 1, image.height() - 1)
    rows = [y for y in range(image.height())
            if any(image.pixelColor(x, y) != ground for x in range(image.width()))]  # fmt: skip
    assert rows[0] < single
    assert rows[-1] > single  # the second line is painted, not cut


@pytest.mark.parametrize("width", [276, 312])
def test_the_formula_of_a_norm_is_readable_in_the_panel(
    qtbot: QtBot, qapp: object, width: int
) -> None:
    document = varied("pre-norm")
    label = FormulaLabel()
    qtbot.addWidget(label)
    text = latex(document.graph, "norm_1", theme("light"), by_cell=True)
    label.show_formula(text, 24, "#000000", "N")
    areas, _ = label._placed(width)
    for part, area in zip(label._parts, areas, strict=True):
        assert area.right() <= width + 0.5
        assert area.width() >= 0.8 * part.viewBoxF().width()  # letters of 19 px at least
    assert areas[1].top() >= areas[0].bottom()


def test_wide_formulas_shrink(qtbot: QtBot, qapp: object) -> None:
    label = FormulaLabel()
    qtbot.addWidget(label)
    label.show_formula(r"a+b+c+d+e+f+g+h+i+j+k+l", 40, "#000000", "sum")
    natural = label.sizeHint()
    assert label.heightForWidth(natural.width() // 2) <= natural.height() // 2 + 1
    label.resize(natural.width() // 2, natural.height() // 2)
    image = label.grab().toImage()
    right = QColor(image.pixel(image.width() - 1, 0))
    assert right != QColor("#000000")


def test_the_cache_is_used_and_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = formula_svg("x^2", 20, "#111111")
    (path,) = (tmp_path / "formulas").iterdir()
    formula._black_svg.cache_clear()
    monkeypatch.setattr(formula, "_typeset", lambda *_: pytest.fail("not read from disk"))
    assert formula_svg("x^2", 20, "#111111") == first
    monkeypatch.undo()
    monkeypatch.setattr(formula, "_cache_folder", lambda: tmp_path / "formulas")
    for broken in (b"", b"\xff\xfe", path.read_bytes()[:-20]):
        path.write_bytes(broken)
        formula._black_svg.cache_clear()
        assert formula_svg("x^2", 20, "#111111") == first
    assert formula._read(path) is not None


def test_a_cache_that_cannot_be_written_is_ignored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(formula, "_cache_folder", lambda: tmp_path / "file" / "formulas")
    assert formula_svg("y", 20, "#111111")
    monkeypatch.setattr(formula, "_cache_folder", lambda: None)
    assert formula_svg("z", 20, "#111111")


def test_the_cache_stands_in_the_users_cache_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    where = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.CacheLocation)
    assert formula._cache_folder() == Path(where) / "formulas"
