"""The test stub of a revision."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from alembic_mrt.generation.changes import Change, read
from alembic_mrt.generation.literals import quoted
from alembic_mrt.generation.touched import touched_after, touched_before
from alembic_mrt.templates import template_path

if TYPE_CHECKING:
    from pathlib import Path

    from alembic_mrt.analyzer.context import Analysed
    from alembic_mrt.history.script import RevisionScript

_LONGEST: Final = 40
_SUMMARY: Final = 80


def stub_change(entry: Analysed, folder: Path) -> Change | None:
    """Return the change that writes the stub of a revision, None where there is a stub of it."""
    if existing_stub(folder, entry.revision) is not None:
        return None
    return Change(_free(folder, entry.script), None, stub_text(entry))


def stub_text(entry: Analysed) -> str:
    """Return the text of a stub."""
    from mako.template import Template

    text: str = Template(read(template_path("test_revision.py.mako"))).render_unicode(
        summary=_summary(entry.script),
        revision=quoted(entry.revision),
        reversible=entry.irreversible is None,
        before=touched_before(entry),
        after=touched_after(entry),
    )
    return text


def existing_stub(folder: Path, revision: str) -> Path | None:
    """Return the test file that names a revision as ours do."""
    line = re.compile(rf"^REVISION = {re.escape(quoted(revision))}\s*$", re.MULTILINE)
    return next((p for p in sorted(folder.glob("test_*.py")) if line.search(read(p))), None)


def _free(folder: Path, script: RevisionScript) -> Path:
    slug = "_".join(re.findall(r"\w+", script.title)).lower()[:_LONGEST].strip("_")
    stem = re.sub(r"\W", "_", "_".join(filter(None, ["test", script.revision, slug])))
    names = (f"{stem}{'_' + str(number) if number > 1 else ''}.py" for number in range(1, 1000))
    return next(path for path in map(folder.joinpath, names) if not path.exists())


def _summary(script: RevisionScript) -> str:
    title = " ".join(script.title.split()).rstrip(".") or "no message"
    text = f"Revision {script.revision}: {title}".replace("\\", "\\\\").replace('"', '\\"')
    return text if len(text) <= _SUMMARY else f"{text[:_SUMMARY].rstrip(chr(92))}..."
