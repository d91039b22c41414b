"""The plane of vectors, and the nearest of them."""

from __future__ import annotations

import numpy as np
import pytest

from engine.planes import nearest, plane


def test_the_plane_shows_the_largest_spread() -> None:
    rng = np.random.default_rng(0)
    flat = rng.normal(size=(30, 2)) * [5, 2]
    basis = np.linalg.qr(rng.normal(size=(6, 6)))[0][:2]
    vectors = flat @ basis + 3
    made = plane(vectors)
    assert made.share == pytest.approx(1)
    assert np.allclose(made.axes @ made.axes.T, np.eye(2))
    placed = made.place(vectors)
    assert placed.var(axis=0)[0] > placed.var(axis=0)[1]
    apart = np.linalg.norm(vectors[:, None] - vectors[None], axis=2)
    assert np.allclose(np.linalg.norm(placed[:, None] - placed[None], axis=2), apart)
    assert np.array_equal(plane(vectors).axes, made.axes)


def test_few_vectors_and_none() -> None:
    one = plane(np.ones((1, 4)))
    assert np.array_equal(one.place(np.ones((1, 4))), np.zeros((1, 2)))
    for wrong in (np.zeros((0, 3)), np.full((2, 2), np.inf)):
        with pytest.raises(ValueError, match="finite"):
            plane(wrong)


def test_the_nearest_point_most_alike() -> None:
    vectors = np.array([[1.0, 0], [0, 1], [-1, 0], [5, 5], [0, 0]])
    found = nearest(np.array([2.0, 0.1]), vectors, 3)
    assert [at for at, _ in found] == [0, 3, 1]
    assert found[0][1] == pytest.approx(2 / np.hypot(2, 0.1))
    assert nearest(np.zeros(2), vectors, 1)[0][1] == 0
