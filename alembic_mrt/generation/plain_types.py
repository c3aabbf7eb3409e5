"""Types of columns that do not create what they name."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy.dialects import postgresql
from sqlalchemy.types import ARRAY, TypeEngine


class ENUM(postgresql.ENUM):
    """An enum type that exists, also in how it is written down, by which Alembic renders it."""

    __module__ = postgresql.ENUM.__module__

    def __repr__(self) -> str:
        """Return the constructor; SQLAlchemy 2.0 leaves the last argument out."""
        text = super().__repr__()
        return text if "create_type" in text else f"{text[:-1]}, create_type=False)"


def standing_enum(found: Any) -> ENUM:
    """Return an enum type that no table creates."""
    return ENUM(*found.enums, name=found.name, schema=found.schema, create_type=False)


def plain_type(found: TypeEngine[Any]) -> TypeEngine[Any]:
    """Return a type whose column creates no named type: a reflected one exists already."""
    copied: Any = found.copy()
    if isinstance(found, ARRAY):
        copied.item_type = plain_type(found.item_type)
    elif isinstance(found, postgresql.ENUM):
        return standing_enum(found)
    elif getattr(found, "create_type", False):
        copied.create_type = False
    else:
        return found
    return cast("TypeEngine[Any]", copied)
