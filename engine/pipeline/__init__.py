"""The syllabus: each file names the nodes of its stage and wires them."""

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
from engine.pipeline.requirements import check

__all__ = [
    "MAX_BLOCKS",
    "MAX_FEATURES",
    "MAX_HEADS",
    "MAX_HIDDEN",
    "MAX_NUMBERS",
    "MAX_WORDS",
    "Config",
    "check",
    "pipeline",
]
