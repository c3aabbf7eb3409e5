"""Word why a server that was handed over cannot be used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from alembic_mrt.exceptions import ProvisionError

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.postgresql.driver import Address

_REMEDIES = (
    (
        r"invalid response to SSL|authentication request from server|lost synchronization",
        "Check host and port in the URL: what answers there is no PostgreSQL server.",
    ),
    (r"no encryption|SSL off", "Ask for TLS in the URL: sslmode=require, or verify-full."),
    (r"password|no pg_hba|authentication", "Check user and password in the URL."),
    (r"SSL|certificate", "Check the sslmode of the URL, and the files that it names."),
    (r"translate host|resolve|Name or service|nodename", "Check the host name in the URL."),
    (
        r"refused|No such file|timeout|timed out|unreachable|Can't create",
        "Check host and port in the URL, and that the server is running.",
    ),
    (r"role", "Check the user name in the URL."),
    (r"", "Check the URL."),
)


def refuse(address: Address, error: BaseException) -> NoReturn:
    """Word why a server cannot be reached, without its password."""
    said = sentence(error)
    if address.password and address.password not in {address.user, address.host}:
        # Not inside a word, which a short password would only spoil.
        said = re.sub(rf"(?<!\w){re.escape(address.password)}(?!\w)", "***", said)
    remedy = next(text for pattern, text in _REMEDIES if re.search(pattern, said, re.IGNORECASE))
    raise ProvisionError(
        f'Cannot connect to PostgreSQL at {address} as "{address.user}": {said}.', remedy
    ) from None


def sentence(error: BaseException) -> str:
    """Return what the driver or the server said, its first line."""
    fields = error.args[0] if error.args else None  # pg8000 raises what the server sent
    said = str(fields.get("M", error)) if isinstance(fields, dict) else str(error)
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    text = lines[0] if lines else type(error).__name__
    return (
        re.sub(r"^(?:connection failed: )?connection to server .*? failed: ", "", text)
        .removeprefix("FATAL:")
        .strip(" .")
    )
