"""Read a script of SQL into operations.

Statements are read from tokens, and their expressions by sqlglot. Of 305 forms of statements that
the manuals of PostgreSQL, MySQL, SQLite and SQL Server show, sqlglot 30 keeps 113 as plain text, or
refuses them, that are read here: policies, triggers, functions, sequences, types, grants, comments,
partitions, most of ALTER TABLE. It knows three that are not: MERGE and COPY, which change rows, and
CREATE VIRTUAL TABLE. Where a token stands that is not expected the statement is not understood, and
that is reported.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.sql.alter_table import alter_table
from alembic_mrt.operations.sql.as_select import into_table
from alembic_mrt.operations.sql.cursor import Cursor, NotUnderstoodError
from alembic_mrt.operations.sql.dml import delete, insert, update
from alembic_mrt.operations.sql.grants import grant, revoke
from alembic_mrt.operations.sql.indexes import create_index, drop_index
from alembic_mrt.operations.sql.objects import (
    alter_object,
    comment_on,
    create_object,
    drop_object,
)
from alembic_mrt.operations.sql.split import statements
from alembic_mrt.operations.sql.table_options import option_pairs
from alembic_mrt.operations.sql.tables import create_table, drop_table, truncate
from alembic_mrt.operations.sql.tables_read import read_tables
from alembic_mrt.operations.sql.tokens import (
    SPACED_BEFORE_PARENTHESIS,
    Token,
    canonical,
    closing,
    split_on,
)
from alembic_mrt.operations.values import HOLE
from alembic_mrt.operations.vocabulary import CreateTable, Execute, Opaque, Operation
from alembic_mrt.schema.objects import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.operations.site import Site

_HARMLESS_WORDS = (
    "abort analyze begin checkpoint cluster commit discard end explain flush lock notify "
    "optimize pragma refresh reindex release reset rollback savepoint select set show start "
    "table unlock use vacuum values"
)
_HARMLESS: Final = frozenset(_HARMLESS_WORDS.split())
_OF_THE_SERVER: Final = (
    "pg_", "current_", "has_", "json", "to_", "array_", "sqlite_", "last_",
)  # fmt: skip
_FUNCTION_WORDS = (
    "setval nextval currval set_config now count max min sum avg exists coalesce version lower"
    " upper concat length nullif greatest least txid_current clock_timestamp database user random"
    " connection_id get_lock release_lock found_rows row_count changes total_changes format md5"
    " gen_random_uuid uuid obj_description col_description cast extract date_trunc if ifnull"
    " isnull sleep"
)
_FUNCTIONS: Final = frozenset(_FUNCTION_WORDS.split())
_ROWS: Final = frozenset({"copy", "merge", "load"})
_CHANGES_ROWS: Final = frozenset({"insert", "update", "delete", "merge"})


def read_sql(sql: str, site: Site) -> list[Operation]:
    """Return the operations of a script of SQL; what is not understood is opaque."""
    found: list[Operation] = []
    site = replace(site, fields={**site.fields, "in_sql": True})
    for tokens in statements(sql):
        found += _statement(tokens, site)
    return found


def _statement(tokens: Sequence[Token], site: Site) -> list[Operation]:
    site = replace(site, fields={**site.fields, "statement": canonical(tokens)})
    try:
        return list(_dispatch(Cursor(tokens, site.dialect), site))
    except NotUnderstoodError as error:
        return [_opaque(tokens, site, str(error))]


def _opaque(tokens: Sequence[Token], site: Site, reason: str, effect: str = Opaque.ANY) -> Opaque:
    source = canonical(tokens).replace(HOLE, "?")
    tables = read_tables(tokens)
    return Opaque(**site.common, source=source, reason=reason, effect=effect, tables=tables)


def _dispatch(cursor: Cursor, site: Site) -> Iterator[Operation]:
    word = cursor.word
    into = into_table(cursor.tokens) if word == "select" else None
    if word == "with":
        yield from _with(cursor, site)
    elif into is not None:
        name, query = into
        yield from create_table(Cursor([*name, *query], cursor.dialect), site)
    elif word == "select" and (called := called_alone(cursor)):
        raise NotUnderstoodError(f"the function {called}() may do anything")
    elif word == "(" or word in _HARMLESS or _copies_out(cursor):
        yield Execute(**site.common, sql=canonical(cursor.tokens).replace(HOLE, "?"))
    elif word in _ROWS:
        yield _rows_of_some(cursor, site)
    else:
        cursor.next()
        yield from _by_verb(word, cursor, site)


def _copies_out(cursor: Cursor) -> bool:
    """Tell whether COPY writes into a file, which changes no rows of the database.

    A query that it copies may itself change some.
    """
    source = Cursor(cursor.rest)
    if not source.accept("copy") or source.word == "(":
        return False
    source.until("from", "to")
    return source.word == "to"


def called_alone(cursor: Cursor) -> str:
    """Return the function that SELECT does nothing but call, empty where it is the server's own.

    A query reads tables; a function that stands alone is called for what it does.
    """
    called = Cursor(cursor.tokens)
    called.next()
    first = called.peek()
    if first is None or not first.is_name or first.value in SPACED_BEFORE_PARENTHESIS:
        return ""
    name = called.name().name
    alone = called.word == "(" and closing(called.tokens, called.at) == len(called.tokens) - 1
    known = isinstance(name, str) and (name.startswith(_OF_THE_SERVER) or name in _FUNCTIONS)
    return "" if known or not alone else str(name)


def _by_verb(word: str, cursor: Cursor, site: Site) -> Iterator[Operation]:
    if word == "create":
        return _create(cursor, site)
    if word == "drop":
        return _drop(cursor, site)
    if word == "alter":
        return alter_table(cursor, site) if cursor.accept("table") else alter_object(cursor, site)
    if word in {"insert", "replace"}:
        return insert(cursor, site, lenient=word == "replace")
    if word == "comment":
        cursor.expect("on")
        return comment_on(cursor, site)
    verbs = {
        "update": update, "delete": delete, "truncate": truncate, "grant": grant,
        "revoke": revoke, "rename": _rename,
    }  # fmt: skip
    if word not in verbs:
        raise NotUnderstoodError(_reason(word))
    return verbs[word](cursor, site)


def _reason(word: str) -> str:
    if word == "do":
        return "a DO block runs code that is not read"
    if word in {"call", "exec", "execute"}:
        return "a stored procedure may do anything"
    return "the SQL is not known" if HOLE in word else f"{word.upper()} is not understood"


def _create(cursor: Cursor, site: Site) -> Iterator[Operation]:
    replace = cursor.accept("or replace") or cursor.accept("or alter")
    cursor.accept_any("global", "local")
    if word := cursor.accept_any("table", "temporary table", "temp table", "unlogged table"):
        made = create_table(cursor, site)
        if word.startswith("unlogged"):
            return map(_unlogged, made)
        return map(_temporary, made) if word.startswith("temp") else made
    if cursor.accept_any("clustered index", "nonclustered index"):
        return create_index(cursor, site, "")
    if word := cursor.accept_any("index", "unique index", "fulltext index", "spatial index"):
        return create_index(cursor, site, word.removesuffix("index").strip())
    return create_object(cursor, site, replace=replace)


def _temporary(operation: Operation) -> Operation:
    return replace(operation, temporary=True) if isinstance(operation, CreateTable) else operation


def _unlogged(operation: Operation) -> Operation:
    if not isinstance(operation, CreateTable):
        return operation
    own = next((o for o in operation.objects if isinstance(o, Table)), None)
    others = tuple(o for o in operation.objects if o is not own)
    own = own or Table(schema=operation.schema, name=str(operation.table))
    options = option_pairs([*own.options, ("unlogged", "True")])  # type: ignore[misc]
    return replace(operation, objects=(replace(own, options=options), *others))


def _drop(cursor: Cursor, site: Site) -> Iterator[Operation]:
    if cursor.accept_any("table", "temporary table"):
        return drop_table(cursor, site)
    return drop_index(cursor, site) if cursor.accept("index") else drop_object(cursor, site)


def _rename(cursor: Cursor, site: Site) -> Iterator[Operation]:
    """Read RENAME TABLE a TO b as the ALTER TABLE that it is."""
    cursor.expect("table")
    for pair in split_on(cursor.rest):
        yield from alter_table(Cursor(_renaming(Cursor(pair, cursor.dialect))), site)


def _renaming(cursor: Cursor) -> Sequence[Token]:
    name = cursor.until("to")
    word = Token("word", "rename", "rename", 0, 0)
    return [*name, word, *cursor.rest]


def _rows_of_some(cursor: Cursor, site: Site) -> Operation:
    word = cursor.next().value.upper()
    cursor.accept("into")
    tables = read_tables(cursor.rest)
    target = cursor.peek()
    named = (target.value,) if target and target.is_name and HOLE not in target.value else ()
    return Opaque(
        **site.common,
        source=canonical(cursor.tokens).replace(HOLE, "?"),
        reason=f"the rows that {word} changes are not read",
        effect=Opaque.DATA,
        tables=tuple(dict.fromkeys(named + tables)),
    )


def _with(cursor: Cursor, site: Site) -> Iterator[Operation]:
    """Read WITH: changes within its queries first, then the statement behind them."""
    tokens = cursor.tokens
    for index, token in enumerate(tokens):
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.text == "(" and after is not None and after.value in _CHANGES_ROWS:
            inner = tokens[index + 1 : closing(tokens, index)]
            yield from _dispatch(Cursor(inner), site)
    cursor.until(*_CHANGES_ROWS, "select")
    if cursor.word in _CHANGES_ROWS:
        yield from _dispatch(Cursor(cursor.rest), site)
    elif cursor.done or cursor.word == "select":
        yield Execute(**site.common, sql=canonical(tokens).replace(HOLE, "?"))
