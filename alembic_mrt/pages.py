"""The pages of the codes, which a wheel holds inside the package and a checkout below ``docs``."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from alembic_mrt.exceptions import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE: Final = Path(__file__).parent
_FOLDERS: Final = (_PACKAGE / "pages", _PACKAGE.parent / "docs" / "rules")
_CODE: Final = re.compile(r"MRT\d+")
_SHOWN: Final = ("", "Why", "What to do instead", "Found", "Accept it")
_NEXT_EXAMPLE: Final = re.compile(r"\n\n(?:[A-Z].*:\n\n|And \d+ more\.)")


@functools.cache
def page_codes() -> tuple[str, ...]:
    """Return the codes that have a page."""
    return tuple(sorted(p.stem for p in _folder().glob("*.md") if _CODE.fullmatch(p.stem)))


def explanation(code: str) -> str:
    """Return the page of a code with the first of its examples that fire, and no silent one.

    Raises ConfigurationError for a code without a page.
    """
    if code not in page_codes():
        raise ConfigurationError(f"There is no code {code}.", "`--list-rules` lists them.")
    text = (_folder() / f"{code}.md").read_text(encoding="utf-8")
    parts = [_first(title, part) for title, part in _sections(text) if title in _SHOWN]
    return "\n\n".join(parts) + "\n"


def _folder() -> Path:
    for folder in _FOLDERS:
        if folder.is_dir():
            return folder
    raise ConfigurationError(
        f"The pages of the codes are missing from the installation in {_PACKAGE}.",
        "Install alembic-mrt anew.",
    )


def _sections(text: str) -> Iterator[tuple[str, str]]:
    head, *rest = re.split(r"^(?=## )", text, flags=re.MULTILINE)
    yield "", head.strip()
    for part in rest:
        yield part.partition("\n")[0].removeprefix("## "), part.strip()


def _first(title: str, part: str) -> str:
    """Cut the section of the examples behind the first one."""
    if title != "Found":
        return part
    heads = list(_NEXT_EXAMPLE.finditer(part))
    return part[: heads[1].start()] if len(heads) > 1 else part
