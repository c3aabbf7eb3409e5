"""What is known of a column when values of its type are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from alembic_mrt.roundtrip.seed.pool import SIZE, Pool, choices

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.seed.pool import Takes


@dataclass(frozen=True, slots=True)
class TypeFacts:
    """Describe a type that is not built in.

    ``kind`` is pg_type.typtype; ``base`` is a domain's type, or a range's subtype; ``labels``
    are an enum's, ``attributes`` the types of a composite, ``checks`` those of a domain.
    """

    kind: str
    base: str = ""
    labels: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    not_null: bool = False


Types: TypeAlias = Mapping[str, TypeFacts]


def resolved(type_: str, types: Types) -> TypeFacts:
    """Resolve domains over domains: the type at the bottom, and all of their checks."""
    found = types.get(type_)
    if found is None or found.kind != "d":
        return TypeFacts(kind="b", base=type_)
    below = resolved(found.base, types)
    return replace(
        below,
        checks=(*found.checks, *below.checks),
        not_null=found.not_null or below.not_null,
    )


def holds_domains(type_: str, types: Types) -> bool:
    """Tell whether an array or a composite type has parts of a domain with checks."""
    found = types.get(type_)
    parts = found.attributes if found is not None and found.kind == "c" else ()
    parts = (type_[:-2],) if type_.endswith("[]") and found is None else parts
    return any(resolved(p, types).checks or holds_domains(p, types) for p in parts)


@dataclass(frozen=True, slots=True)
class Request:
    """Ask for values of one type: its modifiers, and what is known of the column."""

    salt: int
    mods: tuple[int, ...] = ()
    hint: str = ""

    @property
    def size(self) -> int | None:
        """Return the first modifier."""
        return self.mods[0] if self.mods else None


Builder: TypeAlias = Callable[[Request], Pool]


def made(
    write: Callable[[int, int], str], least: str, *hard: str, takes: Takes | None = None
) -> Builder:
    """Build values from the salt, below 200, and a number below 40."""

    def build(request: Request) -> Pool:
        plain = tuple(write(request.salt % 200, i) for i in range(SIZE))
        return Pool(plain, least, hard) if takes is None else Pool(plain, least, hard, takes)

    return build


def listed(*values: str) -> Builder:
    """Build values from a closed list."""
    return lambda request: choices(values, request.salt)
