"""The disposable database that tests move step by step, and its saved states.

A state that was reached by upgrades alone is saved once in a session, and brought back for the
next test that wants it; so a test costs a copy and not the history.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final, TypeVar

from alembic_mrt.exceptions import ConfigurationError
from alembic_mrt.pytesting.background import BrokenOffError
from alembic_mrt.pytesting.environment import Environment, Looked
from alembic_mrt.pytesting.worker import Outcome, Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from alembic_mrt.pytesting.project import Project
    from alembic_mrt.roundtrip.dialects.base import Disposable

_T = TypeVar("_T")
_KEPT: Final = 16
"""So many states are kept; on PostgreSQL each is a database."""

State = frozenset[str]
"""The revisions that are applied."""
_BASE: Final[State] = frozenset()


class Stage:
    """Move one disposable database; every method runs in the worker's thread by :meth:`do`.

    ``applied`` are the revisions in it. It is ``pristine`` as long as nothing but upgrades has
    been done since its last clean state, and is brought to one again when it is next used after
    :meth:`leave`.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.applied: State = _BASE
        self._pristine = False
        self._left = True
        self._saved: dict[State, str] = {}
        self._names = (f"state{number}" for number in itertools.count(1))
        self._environment: Environment | None = None
        self._worker = Worker(self._end)

    def do(self, work: Callable[[], _T]) -> _T:
        """Run ``work`` in the thread of the environment, and return what it returns."""
        __tracebackhide__ = True
        return self._worker.call(lambda: self._entered(work))

    def attempt(self, work: Callable[[], _T]) -> Outcome[_T]:
        """Do ``work`` in the thread of the environment, and return what became of it."""
        return self._worker.outcome(lambda: self._entered(work))

    def leave(self) -> None:
        """Let who comes next find a clean state."""
        self._left = True

    @property
    def left(self) -> bool:
        """Tell whether nobody wants the present state any more."""
        return self._left

    @property
    def broken(self) -> bool:
        """Tell whether a step was broken off, so that nobody knows the state of the database."""
        return self._worker.broken

    def break_off(self) -> None:
        """Break off the step that is being made."""
        self._worker.break_off()

    def close(self) -> None:
        """Take the database away."""
        self._worker.close()

    @property
    def environment(self) -> Environment:
        """Return the environment, whose database is made and in a clean state."""
        made = self._made()
        if self._left:
            self._restore(_BASE)
        return made

    @property
    def disposable(self) -> Disposable:
        """Return the database."""
        return self.environment.disposable

    def look(self) -> Looked:
        """Ask the database for its heads, and what env.py has configured."""
        looked = self.environment.look()
        self.applied = self.project.below(*looked.heads)
        return looked

    def touch(self) -> None:
        """Take note that the database is about to hold more than upgrades have put there."""
        self.environment  # noqa: B018  a clean state has to come first
        self._pristine = False

    def upgrade_to(self, wanted: State) -> None:
        """Apply what is missing of ``wanted``, from a saved state where nothing can be lost."""
        self._made()
        if not self._left:
            wanted |= self.applied
        if self._left or self._pristine:
            self._restore(self._nearest(wanted))
        order = self.project.history.order()
        missing = [name for name in order if name in wanted and name not in self.applied]
        if not missing:
            return
        pristine, self._pristine = self._pristine, False
        self._moved(missing, self.environment.upgrade, self.applied | wanted)
        if pristine:
            self._keep(self.applied)

    def downgrade(self, revisions: Iterable[str]) -> None:
        """Take applied revisions back, the newest first."""
        self.touch()
        back = frozenset(revisions)
        order = [name for name in reversed(self.project.history.order()) if name in back]
        if order:
            self._moved(order, self.environment.downgrade, self.applied - back)

    def _made(self) -> Environment:
        if self._environment is None:
            environment = Environment(self.project)
            environment.look()
            self._environment = environment
            self._keep(_BASE)
            self._left = False
        return self._environment

    def _end(self) -> None:
        if self._environment is not None:
            self._entered(self._environment.close)

    def _entered(self, work: Callable[[], _T]) -> _T:
        with self.project.entered():
            return work()

    def _moved(
        self, revisions: list[str], move: Callable[[list[str]], None], applied: State
    ) -> None:
        try:
            move(revisions)
        except BrokenOffError:
            raise
        except BaseException:
            self.look()
            raise
        self.applied = applied

    def _nearest(self, wanted: State) -> State:
        """Return the saved state that the fewest upgrades lead on from."""
        here = [] if self._left or not self.applied <= wanted else [self.applied]
        return max((*here, *(s for s in self._saved if s <= wanted)), key=len)

    def _restore(self, state: State) -> None:
        if self._left or state != self.applied or not self._pristine:
            self._made().disposable.restore(self._saved[state])
        self.applied, self._pristine, self._left = state, True, False

    def _keep(self, state: State) -> None:
        disposable = self._made().disposable
        if len(self._saved) >= _KEPT:
            oldest = next(saved for saved in self._saved if saved)
            disposable.forget(self._saved.pop(oldest))
        self._saved[state] = name = next(self._names)
        disposable.save(name)
        self._pristine = True


def named_revisions(project: Project, word: str) -> tuple[str, ...]:
    """Return the revisions that one word names, none for base.

    Raises ConfigurationError for a word that names none.
    """
    if word.startswith(("+", "-")):
        raise ConfigurationError(
            f'"{word}" names no revision.', "Name one, or call upgrade_one() or downgrade_one()."
        )
    if not project.history.loadable:
        raise ConfigurationError(
            "The history cannot be loaded: " + "; ".join(f.message for f in project.history.faults)
        )
    return () if word == "base" else project.history.resolve([word])


def one_revision(project: Project, word: str) -> str:
    """Return the one revision that a word names.

    Raises ConfigurationError where it names none, or several.
    """
    named = named_revisions(project, word)
    if len(named) != 1:
        raise ConfigurationError(
            f'"{word}" names {len(named)} revisions, not one.', "Name it by its id."
        )
    return named[0]
