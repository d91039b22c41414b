"""The stages in order: from word vectors to the end of the last block, or to where it stops."""

from __future__ import annotations

from engine.graph import Graph, Node
from engine.pipeline.add_norm import Which, epsilon, norm, residual
from engine.pipeline.backward import backward
from engine.pipeline.config import Config
from engine.pipeline.embedding import embedding
from engine.pipeline.feed_forward import feed_forward
from engine.pipeline.heads import heads
from engine.pipeline.mixing import mixing
from engine.pipeline.projections import projections
from engine.pipeline.scope import Scope
from engine.pipeline.scores import mask, scores


def pipeline(config: Config, words: int, memory_words: int = 0) -> Graph:
    """The graph of a sentence of `words` words. Raises GraphError if sizes clash.

    Args:
        memory_words: how many words keys and values come from, in cross-attention.
    """
    nodes = embedding(config, words)
    nodes += mask(config, words, memory_words if config.memory else words)
    last = "X"
    for number in range(1, (config.blocks if config.extent == "block" else 1) + 1):
        added, last = _block(Scope(config, number), last)
        nodes += added
    if config.loss != "none":
        nodes += backward(config, nodes, last)
    return Graph(nodes, config.sizes(words, memory_words))


def _block(scope: Scope, source: str) -> tuple[list[Node], str]:
    """The nodes of one block, as far as the pipeline goes, and the name of its last one."""
    config, whole = scope.config, scope.config.extent == "block"
    nodes: list[Node] = []
    stream = source  # what is carried past the sub-layers
    if whole:
        nodes.append(epsilon(scope))
        if config.norm_first:
            nodes += norm(scope, 1, stream, "projections")
            source = scope.name("norm_1")
    nodes += projections(scope, source, "memory" if config.memory else source)
    nodes += [*scores(scope), *mixing(scope)]
    if config.extent == "head":
        return nodes, scope.name("head_output")
    added, attended = heads(scope)
    nodes += added
    if not whole:
        return nodes, attended
    if config.residual:
        nodes.append(residual(scope, 1, stream, attended))
    stream = scope.name("residual_1") if config.residual else attended
    first: Which = 2 if config.norm_first else 1
    nodes += norm(scope, first, stream, "add_norm_1")
    normed = scope.name(f"norm_{first}")
    if not config.norm_first:
        stream = normed
    nodes += feed_forward(scope, normed)
    if config.residual:
        nodes.append(residual(scope, 2, stream, scope.name("ffn_output")))
    stream = scope.name("residual_2" if config.residual else "ffn_output")
    if config.norm_first:
        return nodes, stream
    return [*nodes, *norm(scope, 2, stream, "add_norm_2")], scope.name("norm_2")
