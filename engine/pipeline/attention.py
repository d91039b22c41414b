"""The stages in order: one attention head, from word vectors to the mix of values."""

from __future__ import annotations

from engine.graph import Graph
from engine.pipeline.config import Config
from engine.pipeline.embedding import embedding
from engine.pipeline.mixing import mixing
from engine.pipeline.projections import projections
from engine.pipeline.scores import scores


def attention(config: Config, words: int) -> Graph:
    """The graph of one head over a sentence of `words` words. Raises GraphError if sizes clash."""
    nodes = [*embedding(config, words), *projections(), *scores(), *mixing()]
    return Graph(nodes, config.sizes(words))
