"""JSON texts and UUIDs."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from uuid import UUID

from alembic_mrt.roundtrip.seed.mixed_documents import mixed_documents
from alembic_mrt.roundtrip.seed.pool import SIZE, Mixes, Pool, Takes, Value

_NAMES = re.compile(r"uuid|guid|(?:\b|_)id\b", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}\Z")


def documents(salt: int, *, listed: bool = False) -> Pool:
    """Offer JSON objects, or arrays where the column's default shows that it holds those."""
    plain = [{"id": salt % 900 + i, "name": f"name {i}", "on": bool(i % 2)} for i in range(SIZE)]
    odd = {"Ünï 'q'": [1.5, None, {"deep": '\\ "x"'}], "big": 2**53, "blank": ""}
    shape = (lambda item: [item]) if listed else (lambda item: item)
    return Pool(
        tuple(json.dumps(shape(item)) for item in plain),
        "[]" if listed else "{}",
        (json.dumps(shape(odd), ensure_ascii=False),),
        _json_taker(listed=listed),
        mixes=_json_mixer(listed=listed),
    )


def document(value: object) -> str:
    """Write the user's dictionary or list as JSON.

    Raises ValueError for what JSON has no place for.
    """
    try:
        return json.dumps(value)
    except TypeError as error:
        raise ValueError(str(error)) from None


def _json_taker(*, listed: bool) -> Takes:
    """Take JSON of the column's shape, and any other text as a key and a value."""

    def takes(literal: object) -> Value:
        if not isinstance(literal, str) or "\0" in literal or len(literal) > 500:
            return None
        try:
            found = json.loads(literal)
        except ValueError:
            found = {literal: literal}
        return json.dumps(found) if isinstance(found, list if listed else dict) else None

    return takes


def _json_mixer(*, listed: bool) -> Mixes:
    """Make JSON of the column's shape in which the literals are keys."""

    def mixes(literals: Sequence[object]) -> tuple[Value, ...]:
        found = mixed_documents(literals)
        return tuple(json.dumps([one] if listed else one) for one in found)

    return mixes


def uuids(salt: int, *, dashes: bool = True, text: bool = False) -> Pool:
    """Offer version 4 UUIDs; a ``text`` may spell one in capitals."""
    made = [_uuid(f"{salt}:{i}", dashes=dashes) for i in range(SIZE + 2)]

    def takes(literal: object) -> Value:
        if not isinstance(literal, str) or not _UUID.match(literal):
            return None
        return str(UUID(literal)) if dashes else UUID(literal).hex

    return Pool(tuple(made[:SIZE]), made[-1], (made[-2].upper() if text else made[-2],), takes)


def names_uuids(words: str) -> bool:
    """Tell whether a column of 36 characters, by its name and default, is meant for UUIDs."""
    return _NAMES.search(words) is not None


def _uuid(text: str, *, dashes: bool) -> str:
    digest = hashlib.md5(text.encode(), usedforsecurity=False).digest()
    found = UUID(bytes=digest, version=4)
    return str(found) if dashes else found.hex
