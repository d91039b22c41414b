"""Errors a person can act on: what is wrong, where, and what to do.

Every class carries an English `template` with named fields. The window translates the template and
fills in the same fields, so that one error reads right in every language.
"""

from __future__ import annotations

from typing import ClassVar


def translatable(context: str, text: str) -> str:
    """Mark `text` for the translation catalogue (the extractor knows this name) and return it."""
    return text


def reason_and_place(error: Exception) -> tuple[str, str]:
    """What msgspec says in one string, `reason - at `$.place``, taken apart."""
    reason, found, place = str(error).rpartition(" - at `$")
    return (reason, "$" + place.removesuffix("`")) if found else (str(error), "$")


class Message(str):
    """A sentence inside an error that is translated as the error is: a template and its fields."""

    template: str
    fields: dict[str, object]

    def __new__(cls, template: str, **fields: object) -> Message:
        """Make the English sentence of `template`, which must be marked with `translatable`."""
        made = super().__new__(cls, template.format(**fields))
        made.template = template
        made.fields = fields
        return made


class SoftmixError(Exception):
    """Base of every error that is meant for a person; `str(error)` is the English sentence."""

    template: ClassVar[str] = ""

    def __init__(self, **fields: object) -> None:
        self.fields = fields
        super().__init__(self.template.format(**fields))


class NotANumber(SoftmixError):
    """Fields: text."""

    template = translatable(
        "errors", "“{text}” is not a number. Write one such as 2, -0.5, 1e-3, 1/3 or sqrt(3)."
    )


class NotFinite(SoftmixError):
    """Fields: text."""

    template = translatable(
        "errors", "“{text}” is not a finite number. Write one between -1e308 and 1e308."
    )


class ZeroDivisor(SoftmixError):
    """Fields: name."""

    template = translatable(
        "errors", "{name} cannot be 0: the scores are divided by it. Write another number."
    )


class NegativeEpsilon(SoftmixError):
    """Fields: name."""

    template = translatable(
        "errors",
        "{name} cannot be below 0: a root is taken of the variance plus {name}. "
        "Write 0 or a small positive number.",
    )


class NotBinary(SoftmixError):
    """Fields: name."""

    template = translatable(
        "errors", "A cell of {name} is 1 (may attend) or 0 (is left out). Write one of the two."
    )


class FixedZero(SoftmixError):
    """Fields: name, head (from 1)."""

    template = translatable(
        "errors",
        "This cell of {name} is fixed at 0: the vector is cut, and head {head} does not see this "
        "part of it. Let every head project the whole vector to change it.",
    )


class UnknownNode(SoftmixError):
    """Fields: name, known."""

    template = translatable("errors", "There is no node “{name}”. The nodes are: {known}.")


class CellOutOfRange(SoftmixError):
    """Fields: name, cell, shape."""

    template = translatable(
        "errors", "{name} has no cell [{cell}]: it is {shape}, and indices count from 0."
    )


class ShapeMismatch(SoftmixError):
    """Fields: name, given, expected."""

    template = translatable("errors", "These are {given} numbers; {name} is {expected}.")


class BadAssignment(SoftmixError):
    """Fields: text."""

    template = translatable(
        "errors", "“{text}” is not an assignment. Write NAME[row,column]=number, as in X[0,1]=3."
    )


class GraphError(SoftmixError):
    """Fields: node, reason. A pipeline that cannot be built."""

    template = translatable("errors", "Node {node} cannot be built: {reason}.")


class SizeLimit(SoftmixError):
    """Fields: what, size, low, high; `field`, where it is one of a config."""

    template = translatable("errors", "{what} cannot be {size}: it must be from {low} to {high}.")


class UnknownScenario(SoftmixError):
    """Fields: name, known."""

    template = translatable(
        "errors", "There is no file and no scenario “{name}”. The scenarios are: {known}."
    )


class UnreadableFile(SoftmixError):
    """Fields: path, reason."""

    template = translatable("errors", "{path} cannot be read: {reason}.")


class UnwritableFile(SoftmixError):
    """Fields: path, reason."""

    template = translatable(
        "errors", "{path} cannot be written: {reason}. Nothing was saved there."
    )


class TooLarge(SoftmixError):
    """Fields: size, most (in MiB)."""

    template = translatable(
        "errors",
        "The work takes {size} MiB, and a file of more than {most} MiB could not be opened again. "
        "Delete snapshots, or make the example smaller.",
    )


class NotJson(SoftmixError):
    """Fields: path, reason."""

    template = translatable("errors", "{path} is not a JSON file: {reason}.")


class WrongVersion(SoftmixError):
    """Fields: path, version, supported."""

    template = translatable(
        "errors",
        "{path} is of version {version}; this Softmix reads version {supported}. "
        "Open it with the Softmix that wrote it.",
    )


class BadScenario(SoftmixError):
    """Fields: path, reason, place."""

    template = translatable("errors", "{path} is not a valid scenario: {reason} (at {place}).")


class BadJournal(SoftmixError):
    """Fields: path, reason."""

    template = translatable("errors", "What was saved of the work in {path} is damaged: {reason}.")


class BadLesson(SoftmixError):
    """Fields: path, reason, place."""

    template = translatable("errors", "{path} is not a valid lesson: {reason} (at {place}).")


class UnknownStep(SoftmixError):
    """Fields: step, count, known."""

    template = translatable(
        "errors", "There is no step “{step}”. Give a number from 1 to {count} or one of: {known}."
    )


class UnknownTheme(SoftmixError):
    """Fields: theme, known."""

    template = translatable("errors", "There is no theme “{theme}”. The themes are: {known}.")


class UnknownPictureFormat(SoftmixError):
    """Fields: format, known."""

    template = translatable(
        "errors", "Pictures cannot be written as {format}. The formats are: {known}."
    )
