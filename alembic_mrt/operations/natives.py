"""Pure functions and methods of Python that are worth running on known values."""

from __future__ import annotations

import inspect
import itertools
import json
import os
import string
import textwrap
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.operations.limits import (
    LONGEST,
    function_outgrows,
    is_outsized,
    method_outgrows,
)
from alembic_mrt.operations.truth import is_known
from alembic_mrt.operations.values import HOLE, Unread, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_LARGEST = 10_000

_STRUCTURAL: Final[dict[str, Callable[..., Any]]] = {
    "list": list,
    "tuple": tuple,
    "dict": dict,
    "enumerate": lambda *a, **k: list(enumerate(*a, **k)),
    "zip": lambda *a: list(zip(*a, strict=False)),
    "reversed": lambda items: list(reversed(items)),
    "len": len,
    "chain": lambda *a: list(itertools.chain(*a)),
    "OrderedDict": dict,
    "MappingProxyType": lambda mapping: mapping,
    "cast": lambda _, value: value,
}
"""Functions that look at the shape of a container and not at what it holds."""


def _product(*iterables: Sequence[Any], repeat: int = 1) -> Iterable[tuple[Any, ...]]:
    """Return combinations; the library's own function would hold all of its input at once."""
    return itertools.product(*iterables, repeat=min(repeat, 8))


_PURE: Final[dict[str, Callable[..., Any]]] = {
    "str": str, "int": int, "float": float, "bool": bool, "set": set, "frozenset": frozenset,
    "sorted": sorted, "sum": sum, "min": min, "max": max, "abs": abs, "any": any, "all": all,
    "repr": repr, "round": round, "divmod": divmod, "ord": ord, "chr": chr,
    "range": lambda *a: list(range(*a)[:_LARGEST]),
    "product": lambda *a, **k: list(itertools.islice(_product(*a, **k), _LARGEST)),
    "dedent": textwrap.dedent, "cleandoc": inspect.cleandoc, "Template": string.Template,
    "dumps": json.dumps, "loads": json.loads, "fromkeys": dict.fromkeys,
}  # fmt: skip

_PATHS: Final[dict[str, Callable[..., Any]]] = {
    "pathlib.Path": Path,
    "pathlib.PurePath": Path,
    "os.path.join": lambda *parts: str(Path(*parts)),
    "os.path.dirname": lambda path: str(Path(path).parent),
    "os.path.abspath": lambda path: str(Path(path)),
    "os.path.realpath": lambda path: str(Path(path)),
    "os.path.basename": lambda path: Path(path).name,
    "os.fspath": os.fspath,
}
_LIBRARIES: Final = frozenset(
    {
        "builtins",
        "itertools",
        "json",
        "textwrap",
        "collections",
        "types",
        "typing",
        "inspect",
        "string",
    }
)
_PATH_METHODS: Final = frozenset(
    {"joinpath", "with_name", "with_suffix", "resolve", "absolute", "as_posix", "relative_to"}
)
_CHANGES: Final = frozenset(
    {"append", "extend", "insert", "add", "update", "pop", "remove", "clear", "setdefault",
     "discard", "reverse", "sort", "popleft", "popitem"}
)  # fmt: skip
_TEXT_METHODS: Final = frozenset(
    {"capitalize", "casefold", "center", "count", "encode", "endswith", "expandtabs", "find",
     "format", "index", "isalnum", "isalpha", "isascii", "isdecimal", "isdigit",
     "isidentifier", "islower", "isnumeric", "isspace", "istitle", "isupper", "join", "ljust",
     "lower", "lstrip", "partition", "removeprefix", "removesuffix", "replace", "rfind", "rindex",
     "rjust", "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip",
     "swapcase", "title", "translate", "upper", "zfill"}
)  # fmt: skip
_METHODS: Final = frozenset(
    {"bit_length", "copy", "count", "decode", "difference", "endswith", "get", "hex", "index",
     "intersection", "is_integer", "isdisjoint", "issubset", "issuperset", "items", "keys",
     "startswith", "symmetric_difference", "union", "values"}
)  # fmt: skip
"""Methods of what is no text that change nothing and make little."""


