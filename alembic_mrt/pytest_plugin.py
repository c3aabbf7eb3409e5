"""Join pytest: the entry point of the group ``pytest11``.

A pytest run that does not use it imports this file and nothing else of ours, neither SQLAlchemy
nor Alembic: what does the work lies in :mod:`alembic_mrt.pytesting`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.pytesting.asynchronous import AsyncMRT
    from alembic_mrt.pytesting.stepping import MRT

NODE = "mrt"
"""What the ids of the ready-made tests begin with."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of the command line and of pytest's own configuration file."""
    group = parser.getgroup("mrt", "migration rollback testing (alembic-mrt)")
    group.addoption(
        "--mrt",
        action="store_true",
        help="test the migrations too: mrt::check, mrt::roundtrip[REVISION], ...",
    )
    group.addoption("--mrt-since", metavar="REV", help="test the revisions that come after REV")
    group.addoption("--mrt-shard", metavar="I/N", help="test the I-th of N shares, from 1 on")
    group.addoption(
        "--mrt-strict",
        action="store_true",
        default=None,
        help="let what is unproven, skipped or declared irreversible fail",
    )
    group.addoption("--mrt-ini", metavar="PATH", help="alembic.ini to use")
    group.addoption("--mrt-url", metavar="URL", help="server to make the disposable database on")
    group.addoption("--mrt-x", metavar="ARG", action="append", help="argument for env.py, as -x")
    parser.addini("mrt_tests", "test the migrations too, as --mrt does", type="bool", default=False)
    parser.addini("mrt_alembic_ini", "alembic.ini to use", default=None)
    parser.addini("mrt_url", "server to make the disposable database on", default=None)
    parser.addini("mrt_setup", "script of SQL that makes the state before base", default=None)
    parser.addini("mrt_strict", "as --mrt-strict", type="bool", default=None)
    parser.addini("mrt_x", "arguments for env.py, as -x", type="linelist", default=[])
    parser.addini("mrt_flask_app", "Flask application that env.py needs, as in FLASK_APP")


@pytest.hookimpl(trylast=True)
def pytest_load_initial_conftests(args: list[str], parser: pytest.Parser) -> None:
    """Take ``--since`` for ``--mrt-since``, unless another plugin has an option of that name."""
    if not hasattr(parser.parse_known_args(["--since="]), "since"):
        args[:] = [f"--mrt{a[1:]}" if a.partition("=")[0] == "--since" else a for a in args]


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Take our ids out of the arguments, and register what collects where it is wanted."""
    config.addinivalue_line("markers", "mrt: tests the migrations; all mrt:: tests carry it")
    named = [argument for argument in config.args if _is_ours(config, argument)]
    config.args[:] = [argument for argument in config.args if argument not in named]
    if named or config.getoption("--mrt") or _wanted_by_default(config):
        from alembic_mrt.pytesting.collecting import Collecting

        config.pluginmanager.register(Collecting(named), "mrt-tests")


def _is_ours(config: pytest.Config, argument: str) -> bool:
    """Tell an id of ours from a path; pytest shows it relative to the folder it is run in."""
    name = argument.partition("::")[0]
    path = (config.invocation_params.dir / name).absolute()
    is_shown = Path(os.path.normpath(path)) == config.rootpath / NODE
    return (name == NODE or is_shown) and not path.exists()


def _wanted_by_default(config: pytest.Config) -> bool:
    """Tell whether the configuration asks for them, and no file or single test is named."""
    if not config.getini("mrt_tests"):
        return False
    if config.args_source is not config.ArgsSource.ARGS:
        return True
    named = (config.invocation_params.dir / argument for argument in config.args)
    return all(path.is_dir() for path in named)


@pytest.fixture
def mrt(request: pytest.FixtureRequest) -> Iterator[MRT]:
    """Move a disposable database through the history, and judge revisions."""
    from alembic_mrt.pytesting.fixture import open_mrt

    yield from open_mrt(request)


@pytest.fixture
def async_mrt(request: pytest.FixtureRequest) -> Iterator[AsyncMRT]:
    """Be ``mrt`` for tests that are coroutines."""
    from alembic_mrt.pytesting.fixture import open_async_mrt

    yield from open_async_mrt(request)
