"""The history: revision scripts, and the graph that Alembic's own rules make of them."""

from __future__ import annotations

import dataclasses
import functools
import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.history import judge
from alembic_mrt.history.faults import SEVERAL_HEADS
from alembic_mrt.history.locations import script_directory, version_locations
from alembic_mrt.history.names import resolved_parents
from alembic_mrt.history.read import display_name, read_file, script_files, working_directory
from alembic_mrt.history.resolve import resolve
from alembic_mrt.history.sound import sound_order

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from alembic.config import Config
    from alembic.script.revision import RevisionMap

    from alembic_mrt.finding import Finding
    from alembic_mrt.history.build import Reading
    from alembic_mrt.history.script import RevisionScript

_KEPT: Final = 1024 * 1024
"""Of how many bytes of source the syntax trees are kept; they weigh fifty times as much."""


@dataclass(frozen=True, kw_only=True)
class History:
    """Hold the revision scripts of one migration environment and their graph.

    ``scripts`` are in the order of their files; of two with one id the last one counts.
    ``faults`` are what keeps Alembic from loading the history or makes it refuse a command, and
    notes on what could not be read. ``locations`` are the versions folders.
    """

    scripts: Mapping[str, RevisionScript]
    faults: tuple[Finding, ...] = ()
    locations: tuple[str, ...] = ()
    revision_map: RevisionMap

    def order(self) -> tuple[str, ...]:
        """Return the revisions, parents and ``depends_on`` first, as Alembic would run them.

        Those at or below a fault of the graph (an unknown parent, a circle) are left out.
        """
        return self._order

    @property
    def loadable(self) -> bool:
        """Tell whether Alembic can load the history: several heads are the one fault it bears."""
        return all(found.code == SEVERAL_HEADS for found in self.faults)

    @property
    def heads(self) -> tuple[str, ...]:
        """Return the revisions that no ``down_revision`` names."""
        return tuple(self.revision_map.heads)

    @property
    def bases(self) -> tuple[str, ...]:
        """Return the revisions without a ``down_revision``."""
        return tuple(self.revision_map.bases)

    def parents(self, revision: str) -> tuple[str, ...]:
        """Return what must be there before ``revision``: its parents, then what it depends on."""
        return self._parents[revision]

    def declare_irreversible(self, reasons: Mapping[str, str]) -> History:
        """Return the history with further revisions declared irreversible, each with its reason."""
        declared = {
            name: replace(self.scripts[name], irreversible=reason)
            for name, reason in reasons.items()
            if name in self.scripts
        }
        return replace(self, scripts={**self.scripts, **declared})

    def resolve(self, identifiers: Iterable[str]) -> tuple[str, ...]:
        """Return the revisions that the user's words name, in graph order.

        A word is an id or its beginning, ``head``, ``heads``, ``base``, ``label@head`` or a range
        ``a:b`` that includes both ends.
        """
        return resolve(self.revision_map, self.scripts, self.order(), identifiers)

    @functools.cached_property
    def _parents(self) -> Mapping[str, tuple[str, ...]]:
        return resolved_parents(self.scripts)

    @functools.cached_property
    def _order(self) -> tuple[str, ...]:
        # Alembic leaves the order of several dependencies to the hash seed of the process.
        if any(len(script.depends_on) > 1 for script in self.scripts.values()):
            return sound_order(self._parents)
        walk = self.revision_map.iterate_revisions("heads", "base")
        return tuple(revision.revision for revision in walk)[::-1]


def read_history(config: Config, heads: Sequence[str] = ()) -> History:
    """Read the revision scripts that ``config`` leads to; none is imported.

    ``heads`` names the heads that the history is meant to have, where they are several.
    """
    locations = version_locations(config)
    recursive = script_directory(config).recursive_version_locations
    paths = tuple(script_files(locations, recursive=recursive))
    names = tuple(display_name(str(location.resolve())) for location in locations)
    if not paths:
        raise ConfigurationError(
            f"There is no revision script in {', '.join(names)}.",
            'Make the first one with `alembic revision -m "..."`.',
        )
    return history_of(paths, heads, names)


def history_of(
    paths: Iterable[Path], heads: Sequence[str] = (), locations: tuple[str, ...] = ()
) -> History:
    """Read the given revision scripts and judge their graph."""
    with _collector_at_rest():
        here = working_directory()
        readings = list(_read(paths, here))
    read = [reading.script for reading in readings if reading.script is not None]
    scripts = {script.revision: script for script in read}
    sound = set(sound_order(resolved_parents(scripts)))
    revision_map, refusal = judge.map_revisions({r: scripts[r] for r in scripts if r in sound})
    found = [*(fault for reading in readings for fault in reading.faults), *refusal]
    found += judge.graph_faults(read, complete=all(reading.complete for reading in readings))
    history = History(
        scripts=scripts, faults=tuple(found), locations=locations, revision_map=revision_map
    )
    return history if found else _with_heads_judged(history, heads)


def _read(paths: Iterable[Path], here: str) -> Iterator[Reading]:
    room = _KEPT
    for path in paths:
        reading = read_file(path, here, keep_tree=room > 0)
        if reading.script is not None:
            room -= len(reading.script.content)
        yield reading


def _with_heads_judged(history: History, wanted: Sequence[str]) -> History:
    expected = history.resolve(wanted)
    found = judge.several_heads(history.scripts, history.revision_map, history.order(), expected)
    return dataclasses.replace(history, faults=tuple(found))


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the garbage collector from walking each syntax tree while it is being made."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
