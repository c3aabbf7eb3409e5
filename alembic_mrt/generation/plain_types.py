"""Types of columns that do not create what they name."""

from __future__ import annotations

from typing import Any

from sqlalchemy.types import ARRAY, TypeEngine


def plain_type(found: TypeEngine[Any]) -> TypeEngine[Any]:
    """Return a type whose column creates no named type: a reflected one exists already."""
    if isinstance(found, ARRAY):
        copied = found.copy()
        copied.item_type = plain_type(found.item_type)
        return copied
    if getattr(found, "create_type", False):
        copied = found.copy()
        copied.create_type = False
        return copied
    return found
