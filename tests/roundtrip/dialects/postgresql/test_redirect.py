from __future__ import annotations

import ssl
from typing import Any

import pytest

from alembic_mrt.exceptions import ProvisionError
from alembic_mrt.roundtrip.dialects.postgresql.driver import Address, tls_context
from alembic_mrt.roundtrip.dialects.postgresql.redirect import redirect

SOCKET = Address("/run/x", 5432, "postgres")
TLS = Address(
    "db", 6432, "u", "p", {"sslmode": "verify-full", "sslrootcert": "/a b/ca"}, ours=False
)
PINNED = {
    "hostaddr": "",
    "sslmode": "disable",
    "gssencmode": "disable",
    "channel_binding": "disable",
    "target_session_attrs": "any",
}
AT_SOCKET = {"host": "/run/x", "port": 5432, "user": "postgres"}
AT_TLS = {"host": "db", "port": 6432, "user": "u", "password": "p"}


@pytest.mark.parametrize(
    ("address", "driver", "arguments", "parameters", "expected"),
    [
        (
            SOCKET,
            "psycopg2",
            ["host=old dbname=app application_name=app options='-c a=b' passfile=/x"],
            {"connect_timeout": 3, "sslrootcert": "/ca", "service": "live"},
            {
                **PINNED,
                **AT_SOCKET,
                "dbname": "mrt",
                "application_name": "app",
                "options": "-c a=b",
                "connect_timeout": 3,
            },
        ),
        (
            SOCKET,
            "psycopg2",
            [],
            {"dsn": "postgresql://a:b@h1:1,h2:2/app?keepalives=1", "connection_factory": int},
            {
                **PINNED,
                **AT_SOCKET,
                "dbname": "mrt",
                "keepalives": "1",
                "connection_factory": int,
            },
        ),
        (
            SOCKET,
            "psycopg",
            [],
            {"host": "a,b", "port": "1,2", "row_factory": tuple, "context": 1, "password": "x"},
            {**PINNED, **AT_SOCKET, "dbname": "mrt", "row_factory": tuple, "context": 1},
        ),
        (
            TLS,
            "psycopg",
            [],
            {"sslmode": "disable", "dbname": "app"},
            {
                **AT_TLS,
                "hostaddr": "",
                "dbname": "mrt",
                "sslmode": "verify-full",
                "sslrootcert": "/a b/ca",
            },
        ),
        (
            SOCKET,
            "asyncpg",
            ["postgresql://a@b/c"],
            {"ssl": "require", "server_settings": {"jit": "off"}, "passfile": "/x", "timeout": 1},
            {
                **AT_SOCKET,
                "ssl": False,
                "target_session_attrs": "any",
                "database": "mrt",
                "server_settings": {"jit": "off"},
                "timeout": 1,
            },
        ),
        (
            TLS,
            "asyncpg",
            [],
            {"database": "app"},
            {
                **AT_TLS,
                "database": "mrt",
                "dsn": "postgresql://?sslmode=verify-full&sslrootcert=%2Fa%20b%2Fca",
            },
        ),
        (
            SOCKET,
            "pg8000",
            [],
            {"host": "old", "port": 1, "password": "x", "ssl_context": 1, "timeout": 2},
            {
                "user": "postgres",
                "database": "mrt",
                "unix_sock": "/run/x/.s.PGSQL.5432",
                "timeout": 2,
            },
        ),
    ],
)
def test_the_address_goes_and_the_rest_stays(
    address: Address,
    driver: str,
    arguments: list[Any],
    parameters: dict[str, Any],
    expected: dict[str, Any],
) -> None:
    redirect(address, "mrt", driver, arguments, parameters)
    assert arguments == []
    assert parameters == expected


def test_an_unknown_driver_is_refused() -> None:
    with pytest.raises(ProvisionError, match="pygresql") as caught:
        redirect(SOCKET, "mrt", "pygresql", [], {})
    assert "psycopg2" in caught.value.remedy


def test_the_password_is_not_shown() -> None:
    assert "p4ss" not in repr(Address("h", 1, "u", "p4ss"))


@pytest.mark.parametrize(
    ("mode", "verify", "host"),
    [("require", ssl.CERT_NONE, False), ("verify-full", ssl.CERT_REQUIRED, True)],
)
def test_sslmode_becomes_a_context(mode: str, verify: ssl.VerifyMode, host: bool) -> None:
    context = tls_context({"sslmode": mode})
    assert isinstance(context, ssl.SSLContext)
    assert (context.verify_mode, context.check_hostname) == (verify, host)


@pytest.mark.parametrize(
    ("options", "expected"),
    [({}, None), ({"sslmode": "prefer"}, None), ({"sslmode": "disable"}, False)],
)
def test_no_tls_is_no_context(options: dict[str, str], expected: bool | None) -> None:
    assert tls_context(options) is expected
