"""Clean up after a process that had no chance to do it itself.

A small child process in a session of its own holds the reading end of a pipe. Whatever ends this
process, SIGKILL included, closes the writing end; the child then stops the servers and removes
the directories that were still entrusted to it, drops databases on other servers, and ends.
"""

from __future__ import annotations

import atexit
import itertools
import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

from alembic_mrt.roundtrip.stopping import undisturbed

if TYPE_CHECKING:
    from pathlib import Path

_SCRIPT = r"""
import json, os, shutil, signal, subprocess, sys, time

# What ends the others is only the moment to begin; the pipe says when there is nothing to do.
for name in ("SIGHUP", "SIGINT", "SIGTERM"):
    if hasattr(signal, name):
        signal.signal(getattr(signal, name), signal.SIG_IGN)

def working_directory(pid):
    try:
        return os.readlink(f"/proc/{pid}/cwd")
    except OSError:
        return None

def running(directory):
    if os.path.isdir("/proc/self"):
        pids = (int(name) for name in os.listdir("/proc") if name.isdigit())
        return [pid for pid in pids if working_directory(pid) == directory]
    try:
        with open(os.path.join(directory, "postmaster.pid")) as file:
            pid = int(file.readline())
        os.kill(pid, 0)
    except (OSError, ValueError):
        return []
    return [pid]

def stop(directory):
    for number in [signal.SIGQUIT] * 200 + [signal.SIGKILL] * 200:
        pids = running(directory)
        if not pids:
            return
        for pid in pids:
            os.kill(pid, number)
        time.sleep(0.01)

def remove(directory):
    for _ in range(100):
        shutil.rmtree(directory, ignore_errors=True)
        if not os.path.lexists(directory):
            return
        time.sleep(0.02)

def call(text):
    program = [sys.executable, "-c", CALL]
    quiet = subprocess.DEVNULL
    subprocess.run(program, input=text.encode(), stdout=quiet, stderr=quiet, timeout=60)

entrusted = {}
for line in sys.stdin.buffer:
    kind, key, value = json.loads(line)
    if kind == "release":
        entrusted.pop(key, None)
    else:
        entrusted[key] = (kind, value)
for wanted, act in (("server", stop), ("directory", remove), ("call", call)):
    for kind, value in entrusted.values():
        if kind == wanted:
            try:
                act(*value)
            except (OSError, subprocess.SubprocessError):
                pass
"""
_CALL = r"""
import importlib, json, sys
given = json.load(sys.stdin)
sys.path[:] = given["path"]
module, _, name = given["function"].partition(":")
getattr(importlib.import_module(module), name)(**given["arguments"])
"""


class Watchdog:
    """Hold the pipe to the child process, which is started with the first thing entrusted."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._keys = itertools.count()

    def directory(self, path: Path) -> int:
        """Entrust a directory, to be removed, and return what :meth:`release` takes."""
        return self._entrust("directory", str(path))

    def server(self, directory: Path) -> int:
        """Entrust a server whose working directory is ``directory``, to be stopped.

        It may be entrusted before it starts, so that there is no moment at which nobody has it.
        """
        return self._entrust("server", str(directory))

    def call(self, function: str, arguments: dict[str, Any]) -> int:
        """Entrust a call of ``module:name``, to be made in a new interpreter.

        What it is called with travels through pipes only: no password shows in a process list.
        """
        given = {"path": sys.path, "function": function, "arguments": arguments}
        return self._entrust("call", json.dumps(given))

    def release(self, key: int) -> None:
        """Take back what was entrusted."""
        self._tell("release", key)

    def close(self) -> None:
        """End the child process; what is still entrusted to it goes."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        with suppress(OSError):
            _pipe(process).close()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)

    def forsake(self) -> None:
        """Let go of the pipe in a forked child, which must not keep it open."""
        if self._process is not None:
            with suppress(OSError):
                os.close(_pipe(self._process).fileno())
            self._process.returncode = 0
        self._process = None
        self._lock = threading.Lock()

    def _entrust(self, kind: str, *value: object) -> int:
        key = next(self._keys)
        self._tell(kind, key, *value)
        return key

    def _tell(self, kind: str, key: int, *value: object) -> None:
        with self._lock, suppress(BrokenPipeError):
            pipe = _pipe(self._started())
            pipe.write(json.dumps([kind, key, value]).encode() + b"\n")
            pipe.flush()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._owner = os.getpid()
            self._process = _start()
        return self._process


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", f"CALL = {_CALL!r}{_SCRIPT}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        start_new_session=True,
    )


def _pipe(process: subprocess.Popen[bytes]) -> IO[bytes]:
    if process.stdin is None:  # pragma: no cover - it was asked for above
        raise BrokenPipeError
    return process.stdin


def _close_at_exit() -> None:
    with undisturbed():
        watchdog.close()


watchdog = Watchdog()
atexit.register(_close_at_exit)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=watchdog.forsake)
