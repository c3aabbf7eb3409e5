"""Each step as a process of its own: nothing is left in memory of what another step did.

A downgrade is deployed days after its upgrade, by another process; what ``upgrade()`` kept in a
variable is gone by then. A script that may keep something is therefore imported anew for each
step, and of the user's modules that it names the variables get back what they held: their names,
and the contents of lists, dictionaries and sets.
"""

from __future__ import annotations

import re
import sys
from collections import deque
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from importlib.util import module_from_spec
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any, Final
from uuid import UUID

from alembic_mrt.history.script import RevisionScript
from alembic_mrt.roundtrip.caller import is_user_file
from alembic_mrt.roundtrip.seam import attempt

_CONSTANTS: Final = (
    *(str, bytes, int, float, complex, type(None), re.Pattern, Enum),
    *(date, timedelta, Decimal, UUID, ModuleType, BuiltinFunctionType),
)
_CONSTANTS_OF: Final = frozenset(("typing", "types", "__future__"))
_CONTAINERS: Final = (list, dict, set, deque)
_WORD: Final = re.compile(r"\w+")


class OwnProcess:
    """Let each step find its script, and what that imports, as a new process would."""

    def __init__(self) -> None:
        self._imported: dict[ModuleType, dict[str, object]] = {}
        self._helpers: list[_Memory] = []
        self._known = 0
        self._user_modules: dict[str, ModuleType] = {}

    def module(self, module: ModuleType, script: RevisionScript) -> ModuleType:
        """Return the ``module`` of a script for the next step."""
        self._restore()
        self._helpers = [_Memory(helper) for helper in self._named_in(script)]
        first = self._imported.setdefault(module, dict(vars(module)))
        held = (value for name, value in first.items() if not name.startswith("__"))
        if vars(module) == first and not any(map(_Keeps(module.__name__), held)):
            return module
        return self._anew(module)

    def _anew(self, module: ModuleType) -> ModuleType:
        """Import a script once more, or see to it that what it keeps now can be taken away."""
        spec = module.__spec__
        assert spec is not None
        assert spec.loader is not None
        fresh, load = module_from_spec(spec), spec.loader.exec_module
        if not _registers_elsewhere(module) and attempt(lambda: load(fresh)) is None:
            return fresh
        self._helpers.append(_Memory(module))
        return module

    def _restore(self) -> None:
        """Give the modules back what they held, unless others have registered there meanwhile."""
        if len(sys.modules) == self._known:
            for memory in self._helpers:
                memory.restore()

    def _named_in(self, script: RevisionScript) -> Iterator[ModuleType]:
        if len(sys.modules) != self._known:
            self._known = len(sys.modules)
            self._user_modules = dict(_user_modules())
        words = set(_WORD.findall(script.source)) if self._user_modules else set()
        return (m for name, m in self._user_modules.items() if words.issuperset(name.split(".")))


class _Keeps:
    """Tell of a value whether a step may leave something in it that the module then holds."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __call__(self, value: object) -> bool:
        if isinstance(value, FunctionType):
            return value.__module__ == self._module and self._function_keeps(value)
        if isinstance(value, type):
            return value.__module__ == self._module
        if isinstance(value, tuple | frozenset):
            return any(map(self, value))
        is_constant = isinstance(value, _CONSTANTS) or type(value).__module__ in _CONSTANTS_OF
        return not is_constant

    def _function_keeps(self, function: FunctionType) -> bool:
        defaults = (*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values())
        return bool(vars(function) or function.__closure__) or any(map(self, defaults))


class _Memory:
    """Remember the variables of a module, and what its containers hold."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module
        self._names = {n: v for n, v in vars(module).items() if _is_variable(n, v)}
        self._contents = [(v, _copy(v)) for v in self._names.values() if _is_container(v)]

    def restore(self) -> None:
        """Let them be as they were."""
        now = vars(self._module)
        for name in [n for n, v in now.items() if _is_variable(n, v) and n not in self._names]:
            del now[name]
        now.update(self._names)
        for container, held in self._contents:
            if container != held:
                container.clear()
                (container.extend if hasattr(container, "extend") else container.update)(held)


def _registers_elsewhere(module: ModuleType) -> bool:
    """Tell whether a mapped class of a module belongs to a registry that outlives the module.

    A second class of that name would be one too many there: relationships find it by its name.
    """
    own = (v for v in vars(module).values() if isinstance(v, type))
    bases = (base for cls in own if cls.__module__ == module.__name__ for base in cls.__mro__)
    others = (base for base in bases if base.__module__ != module.__name__)
    return any(hasattr(base, "registry") or hasattr(base, "_sa_registry") for base in others)


def _is_variable(name: str, value: object) -> bool:
    return not (name.startswith("__") or isinstance(value, ModuleType))


def _is_container(value: object) -> bool:
    return isinstance(value, _CONTAINERS)


def _copy(value: Any) -> Any:
    """Copy containers, and those within them; all else is the same."""
    if type(value) is dict:
        return {key: _copy(item) for key, item in value.items()}
    if type(value) is list:
        return [_copy(item) for item in value]
    return value.copy() if isinstance(value, _CONTAINERS) else value


def _user_modules() -> Iterator[tuple[str, ModuleType]]:
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if name != "__main__" and file and is_user_file(file):
            yield name, module
