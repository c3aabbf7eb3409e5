"""The comments of a script that accept findings, read by the tokenizer: strings never match."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass

_NOQA = re.compile(r"#\s*noqa\b\s*(?P<rest>:[^#]*)?", re.IGNORECASE)
_MRT = re.compile(r"#\s*mrt:\s*(?P<file>file-)?ignore\b(?:\s*\[(?P<codes>[^]]*)\])?", re.IGNORECASE)
_CODES = re.compile(r":\s*((?:[A-Z]+[0-9]+\b[\s,]*)*)", re.IGNORECASE)
_HINT = re.compile(rb"noqa|mrt:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Directive:
    """Hold one such comment; ``codes`` is empty where it accepts everything.

    ``alone`` tells that nothing else stands on the line, ``whole_file`` that the place does not
    matter, ``ours`` that the comment speaks to this tool and not to linters at large.
    """

    line: int
    text: str
    codes: frozenset[str] = frozenset()
    alone: bool = False
    whole_file: bool = False
    ours: bool = False

    def accepts(self, code: str) -> bool:
        """Tell whether the comment accepts findings of ``code``."""
        return not self.codes or code in self.codes


@dataclass(frozen=True, slots=True)
class Comments:
    """Hold the directives of a file, and the lines on which only a comment stands."""

    directives: tuple[Directive, ...] = ()
    alone: frozenset[int] = frozenset()


def read_comments(content: bytes) -> Comments:
    """Read the comments of a source; of one that breaks off, those up to there."""
    if not _HINT.search(content):
        return Comments()
    comments = list(_tokens(content))
    alone = frozenset(line for line, _, is_alone in comments if is_alone)
    found = (_directives(line, text, alone=is_alone) for line, text, is_alone in comments)
    return Comments(tuple(directive for some in found for directive in some), alone)


def _tokens(content: bytes) -> Iterator[tuple[int, str, bool]]:
    try:
        for token in tokenize.tokenize(io.BytesIO(content).readline):
            if token.type == tokenize.COMMENT:
                before = token.line[: token.start[1]]
                yield token.start[0], token.string, not before.strip()
    except (SyntaxError, tokenize.TokenError):
        return


def _directives(line: int, text: str, *, alone: bool) -> Iterator[Directive]:
    if match := _NOQA.search(text):
        codes = _CODES.match(match["rest"] or "")
        yield Directive(line, match[0].strip(), _split(codes[1] if codes else ""), alone)
    if match := _MRT.search(text):
        codes_given = _split(match["codes"] or "")
        whole = match["file"] is not None
        yield Directive(line, match[0].strip(), codes_given, alone, whole_file=whole, ours=True)


def _split(codes: str) -> frozenset[str]:
    return frozenset(code.upper() for code in re.split(r"[\s,]+", codes) if code)
