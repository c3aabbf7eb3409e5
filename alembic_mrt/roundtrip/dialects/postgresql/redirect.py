"""Lead a driver's connect arguments to the disposable database.

What says where the original database is and who connects goes; what says how to work with it
(options, timeouts, row factories, a type context) stays. Ours are given explicitly, since an
explicit argument beats the environment (PGHOST, PGHOSTADDR) and a service file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from alembic_mrt.exceptions import ProvisionError
from alembic_mrt.roundtrip.dialects.postgresql.driver import Address, pg8000_keywords

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping

_WHERE = frozenset(
    {
        "host",
        "hostaddr",
        "port",
        "user",
        "password",
        "passfile",
        "service",
        "servicefile",
        "dbname",
        "database",
        "dsn",
        "conninfo",
        "ssl",
        "direct_tls",
        "requiressl",
        "require_auth",
        "channel_binding",
        "target_session_attrs",
        "load_balance_hosts",
        "requirepeer",
        "krbsrvname",
        "gsslib",
        "gssencmode",
        "gssdelegation",
        "unix_sock",
        "ssl_context",
        "async_creator_fn",
        "replication",
        "scram_client_key",
        "scram_server_key",
    }
)
# What the environment or a service file could say about a server of ours.
_PINNED = {
    "hostaddr": "",
    "sslmode": "disable",
    "gssencmode": "disable",
    "channel_binding": "disable",
    "target_session_attrs": "any",
}


def redirect(
    address: Address,
    database: str,
    driver: str,
    arguments: list[Any],
    parameters: MutableMapping[str, Any],
) -> None:
    """Change a driver's connect arguments in place so that they lead to ``database``."""
    keywords = _KEYWORDS.get(driver)
    if keywords is None:
        raise ProvisionError(
            f'The PostgreSQL driver "{driver}" cannot be led to a disposable database.',
            f"Supported are: {', '.join(sorted(_KEYWORDS))}.",
        )
    if driver in _LIBPQ:
        _spread(arguments, parameters)
    arguments.clear()
    for name in [n for n in parameters if n in _WHERE or n.startswith(("ssl", "oauth"))]:
        del parameters[name]
    parameters.update(keywords(address, database))


def _spread(arguments: list[Any], parameters: MutableMapping[str, Any]) -> None:
    """Keep what a connection string says beside the address, as keywords of its own."""
    strings = [*arguments[:1], parameters.get("dsn"), parameters.get("conninfo")]
    for text in strings:
        if isinstance(text, str) and text:
            for name, value in _parsed(text).items():
                parameters.setdefault(name, value)


def _parsed(text: str) -> Mapping[str, Any]:
    try:
        from psycopg.conninfo import conninfo_to_dict
    except ImportError:
        from psycopg2.extensions import parse_dsn

        return dict(parse_dsn(text))
    return conninfo_to_dict(text)


def _libpq(address: Address, database: str) -> dict[str, Any]:
    pinned = _PINNED if address.ours else {"hostaddr": ""}
    return {**pinned, **address.libpq(database)}


def _asyncpg(address: Address, database: str) -> dict[str, Any]:
    keywords = {"host": address.host, "port": address.port, "user": address.user}
    tls = {k: v for k, v in address.options.items() if k.startswith("ssl")}
    password = {} if address.password is None else {"password": address.password}
    # asyncpg takes the files of a TLS connection from a connection string only.
    query = "&".join(f"{k}={quote(v, safe='')}" for k, v in tls.items())
    where = {"dsn": f"postgresql://?{query}"} if tls else {}
    pinned = {"ssl": False, "target_session_attrs": "any"} if address.ours else {}
    return {**where, **pinned, **keywords, **password, "database": database}


_LIBPQ = frozenset({"psycopg2", "psycopg2cffi", "psycopg", "psycopg_async"})
_KEYWORDS: Mapping[str, Callable[[Address, str], dict[str, Any]]] = {
    **dict.fromkeys(_LIBPQ, _libpq),
    "asyncpg": _asyncpg,
    "pg8000": pg8000_keywords,
}
