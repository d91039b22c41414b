"""The syllabus: each file names the nodes of its stage and wires them."""

from engine.pipeline.attention import attention
from engine.pipeline.config import MAX_FEATURES, MAX_WORDS, Config

__all__ = ["MAX_FEATURES", "MAX_WORDS", "Config", "attention"]
