"""What is said where a server cannot be reached."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from alembic_mrt.exceptions import ProvisionError
from alembic_mrt.roundtrip.dialects.postgresql.driver import Address
from alembic_mrt.roundtrip.dialects.postgresql.handed_over import HandedOverServer
from alembic_mrt.roundtrip.dialects.postgresql.refusal import refuse, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.parametrize(
    ("password", "said", "expected"),
    [
        ("x", 'database "x" does not exist', 'database "***" does not exist'),
        ("is", "the server exists", "the server exists"),
        ("u", 'no password for user "u"', 'no password for user "u"'),
        ("s3cret", "bad URL postgresql://u:s3cret@h/d", "bad URL postgresql://u:***@h/d"),
        ("s3cret", "bad option password=s3cret", "bad option password=***"),
    ],
)
def test_a_password_is_masked_where_it_is_one(password: str, said: str, expected: str) -> None:
    with pytest.raises(ProvisionError) as raised:
        refuse(Address("h", 5432, "u", password), ValueError(said))
    assert f": {expected}." in raised.value.message


def test_what_pg8000_raises_is_its_message() -> None:
    assert sentence(ValueError({"S": "FATAL", "M": "no such role"})) == "no such role"


@pytest.fixture
def port() -> Iterator[int]:
    """Serve what a MySQL server greets with."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def greet() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    with connection:
                        connection.sendall(b"J\x00\x00\x00\n8.0.36\x00")
                        connection.recv(100)

        threading.Thread(target=greet, daemon=True).start()
        yield listening.getsockname()[1]


def test_a_server_of_another_kind(port: int) -> None:
    with pytest.raises(ProvisionError) as raised:
        HandedOverServer(f"postgresql://u@127.0.0.1:{port}/d")
    assert "no PostgreSQL server" in raised.value.remedy
