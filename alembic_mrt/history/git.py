"""What git knows of a folder of revision scripts: which files changed since a reference."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from alembic_mrt.exceptions import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# A hook is told of its repository by paths that hold for its own folder only (githooks(5)).
_OF_A_HOOK: Final = {"GIT_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_WORK_TREE"}
_DIFF: Final = ("diff", "--no-renames", "--no-ext-diff", "--relative", "-z")


@dataclass(frozen=True, slots=True)
class Changes:
    """Hold what changed below a folder; the names are relative to it.

    The comparison is with the commit at which the working tree parted from the reference (with the
    reference itself where they have no common past). ``edited`` maps to the content at that commit,
    ``ahead`` are files that the reference has got since then, with their content there.
    """

    added: frozenset[str]
    edited: dict[str, bytes]
    ahead: dict[str, bytes]


def changes(folder: Path, reference: str) -> Changes:
    """Return what changed below ``folder`` since ``reference``, uncommitted changes included.

    Raises ConfigurationError where there is no git, no repository or no such reference.
    """
    tip = _commit(folder, reference)
    base = _merge_base(folder, tip)
    status = dict(_pairs(_names(folder, *_DIFF, "--name-status", base, "--", ".")))
    untracked = _names(folder, "ls-files", "--others", "-z", "--", ".")
    gone = {name for name, letter in status.items() if letter == "D"}
    missing = _names(folder, *_DIFF, "--name-only", "--diff-filter=D", tip, "--", ".")
    return Changes(
        added=frozenset([*(n for n, letter in status.items() if letter == "A"), *untracked]),
        edited={n: _at(folder, base, n) for n, letter in status.items() if letter in "MT"},
        ahead={name: _at(folder, tip, name) for name in missing if name not in gone},
    )


def _commit(folder: Path, reference: str) -> str:
    _git(folder, "rev-parse", "--show-toplevel")
    name = f"{reference}^{{commit}}"
    done = _run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
    if not reference or done.returncode:
        raise ConfigurationError(
            f"git knows no commit {reference!r} in {folder}.",
            "Name a branch, a tag or a commit; in CI it may have to be fetched first.",
        )
    return done.stdout.decode().split()[-1]


def _merge_base(folder: Path, tip: str) -> str:
    done = _run(folder, "merge-base", tip, "HEAD")
    return done.stdout.decode().strip() if done.returncode == 0 else tip


def _at(folder: Path, commit: str, name: str) -> bytes:
    return _git(folder, "cat-file", "blob", f"{commit}:./{name}")


def _names(folder: Path, *arguments: str) -> list[str]:
    return [os.fsdecode(name) for name in _git(folder, *arguments).split(b"\0") if name]


def _pairs(words: list[str]) -> Iterator[tuple[str, str]]:
    """Yield names with the letters that git puts before them."""
    for letter, name in zip(words[::2], words[1::2], strict=True):
        yield name, letter


def _git(folder: Path, *arguments: str) -> bytes:
    done = _run(folder, *arguments)
    if done.returncode:
        said = " ".join(done.stderr.decode(errors="replace").split()).removeprefix("fatal: ")
        raise ConfigurationError(
            f"git cannot tell what changed in {folder}: {said}.",
            "Name a revision instead: --since REVISION.",
        )
    return done.stdout


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(folder), *arguments]
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    try:
        return subprocess.run(command, capture_output=True, check=False, env=environment)
    except OSError as error:
        raise ConfigurationError(
            f"git cannot be run: {error.strerror}.",
            "Install it, or name a revision instead: --since REVISION.",
        ) from None
