"""Collect the ready-made tests: a node of their own beside the files of the project."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

import pytest

from alembic_mrt.exceptions import MRTError
from alembic_mrt.pytesting.full_cycle import FullCycle
from alembic_mrt.pytesting.item import MRTItem
from alembic_mrt.pytesting.models_match import ModelsMatch
from alembic_mrt.pytesting.revision_item import RoundTrip
from alembic_mrt.pytesting.static_items import Check, SingleHead
from alembic_mrt.pytesting.suite import Suite, suite_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

NODE = "mrt"
_SHARD = re.compile(r"(\d+)/(\d+)")


class Collecting:
    """The hooks that add our node to a session; ``named`` are the ids asked for, none for all."""

    def __init__(self, named: Sequence[str]) -> None:
        self._named = [argument.partition("::")[2] for argument in named]

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(
        self, collector: pytest.Collector
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """Put our node behind what the session collects."""
        report = yield
        if isinstance(collector, pytest.Session) and report.passed:
            node = MRTCollector.from_parent(collector, name=NODE, nodeid=NODE)
            node.named = [] if "" in self._named else self._named
            report.result.append(node)
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Let the report of a skipped test point at the revision script."""
        report = yield
        if isinstance(item, MRTItem) and isinstance(report.longrepr, tuple):
            report.longrepr = (*item.place_shown, report.longrepr[2])
        return report

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Put our tests behind all others and in the order of the history, whatever shuffled them.

        The run takes the revisions in that order. It starts anew for one that it has passed, and
        after a test that is none of ours.
        """
        ours = [item for item in items if isinstance(item, MRTItem)]
        others = [item for item in items if not isinstance(item, MRTItem)]
        items[:] = [*others, *sorted(ours, key=lambda item: item.place)]


class MRTCollector(pytest.Collector):
    """Hold the ready-made tests; the run of the round trip ends with the last of them."""

    named: list[str]

    def collect(self) -> list[pytest.Item]:
        """Return the tests; the history is read, and no script imported.

        Raises CollectError with one sentence where there is no history.
        """
        try:
            items = list(self._shared(list(self._items(suite_of(self.config)))))
        except MRTError as error:
            raise self.CollectError(str(error)) from None
        for place, item in enumerate(items):
            item.place = place
        return self._chosen(items)

    def teardown(self) -> None:
        """End the run before a test that is none of ours."""
        suite_of(self.config).round_trips.close()

    def _items(self, suite: Suite) -> Iterator[MRTItem]:
        history = suite.project.history
        yield self._make(Check, "check")
        yield self._make(SingleHead, "single_head")
        if not history.loadable:
            return
        for revision in suite.chosen():
            script = history.scripts[revision]
            yield self._make(RoundTrip, f"roundtrip[{revision}]", script=script)
        yield self._make(FullCycle, "full_cycle")
        yield self._make(ModelsMatch, "models_match")

    def _make(self, kind: type[MRTItem], name: str, **options: Any) -> MRTItem:
        # pytest 9 compares ids by their parts, and makes one without [...] of a name alone.
        item: Any = kind.from_parent(self, name=name, nodeid=f"{NODE}::{name}", **options)
        made: MRTItem = item
        return made

    def _shared(self, items: list[MRTItem]) -> list[MRTItem]:
        """Return the share that --mrt-shard asks for; the first one has what is no revision."""
        text = self.config.getoption("--mrt-shard")
        if not text:
            return items
        share, shares = _share(text)
        revisions = [item for item in items if isinstance(item, RoundTrip)]
        mine = set(revisions[share - 1 :: shares])
        return [
            item
            for item in items
            if item in mine or (share == 1 and not isinstance(item, RoundTrip))
        ]

    def _chosen(self, items: list[MRTItem]) -> list[pytest.Item]:
        """Return the tests that were named, by a whole name or by what stands before its [.

        Raises CollectError for a name that no test has.
        """
        for name in self.named:
            if not any(name in item.names for item in items):
                raise self.CollectError(f"not found: {NODE}::{name}. {_there_are(name, items)}")
        return [item for item in items if not self.named or set(self.named) & set(item.names)]


def _there_are(name: str, items: list[MRTItem]) -> str:
    """Name the tests that may have been meant: those of revisions, or else all kinds."""
    kind, _, revision = name.removesuffix("]").partition("[")
    ids = [item.name for item in items if kind and item.name.startswith(f"{kind}[")]
    if not revision or not ids:
        return f"There are: {', '.join(dict.fromkeys(item.names[-1] for item in items))}."
    near = [test for test in ids if test.startswith(f"{kind}[{revision}")]
    near = near or difflib.get_close_matches(name, ids)
    told = f"near it: {', '.join(near)}" if near else "none is near it"
    return f"The full id of a revision that is tested is needed; {told}."


def _share(text: str) -> tuple[int, int]:
    match = _SHARD.fullmatch(text)
    share, shares = map(int, match.groups()) if match else (0, 0)
    if not 1 <= share <= shares:
        raise MRTError(
            f"--mrt-shard is {text!r}, not I/N.", "Write 1/3, 2/3 and 3/3 for three machines."
        )
    return share, shares
