"""Add our hook and our table to the text of a pyproject.toml that Alembic reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alembic_mrt.generation.ini_edit import HOOK

if TYPE_CHECKING:
    from collections.abc import Mapping


def with_hook(text: str) -> str:
    """Return the text with our post-write hook behind those that are there."""
    import tomlkit

    document = tomlkit.parse(text)
    alembic: Any = document["tool"]["alembic"]
    hooks = alembic.get("post_write_hooks")
    if any(hook.get("type") == HOOK for hook in hooks or ()):
        return text
    hook: Any = (
        tomlkit.inline_table() if isinstance(hooks, tomlkit.items.Array) else tomlkit.table()
    )
    hook.update({"name": HOOK, "type": HOOK})
    if isinstance(hook, tomlkit.items.Table):
        hook.add(tomlkit.nl())
    if hooks is None:
        alembic.append("post_write_hooks", tomlkit.aot())
    alembic["post_write_hooks"].append(hook)
    return document.as_string()


def with_table(text: str, values: Mapping[str, object]) -> str:
    """Return the text with a table ``[tool.mrt]``, or as it is where it has one."""
    import tomlkit

    if "mrt" in tomlkit.parse(text).get("tool", {}):
        return text
    table = tomlkit.table()
    table.update(values)
    tool = tomlkit.table(is_super_table=True)
    tool.append("mrt", table)
    added = tomlkit.document()
    added.append("tool", tool)
    return f"{text.rstrip()}\n\n{added.as_string()}" if text.strip() else added.as_string()
