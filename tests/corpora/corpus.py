"""Unpack real products' histories from their wheels, and run commands on them.

The wheels, and a virtual environment with what the revision scripts import, are kept in
``.corpora`` at the root of the checkout, under locks: the tests run in several processes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".corpora"
HISTORIES: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "histories.toml").read_text(encoding="utf-8")
)

ENV_PY = """\
from alembic import context
from sqlalchemy import MetaData, engine_from_config, pool

config = context.config
metadata = MetaData(naming_convention={naming})
engine = engine_from_config(
    config.get_section(config.config_ini_section), prefix="sqlalchemy.", poolclass=pool.NullPool
)
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=metadata, {configure})
    with context.begin_transaction():
        context.run_migrations()
"""

ALEMBIC_INI = """\
[alembic]
script_location = {location}
prepend_sys_path = %(here)s/bare{separator}%(here)s/wheel
path_separator = os
sqlalchemy.url = {url}

[loggers]
keys = root
[handlers]
keys = stderr
[formatters]
keys = plain
[logger_root]
level = WARNING
handlers = stderr
[handler_stderr]
class = StreamHandler
args = (sys.stderr,)
formatter = plain
[formatter_plain]
format = %%(message)s
"""

BARE = """\
import pathlib

__path__ = [str(pathlib.Path(__file__).parent), {real!r}]
"""


def python() -> Path:
    """Return the interpreter that has the project and what the revision scripts import."""
    venv = CACHE / "venv"
    interpreter = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    with _locked("venv"):
        _install(venv, interpreter)
    return interpreter


def _install(venv: Path, interpreter: Path) -> None:
    requires = sorted({r for h in HISTORIES.values() for r in h.get("requires", ())})
    stamp = venv / "requires.txt"
    wanted = "\n".join(["sqlalchemy<2.1", *requires])
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(venv)], check=True)
        install = [str(interpreter), "-m", "pip", "install", "-q", *wanted.splitlines()]
        subprocess.run([*install, "-e", f"{ROOT}[postgresql]"], check=True)
        stamp.write_text(wanted, encoding="utf-8")


def _locked(name: str) -> FileLock:
    CACHE.mkdir(exist_ok=True)
    return FileLock(CACHE / f"{name}.lock")


@dataclass(frozen=True)
class Corpus:
    """One product's history, unpacked into ``folder``."""

    name: str
    folder: Path

    def run(self, *arguments: str, url: str = "sqlite:///never-made.db") -> Any:
        """Run ``mrt`` in the folder, with ``url`` as sqlalchemy.url; return what it did."""
        interpreter = python()
        with _locked(self.name):
            self._configure(url)
            return subprocess.run(
                [str(interpreter), "-m", "alembic_mrt", *arguments],
                cwd=self.folder,
                capture_output=True,
                text=True,
                check=False,
                timeout=600,
            )

    def _configure(self, url: str) -> None:
        history = HISTORIES[self.name]
        versions = f"wheel/{history['versions']}"
        own = Path(versions).parent if history.get("own_env") else Path("env")
        text = ALEMBIC_INI.format(location=f"%(here)s/{own}", separator=os.pathsep, url=url)
        if not history.get("own_env"):
            text = text.replace(
                "[loggers]", f"version_locations = %(here)s/{versions}\n\n[loggers]"
            )
        (self.folder / "alembic.ini").write_text(text, encoding="utf-8")


def unpack(name: str) -> Corpus:
    """Return the history ``name``, downloading its wheel at the first call."""
    with _locked(name):
        return _unpacked(name, CACHE / name)


def _unpacked(name: str, folder: Path) -> Corpus:
    history = HISTORIES[name]
    if not (folder / "wheel").exists():
        _download(history["wheel"], folder)
    for package in history.get("bare", ()):
        bare = folder / "bare" / package.replace(".", "/")
        bare.mkdir(parents=True, exist_ok=True)
        real = str(folder / "wheel" / package.replace(".", "/"))
        (bare / "__init__.py").write_text(BARE.format(real=real), encoding="utf-8")
    if not history.get("own_env"):
        (folder / "env").mkdir(exist_ok=True)
        text = ENV_PY.format(naming=history["naming"], configure=history["configure"])
        (folder / "env" / "env.py").write_text(text, encoding="utf-8")
    return Corpus(name, folder)


def _download(wheel: str, folder: Path) -> None:
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:"]
    subprocess.run([*pip, "-d", str(folder / "download"), wheel], check=True)
    (path,) = (folder / "download").glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        members = [n for n in archive.namelist() if n.endswith((".py", ".pyi"))]
        archive.extractall(folder / "wheel.part", members)
    (folder / "wheel.part").rename(folder / "wheel")
