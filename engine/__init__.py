"""The mathematics of Softmix: operations, graph, evaluator, explanations, scenarios, lessons.

Knows nothing of Qt: numpy, msgspec, regex and the standard library only. `ARCHITECTURE.md` draws
the layers.
"""

__version__ = "0.1.0"
