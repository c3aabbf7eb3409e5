"""Conditions of CHECK constraints."""

from __future__ import annotations

import re


def mentioned(condition: str) -> set[str]:
    """Return the columns of a condition, in lower case."""
    import sqlglot
    from sqlglot import exp

    try:
        tree = sqlglot.parse_one(condition, read="postgres")
    except sqlglot.errors.SqlglotError:
        return {word.lower() for word in re.findall(r"\w+", condition)}
    return {found.name.lower() for found in tree.find_all(exp.Column)}
