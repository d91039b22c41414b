"""How a gradient changes the parameters."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Literal

import numpy as np

from engine.ops import Array

Name = Literal["sgd", "momentum", "adamw"]
Parameters = dict[str, Array]
_NOT_SHRUNK = ("b_", "gamma_", "beta_")


class Optimiser(ABC):
    """Changes parameters in place, a step at a time. What it remembers is its own."""

    @abstractmethod
    def step(self, parameters: Parameters, gradients: Mapping[str, Array], rate: float) -> None:
        """One step down the gradients, which have the parameters' shapes.

        Args:
            rate: the learning rate.
        """

    @abstractmethod
    def state(self) -> dict[str, Parameters]:
        """A copy of what it remembers, to come back to."""

    @abstractmethod
    def restore(self, state: Mapping[str, Parameters]) -> None:
        """Remember what `state` gave."""


class Sgd(Optimiser):
    """w ← w − rate · g; with momentum w ← w − rate · v, v ← momentum · v + g. (Polyak 1964)"""

    def __init__(self, momentum: float = 0.0) -> None:
        self._momentum = momentum
        self._speed: Parameters = {}

    def step(self, parameters: Parameters, gradients: Mapping[str, Array], rate: float) -> None:
        for name, gradient in gradients.items():
            if self._momentum:
                speed = self._speed.setdefault(name, np.zeros_like(gradient))
                speed *= self._momentum
                speed += gradient
                gradient = speed
            parameters[name] -= rate * gradient

    def state(self) -> dict[str, Parameters]:
        return {"speed": {name: a.copy() for name, a in self._speed.items()}}

    def restore(self, state: Mapping[str, Parameters]) -> None:
        self._speed = {name: a.copy() for name, a in state["speed"].items()}


class AdamW(Optimiser):
    """Adam with weight decay beside the gradient. (Kingma, Ba 2015; Loshchilov, Hutter 2019)

    Args:
        decay: what part of a parameter, times the rate, a step takes away; not of biases (`b_…`),
            nor of γ and β of a LayerNorm.
    """

    def __init__(
        self, decay: float = 0.01, first: float = 0.9, second: float = 0.999, eps: float = 1e-8
    ) -> None:
        self._decay, self._first, self._second, self._eps = decay, first, second, eps
        self._count = 0
        self._mean: Parameters = {}
        self._square: Parameters = {}

    def step(self, parameters: Parameters, gradients: Mapping[str, Array], rate: float) -> None:
        self._count += 1
        warm_mean = 1 - self._first**self._count
        warm_square = 1 - self._second**self._count
        for name, gradient in gradients.items():
            mean = self._mean.setdefault(name, np.zeros_like(gradient))
            square = self._square.setdefault(name, np.zeros_like(gradient))
            mean *= self._first
            mean += (1 - self._first) * gradient
            square *= self._second
            square += (1 - self._second) * gradient * gradient
            change = mean / warm_mean / (np.sqrt(square / warm_square) + self._eps)
            if not name.startswith(_NOT_SHRUNK):
                change += self._decay * parameters[name]
            parameters[name] -= rate * change

    def state(self) -> dict[str, Parameters]:
        return {
            "mean": {name: a.copy() for name, a in self._mean.items()},
            "square": {name: a.copy() for name, a in self._square.items()},
            "count": {"": np.array(float(self._count))},
        }

    def restore(self, state: Mapping[str, Parameters]) -> None:
        self._mean = {name: a.copy() for name, a in state["mean"].items()}
        self._square = {name: a.copy() for name, a in state["square"].items()}
        self._count = int(state["count"][""])


def optimiser(name: Name, decay: float = 0.01) -> Optimiser:
    """The optimiser of that name."""
    if name == "adamw":
        return AdamW(decay)
    return Sgd(0.9 if name == "momentum" else 0.0)
