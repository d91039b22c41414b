"""What the stages share: which block they build, how its nodes are called, where keys come from."""

from __future__ import annotations

import msgspec

from engine.graph import Axis, Node, Role, Stage
from engine.ops import Op
from engine.pipeline.config import Config


class Scope(msgspec.Struct, frozen=True):
    """One block of a stack, seen by the stage that adds its nodes.

    Attributes:
        block: which block, from 1. Nodes of the first carry the plain names.
    """

    config: Config
    block: int = 1

    def name(self, name: str) -> str:
        """`Q` in the first block, `block_2.Q` in the second."""
        return name if self.block == 1 else f"block_{self.block}.{name}"

    def node(
        self,
        name: str,
        symbol: str,
        stage: Stage,
        role: Role,
        axes: tuple[Axis, Axis],
        *,
        scale: str,
        op: Op | None = None,
        inputs: tuple[str, ...] = (),
        learned: bool = False,
        per_head: bool = False,
        neutral: float = 0.0,
        cut: bool = False,
    ) -> Node:
        """A node of this block. `inputs` are names as the graph has them."""
        return Node(
            self.name(name),
            symbol,
            stage,
            role,
            axes,
            scale=scale if scale == "weights" else self.name(scale),
            op=op,
            inputs=inputs,
            learned=learned,
            per_head=per_head,
            block=self.block,
            neutral=neutral,
            cut=cut,
        )

    @property
    def keys(self) -> Axis:
        """The axis that keys and values run along: the words, or those of the memory."""
        return "memory" if self.config.memory else "word"

    @property
    def parameters(self) -> str:
        """The scale of the projections' matrices: that of the vectors, where both are small.

        Drawn numbers are far smaller than vectors, and a memory may be measured in any unit.
        """
        small = self.config.vectors == "whole" and not self.config.memory
        return "inputs" if small else "parameters"

    @property
    def values(self) -> str:
        """The scale of V: that of Q and K, but for a memory, which has units of its own."""
        return "values" if self.config.memory else "projections"
