"""Files of earlier versions, brought to the version of now one step at a time.

A step changes what was decoded; it may rely on nothing, for the file has not been checked yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

Fields = dict[str, object]
Step = Callable[[Fields], Fields]


def _scenario_1(fields: Fields) -> Fields:
    """Version 2 can write a drawn matrix as its recipe and the cells that changed since."""
    return {**fields, "version": 2}


#: From the version a step begins with to the step.
SCENARIO_STEPS: Mapping[int, Step] = {1: _scenario_1}
PROJECT_STEPS: Mapping[int, Step] = {}


def migrate(fields: Fields, version: int, steps: Mapping[int, Step]) -> Fields:
    """Take every step from `version` on."""
    while version in steps:
        fields = steps[version](fields)
        version += 1
    return fields
