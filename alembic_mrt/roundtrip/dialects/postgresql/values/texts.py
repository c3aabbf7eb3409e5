"""Texts, documents and what is searched in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from alembic_mrt.roundtrip.dialects.postgresql.values.request import Builder, Request, made
from alembic_mrt.roundtrip.seed import documents
from alembic_mrt.roundtrip.seed.pool import Pool, texts


def _strings(request: Request) -> Pool:
    if request.size == 36 and documents.names_uuids(request.hint):
        return documents.uuids(request.salt, text=True)
    return texts(request.salt, request.size)


def _characters(request: Request) -> Pool:
    if request.size == 36:
        return documents.uuids(request.salt, text=True)
    return texts(request.salt, request.size or 1, padded=True)


def _json(request: Request) -> Pool:
    return documents.documents(request.salt, listed=request.hint.lstrip("'(").startswith("["))


BUILDERS: Final[Mapping[str, Builder]] = {
    "text": _strings,
    "citext": _strings,
    "character varying": _strings,
    "character": _characters,
    "name": lambda request: texts(request.salt, 60),
    '"char"': lambda request: texts(request.salt, 1),
    "char": lambda request: texts(request.salt, 1),
    "bpchar": _strings,
    "json": _json,
    "jsonb": _json,
    "jsonpath": made(lambda s, i: f'$."k{s}"[{i}]', "$"),
    "uuid": lambda request: documents.uuids(request.salt),
    "tsvector": made(lambda s, i: f"'word{s}':1 'item{i}':2A", "", "'o''neill':3"),
    "tsquery": made(lambda s, i: f"'word{s}' & 'item{i}'", "", "!'a' | 'b'"),
    "xml": made(lambda s, i: f'<a b="{s}">item {i}</a>', "<a/>", "<ä>&amp;</ä>"),
}
