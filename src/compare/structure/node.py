"""One numbered item of a text, and where it hangs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(eq=False)
class Node:
    """One numbered item: where its label stands in the stream, and its children.

    `boxes` are the boxes (专栏) that follow it: they belong to it and are no parts of it.
    """

    form: str
    number: int
    begin: int
    after: int
    end: int = 0
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    prefix: str = ""
    name: str = ""
    dropped: bool = False

    def path(self, text: str) -> str:
        """Labels from the top down, e.g. ``二/（三）/1``."""
        label = self.name or text[self.begin : self.after] or str(self.number)
        bracketed = self.form in {"（一）", "（1）"}
        own = (
            label.replace("(", "（").replace(")", "）")
            if bracketed
            else label.strip("、.．，【】〔〕[]［］（）()" if self.form == "专栏" else "、.．，")
        )
        return f"{self.parent.path(text)}/{own}" if self.parent else own

    def chain(self) -> Iterator[Node]:
        """The node, its parent, and so on up."""
        node: Node | None = self
        while node:
            yield node
            node = node.parent
