"""Types of columns that do not create what they name."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy.types import ARRAY, TypeEngine


def plain_type(found: TypeEngine[Any]) -> TypeEngine[Any]:
    """Return a type whose column creates no named type: a reflected one exists already."""
    copied: Any = found.copy()
    if isinstance(found, ARRAY):
        copied.item_type = plain_type(found.item_type)
    elif getattr(found, "create_type", False):
        copied.create_type = False
    else:
        return found
    return cast("TypeEngine[Any]", copied)
