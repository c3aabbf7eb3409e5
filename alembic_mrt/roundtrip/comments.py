"""The text of a statement without its comments."""

from __future__ import annotations

import re
from typing import Final

_COMMENT: Final = re.compile(
    r"""(?P<kept>
        (?<!\w)[eE]'(?:[^'\\]|''|\\.)*'
        |'(?:[^']|'')*'
        |"[^"]*"
        |(?P<dollars>\$\w*\$).*?(?P=dollars)
    )|/\*.*?\*/|--[^\n]*""",
    re.DOTALL | re.VERBOSE,
)
"""A comment, or else what is quoted, in which the marks of comments stand for themselves."""


def without_comments(text: str) -> str:
    """Return ``text`` with a blank for each comment outside quotes."""
    return _COMMENT.sub(lambda found: found["kept"] or " ", text)
