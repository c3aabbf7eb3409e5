"""Read the URL of a server that was handed over."""

from __future__ import annotations

import getpass
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from alembic_mrt.exceptions import ProvisionError
from alembic_mrt.roundtrip.dialects.postgresql.driver import Address

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

_KEPT = re.compile(
    r"ssl|gss|krbsrvname$|connect_timeout$|passfile$|channel_binding$|keepalives|"
    r"tcp_user_timeout$|target_session_attrs$|require"
)


def parsed(url: str) -> URL:
    """Read a URL that was handed over for this dialect."""
    try:
        read = make_url(url)
    except (ArgumentError, ValueError):
        raise ProvisionError(
            "The database URL cannot be read.",
            "Write it as postgresql://user:password@host:port/postgres; special characters in "
            "the password are percent-encoded.",
        ) from None
    if read.get_backend_name() != "postgresql":
        raise ProvisionError(
            f"The database URL is one of {read.get_backend_name()}, but the migration "
            "environment asks for postgresql.",
            "Hand over a postgresql:// URL, or none.",
        )
    return read


def address_of(url: URL) -> Address:
    """Say how the server of a URL is reached; what it leaves out is libpq's default."""
    query = {name: _one(name, value) for name, value in url.query.items()}
    host, port = _host_and_port(url, query)
    return Address(
        host=host or os.environ.get("PGHOST") or _local(),
        port=port or 5432,
        user=url.username or query.get("user") or os.environ.get("PGUSER") or _login(),
        password=_password(url, query),
        options={"connect_timeout": "10", **_options(query)},
        ours=False,
    )


def _host_and_port(url: URL, query: dict[str, str]) -> tuple[str, int]:
    """Read both from their own place or from the query, where a port may stand by the host."""
    host, colon, after = query.get("host", "").rpartition(":")
    if not colon:
        host, after = after, ""
    port = after or query.get("port") or os.environ.get("PGPORT", "5432")
    if not port.isdigit():
        raise ProvisionError(f'"{port}" is no port.', "Check the database URL.")
    return url.host or host, url.port or int(port)


def _one(name: str, value: str | tuple[str, ...]) -> str:
    if not isinstance(value, str) or (name in {"host", "port"} and "," in value):
        raise ProvisionError(
            f"The database URL gives several values for {name}.", "Hand over a URL with one."
        )
    return value


def _options(query: dict[str, str]) -> dict[str, str]:
    options = {name: value for name, value in query.items() if _KEPT.match(name)}
    tls = options.pop("ssl", None)
    if tls is not None:
        options.setdefault("sslmode", "require" if tls.lower() in {"true", "1", "on"} else tls)
    return options


def _password(url: URL, query: dict[str, str]) -> str | None:
    given = url.password if url.password is not None else query.get("password")
    return str(given) if given is not None else os.environ.get("PGPASSWORD")


def _local() -> str:
    """Return where libpq looks when no host is given."""
    directories = (Path("/var/run/postgresql"), Path("/tmp"))
    found = (str(d) for d in directories if (d / ".s.PGSQL.5432").exists())
    return next(found, "localhost")


def _login() -> str:
    return getpass.getuser()
