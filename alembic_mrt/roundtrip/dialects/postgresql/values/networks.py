"""Addresses of networks, and the server's own positions and snapshots."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import Final

from alembic_mrt.roundtrip.dialects.postgresql.values.request import Builder, made
from alembic_mrt.roundtrip.seed.pool import Value


def _address(literal: object) -> Value:
    """Take an address, spelled as a cast to text spells it: with the length of its prefix."""
    try:
        return ipaddress.ip_interface(str(literal)).with_prefixlen
    except ValueError:
        return None


def _network(literal: object) -> Value:
    try:
        return ipaddress.ip_network(str(literal)).with_prefixlen
    except ValueError:
        return None


BUILDERS: Final[Mapping[str, Builder]] = {
    "inet": made(
        lambda s, i: f"10.{s}.{i}.1/32",
        "0.0.0.0/32",
        "2001:db8::1/64",
        "10.0.0.0/8",
        takes=_address,
    ),
    "cidr": made(lambda s, i: f"10.{s}.{i}.0/24", "0.0.0.0/0", "2001:db8::/32", takes=_network),
    "macaddr": made(lambda s, i: f"08:00:2b:{s:02x}:00:{i:02x}", "00:00:00:00:00:00"),
    "macaddr8": made(lambda s, i: f"08:00:2b:{s:02x}:00:{i:02x}:04:05", "00:00:00:00:00:00:00:00"),
    "pg_lsn": made(lambda s, i: f"{s:X}/{i:X}", "0/0"),
    "pg_snapshot": made(lambda s, i: f"{s + 1}:{s + i + 1}:", "1:1:"),
    "txid_snapshot": made(lambda s, i: f"{s + 1}:{s + i + 1}:", "1:1:"),
}