def call_function(dotted: str, args: Sequence[Value], kwargs: Mapping[str, Value]) -> Value:
    """Return what a library function returns; NotImplemented where that is not known."""
    if dotted in _PATHS:
        return _attempt(_PATHS[dotted], args, kwargs) if is_known([*args]) else NotImplemented
    library, _, name = dotted.partition(".")
    name = name.rpartition(".")[2]
    if library not in _LIBRARIES:
        return NotImplemented
    if name in _STRUCTURAL and not any(isinstance(arg, Unread) for arg in args):
        return NotImplemented if is_outsized(args) else _attempt(_STRUCTURAL[name], args, kwargs)
    if name not in _PURE or function_outgrows(name, args, kwargs):
        return NotImplemented
    if name == "str" and len(args) == 1 and isinstance(args[0], str):
        return args[0]
    plain = is_known([*args]) and is_known(dict(kwargs))
    return _attempt(_PURE[name], args, kwargs) if plain else NotImplemented


def call_method(
    owner: Value, name: str, args: Sequence[Value], kwargs: Mapping[str, Value]
) -> Value:
    """Return what a method of a known value returns; NotImplemented where that is not known."""
    if isinstance(owner, PurePath):
        allowed = name in _PATH_METHODS and is_known([*args])
        return _attempt(getattr(owner, name), args, kwargs) if allowed else NotImplemented
    if isinstance(owner, string.Template):
        return _substituted(owner, name, args, kwargs)
    if isinstance(owner, str):
        return _string_method(owner, name, args, kwargs)
    if name == "get" and isinstance(owner, dict) and args and is_known(args[0]):
        return _attempt(owner.get, args, kwargs)
    method = getattr(owner, name, None) if name in _METHODS | _CHANGES else None
    if method is None or method_outgrows(owner, name, args, kwargs):
        return NotImplemented
    result = _attempt(method, args, kwargs)
    views = name in {"items", "keys", "values"}
    return list(result) if views and result is not NotImplemented else result


def _substituted(
    owner: string.Template, name: str, args: Sequence[Value], kwargs: Mapping[str, Value]
) -> Value:
    values = {**(args[0] if args and isinstance(args[0], dict) else {}), **kwargs}
    if name not in {"substitute", "safe_substitute"}:
        return NotImplemented
    texts = {key: in_text(value) for key, value in values.items()}
    if method_outgrows(owner, name, (), texts):
        return NotImplemented
    return _attempt(getattr(owner, name), (texts,), {})


def _string_method(
    owner: str, name: str, args: Sequence[Value], kwargs: Mapping[str, Value]
) -> Value:
    if name == "read_text":
        return NotImplemented
    if name == "join" and args and isinstance(args[0], list | tuple | set):
        parts = [in_text(item) for item in args[0]]
        whole = sum(map(len, parts)) + len(owner) * len(parts)
        return owner.join(parts) if whole <= LONGEST else NotImplemented
    given = args[0] if name == "format_map" and args else None
    if isinstance(given, dict):
        name, args, kwargs = "format", (), given
    if name == "format":
        args = [_formattable(arg) for arg in args]
        kwargs = {key: _formattable(value) for key, value in kwargs.items()}
    elif (
        HOLE in owner and name not in {"strip", "rstrip", "lstrip", "upper", "lower", "replace"}
    ) or not is_known([*args]):
        return NotImplemented
    method = getattr(owner, name, None) if name in _TEXT_METHODS else None
    if method is None or method_outgrows(owner, name, args, kwargs):
        return NotImplemented
    return _attempt(method, args, kwargs)


def _formattable(value: Value) -> Value:
    return value if isinstance(value, int | float | bool) else in_text(value)


def in_text(value: Value) -> str:
    """Return how a value reads within a string; what is not known leaves a hole."""
    if isinstance(value, str):
        return value
    if not is_known(value) or is_outsized(value):
        return HOLE
    written = _attempt(str, (value,), {})
    return HOLE if written is NotImplemented else str(written)


def changes(name: str) -> bool:
    """Tell whether a method of a container changes it."""
    return name in _CHANGES


def _attempt(function: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]) -> Value:
    try:
        return function(*args, **kwargs)
    except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, OSError):
        return NotImplemented
    except MemoryError:
        return NotImplemented
