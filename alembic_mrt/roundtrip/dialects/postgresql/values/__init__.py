"""Values of PostgreSQL's types, all written as text: the server turns them into the type.

Each module here knows one family of types and has its ``BUILDERS``, by their names as
format_type() spells them.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.dialects.postgresql.values.made_of import arrays, composites
from alembic_mrt.roundtrip.dialects.postgresql.values.ranges import multiranges, ranges
from alembic_mrt.roundtrip.dialects.postgresql.values.request import (
    Request,
    TypeFacts,
    Types,
    holds_domains,
    resolved,
)
from alembic_mrt.roundtrip.seed.guesses import guesses
from alembic_mrt.roundtrip.seed.pool import SIZE, choices

if TYPE_CHECKING:
    from collections.abc import Mapping

    from alembic_mrt.roundtrip.dialects.postgresql.values.request import Builder
    from alembic_mrt.roundtrip.seed.pool import Pool, Value

__all__ = ["TypeFacts", "Types", "holds_domains", "pool_for", "resolved"]

_TYPE = re.compile(r"(?P<name>.*?)(?:\((?P<mods>-?\d+(?:,-?\d+)*)\))?(?P<rest>[^()]*)\Z", re.DOTALL)


def pool_for(type_: str, types: Types, salt: int, hint: str = "") -> Pool | None:
    """Return values for a type as format_type() spells it, or None for an unknown one.

    ``hint`` is the default of the column.
    """
    if type_ in types:
        return _of_own_type(type_, types, salt, hint)
    if type_.endswith("[]"):
        return arrays(_inner(type_[:-2], types, salt), ";" if type_ == "box[]" else ",")
    match = _TYPE.match(type_)
    if match is None:
        return None
    name = (match["name"].strip('"') + match["rest"]).split(".")[-1].strip('"')
    if f"{match['name']}{match['rest']}" in types:
        return _of_own_type(f"{match['name']}{match['rest']}", types, salt, hint, match["mods"])
    return _built_in(name, salt, hint, match["mods"])


@cache
def _builders() -> Mapping[str, Builder]:
    modules = (
        importlib.import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__)
    )
    return {name: b for m in modules for name, b in getattr(m, "BUILDERS", {}).items()}


@lru_cache(maxsize=2048)
def _built_in(name: str, salt: int, hint: str, mods: str | None) -> Pool | None:
    builder = _builders().get(name)
    numbers = tuple(int(m) for m in mods.split(",")) if mods else ()
    return builder(Request(salt, numbers, hint)) if builder is not None else None


def _of_own_type(
    name: str, types: Types, salt: int, hint: str, mods: str | None = None
) -> Pool | None:
    found = types[name]
    if found.kind == "e":
        return choices(found.labels, salt) if found.labels else None
    if found.kind == "d":
        return pool_for(found.base, types, salt, hint)
    if found.kind == "c":
        return composites([_inner(a, types, salt + i) for i, a in enumerate(found.attributes)])
    if found.kind in ("r", "m"):
        subtype = _TYPE.sub(r"\g<name>\g<rest>", found.base)
        pool = ranges(subtype, pool_for(found.base, types, salt), salt)
        return multiranges(pool) if found.kind == "m" else pool
    return _built_in(name.rsplit(".", maxsplit=1)[-1].strip('"'), salt, hint, mods)


def _inner(type_: str, types: Types, salt: int) -> Pool | None:
    """Return values for a part of another value; those that its domain speaks of come first."""
    pool = pool_for(type_, types, salt)
    checks = resolved(type_, types).checks
    if pool is None or not checks:
        return pool
    likely: list[Value] = [v for check in checks for v in guesses(check, pool)]
    return replace(pool, plain=tuple(dict.fromkeys([*likely, *pool.plain]))[:SIZE])
