"""What an interpretation knows at one moment, and the operations it has found."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from alembic_mrt.finding import Location
from alembic_mrt.operations.site import Site
from alembic_mrt.operations.values import DialectName, Term, Value, source_of
from alembic_mrt.operations.vocabulary import BatchOptions, Opaque, Operation

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable, Iterable, Iterator

_BUDGET = 60_000


class TooLongError(Exception):
    """Say that a script does more than is worth following."""


@dataclass
class Frame:
    """Hold a running function: what it returned so far, and what a ``yield`` does.

    ``depth`` is the number of conditions that it was called under.
    """

    returns: list[Value] = field(default_factory=list)
    on_yield: Callable[[Value], Value] | None = None
    node: ast.AST | None = None
    depth: int = 0


@dataclass
class State:
    """Hold the conditions around the present line and what has been found so far."""

    file: str
    dialect: str | None = None
    asked: set[str] = field(default_factory=set)
    operations: list[Operation] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    births: dict[int, tuple[object, tuple[str, ...]]] = field(default_factory=dict)
    recording: bool = False
    row_loops: int = 0
    autocommit: int = 0
    batch: BatchOptions | None = None
    foreign_line: int | None = None
    spent: int = 0
    tables: list[Term] = field(default_factory=list)

    def spend(self) -> None:
        """Count one statement."""
        self.spent += 1
        if self.spent > _BUDGET:
            raise TooLongError

    def line(self, node: ast.AST) -> int:
        """Return the line of the script at which ``node`` takes effect."""
        return self.foreign_line or int(getattr(node, "lineno", 1))

    def site(self, node: ast.AST) -> Site:
        """Return the place that ``node`` stands at."""
        fields: dict[str, Any] = {}
        if self.conditions:
            fields = {"conditional": " and ".join(dict.fromkeys(self.conditions)), "maybe": True}
        if self.batch is not None:
            fields |= {"batch": True, "batch_options": self.batch}
        if self.autocommit:
            fields["autocommit"] = True
        return Site(Location(self.file, self.line(node)), self.dialect, fields)

    def emit(self, operations: Iterable[Operation]) -> None:
        """Add operations, unless it is only a module's body that is being read."""
        if self.recording:
            self.operations.extend(operations)

    def opaque(
        self,
        node: ast.AST,
        reason: str,
        effect: str = Opaque.ANY,
        tables: tuple[str, ...] = (),
        writes: tuple[str, ...] = (),
    ) -> None:
        """Add an operation that cannot be read."""
        if self.recording:
            made = Opaque(
                **self.site(node).common,
                source=source_of(node),
                reason=reason,
                effect=effect,
                tables=tables,
                writes=writes,
            )
            self.operations.append(made)

    def ask_dialect(self, *names: object) -> None:
        """Note the dialects that the script distinguishes."""
        self.asked.update(name for name in names if isinstance(name, str))

    def dialect_name(self) -> Value:
        """Return what ``dialect.name`` is worth."""
        return DialectName() if self.dialect is None else self.dialect

    @contextmanager
    def under(self, condition: str) -> Iterator[None]:
        """Stand under a condition for the length of a block."""
        depth = len(self.conditions)
        self.conditions.append(condition)
        try:
            yield
        finally:
            del self.conditions[depth:]

    def born(self, container: Value) -> Value:
        """Remember under which conditions a container was made."""
        self.births[id(container)] = (container, tuple(self.conditions))
        return container

    def is_settled(self, container: Value) -> bool:
        """Tell whether a container is changed under no other conditions than it was made."""
        made = self.births.get(id(container))
        return made is None or made[1] == tuple(self.conditions)


def negated(condition: str) -> str:
    """Return the opposite of a condition's text."""
    if condition.startswith("not (") and condition.endswith(")"):
        return condition[5:-1]
    if condition.startswith("not ") and not {"and", "or"} & set(condition.split()):
        return condition[4:]
    return f"not ({condition})"
