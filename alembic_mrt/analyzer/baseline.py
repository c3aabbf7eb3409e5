"""The baseline: findings that were there when a project adopted the check, accepted as they are.

A finding is recognised by its code, its revision and what it is about, never by its line.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from alembic_mrt.finding import Finding

Entry: TypeAlias = tuple[str, str, str]
"""Code, revision ("" for none) and object."""

VERSION: Final = 1
_KEYS: Final = ("code", "revision", "object")


@dataclass(frozen=True, slots=True)
class Baseline:
    """Hold accepted findings; one that was there twice is accepted twice."""

    entries: tuple[Entry, ...] = ()

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Baseline:
        """Accept these findings."""
        return cls(tuple(sorted(map(_entry, findings))))

    @classmethod
    def parse(cls, text: str) -> Baseline:
        """Read what :meth:`render` wrote; raises ValueError saying what is wrong with it."""
        try:
            document = json.loads(text)
        except json.JSONDecodeError as error:
            raise ValueError(f"is no JSON: {error}") from None
        if not isinstance(document, dict) or document.get("version") != VERSION:
            raise ValueError(f"is no baseline of version {VERSION}")
        found = document.get("findings")
        if not isinstance(found, list) or not all(map(_is_entry, found)):
            raise ValueError(f'has no list "findings" of objects with {", ".join(_KEYS)}')
        return cls(tuple(sorted((f["code"], f["revision"] or "", f["object"]) for f in found)))

    def render(self) -> str:
        """Return the text of the file: sorted, so that it changes no more than it has to."""
        found = [
            {"code": code, "revision": revision or None, "object": name}
            for code, revision, name in sorted(self.entries)
        ]
        document = {"version": VERSION, "findings": found}
        return json.dumps(document, indent=2, ensure_ascii=False) + "\n"

    def sift(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[Entry]]:
        """Return the findings that are not accepted, and the entries that accept nothing."""
        left = Counter(self.entries)
        fresh = []
        for finding in findings:
            entry = _entry(finding)
            if left[entry]:
                left[entry] -= 1
            else:
                fresh.append(finding)
        return fresh, sorted(left.elements())

    def only(self, wanted: Callable[[Entry], bool]) -> Baseline:
        """Return the baseline with the entries that are wanted."""
        return Baseline(tuple(entry for entry in self.entries if wanted(entry)))

    def __add__(self, other: Baseline) -> Baseline:
        return Baseline(tuple(sorted(self.entries + other.entries)))


def _entry(finding: Finding) -> Entry:
    return (finding.code, finding.revision or "", finding.object)


def _is_entry(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    texts = isinstance(value.get("code"), str) and isinstance(value.get("object"), str)
    return texts and isinstance(value.get("revision"), str | None)
