"""A single number of the block that is shown, as a line: the divisor, ε."""

from __future__ import annotations

from gui.document import Document
from gui.experiments.kept_edit import KeptEdit


class NumberEdit(KeptEdit):
    """Shows a 1×1 node with all its digits; Enter sets it.

    Attributes:
        node: its plain name, without the block.
    """

    def __init__(self, document: Document, node: str) -> None:
        super().__init__(document)
        self.setObjectName(f"{node}Edit")
        self.node = node

    def read(self) -> str:
        name = self.document.in_block(self.node)
        if name not in self.document.graph:
            return ""
        value = float(self.document.value(name)[0, 0])
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)

    def write(self, text: str) -> None:
        self.document.edit_text(self.document.in_block(self.node), (0, 0), text)
