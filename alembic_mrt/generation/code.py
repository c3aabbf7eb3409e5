"""A directive that stands for Python source, and how Alembic renders it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from alembic.autogenerate import render_op_text, renderers
from alembic.autogenerate.api import AutogenContext
from alembic.operations.ops import MigrateOperation

Source: TypeAlias = Callable[[AutogenContext], str]


class Code(MigrateOperation):
    """Stand for source that is written once the context of the rendering is known."""

    def __init__(self, source: Source | str) -> None:
        self.source = source


def assigned(name: str, directive: MigrateOperation) -> Code:
    """Return a directive whose result a variable takes."""
    return Code(lambda context: f"{name} = {render_op_text(context, directive)}")


def comment(text: str) -> Code:
    """Return a comment, as lines that are not too long."""
    import textwrap

    return Code("\n".join(f"# {line}" for line in textwrap.wrap(text, 80, break_on_hyphens=False)))


@renderers.dispatch_for(Code)
def _render(context: AutogenContext, directive: Code) -> str:
    source = directive.source
    return source if isinstance(source, str) else source(context)
