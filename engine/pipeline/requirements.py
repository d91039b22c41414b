"""Which sizes and switches fit together, and why others do not."""

from __future__ import annotations

from engine.errors import Message, SizeLimit, SoftmixError, translatable
from engine.pipeline.config import (
    MAX_BLOCKS,
    MAX_FEATURES,
    MAX_HEADS,
    MAX_HIDDEN,
    MAX_NUMBERS,
    MAX_WORDS,
    Config,
)
from engine.pipeline.encoder_block import pipeline

_WORDS = translatable("errors", "The number of words")
_MEMORY = translatable("errors", "The number of memory words")
_HEADS = translatable("errors", "The number of heads")
_BLOCKS = translatable("errors", "The number of blocks")
_PADDING = translatable("errors", "The number of padding words")


class NotDivisible(SoftmixError):
    """Fields: d_model, heads."""

    template = translatable(
        "errors",
        "{d_model} is not divisible by {heads} heads, so the vector cannot be cut. Choose another "
        "number of heads, or project, which allows it with d_k of your choice.",
    )


class ConcatMismatch(SoftmixError):
    """Fields: heads, d_v, concat, d_model."""

    template = translatable(
        "errors",
        "{heads} heads of d_v = {d_v} give {concat} columns; without W_O these are added to X, so "
        "they must be d_model = {d_model}. Keep W_O, or choose other sizes.",
    )


class CausalMemory(SoftmixError):
    """No fields."""

    template = translatable(
        "errors",
        "A causal mask needs queries and keys of one sentence; here the keys come from the memory. "
        "Choose another mask.",
    )


class NothingToStack(SoftmixError):
    """No fields."""

    template = translatable(
        "errors", "Only whole blocks can be stacked; this example ends before the block does."
    )


class TooManyNumbers(SoftmixError):
    """Fields: count, most."""

    template = translatable(
        "errors",
        "With these sizes the matrices hold {count} numbers; {most} are allowed. "
        "Choose smaller sizes.",
    )


def check(config: Config, words: int, memory_words: int = 0) -> None:
    """Raise what keeps a pipeline of these sizes and switches from being built.

    Raises:
        SizeLimit: a size is out of its range.
        NotDivisible, ConcatMismatch, CausalMemory, NothingToStack: two of them do not fit.
        TooManyNumbers: all matrices together would take too much memory.
    """
    whole = config.extent == "block"
    _in_range("words", Message(_WORDS), words, 1, MAX_WORDS)
    if config.memory:
        _in_range("memory_words", Message(_MEMORY), memory_words, 1, MAX_WORDS)
    for name in ("d_model", "d_k", "d_v"):
        _in_range(name, name, getattr(config, name), 1, MAX_FEATURES)
    _in_range("heads", Message(_HEADS), config.heads, 1, MAX_HEADS)
    _in_range("d_ff", "d_ff", config.d_ff, 1 if whole else 0, MAX_HIDDEN)
    _in_range("blocks", Message(_BLOCKS), config.blocks, 1, MAX_BLOCKS)
    keys = memory_words if config.memory else words
    _in_range("padding", Message(_PADDING), config.padding, 0, keys)
    if config.blocks > 1 and not whole:
        raise NothingToStack()
    if config.mask == "causal" and config.memory:
        raise CausalMemory()
    if config.reading == "cut" and config.d_model % config.heads:
        raise NotDivisible(d_model=config.d_model, heads=config.heads)
    concat = config.heads * config.d_v
    if whole and not config.output_projection and concat != config.d_model:
        raise ConcatMismatch(
            heads=config.heads, d_v=config.d_v, concat=concat, d_model=config.d_model
        )
    graph = pipeline(config, words, memory_words)
    count = graph.numbers
    if count > MAX_NUMBERS:
        raise TooManyNumbers(count=f"{count:,}", most=f"{MAX_NUMBERS:,}")


def _in_range(name: str, what: str, size: int, low: int, high: int) -> None:
    if not low <= size <= high:
        raise SizeLimit(field=name, what=what, size=size, low=low, high=high)
