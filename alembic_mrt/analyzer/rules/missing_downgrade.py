"""The script defines no downgrade().

Why: Alembic stops with an AttributeError when it comes to the revision on the way down, also
where upgrade() is empty, and no revision below it can be reached any more.

Instead: write downgrade(), the reverse of upgrade() in reverse order. Where nothing can be
brought back, say so with a module-level `irreversible = "reason"` and let downgrade() raise.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context

CODE = "MRT101"
NAME = "missing-downgrade"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each script that binds no ``downgrade``."""
    for entry in context.revisions:
        if _is_missing(entry):
            yield Finding(
                code=CODE,
                severity=SEVERITY,
                message=f"Revision {entry.revision} has no downgrade(); Alembic fails when it "
                "comes to it on the way down.",
                revision=entry.revision,
                location=entry.script.location(),
                related=entry.operations.upgrade.location,
                remedy="Write downgrade(), the reverse of upgrade().",
                object="downgrade",
            )


def _is_missing(entry: Analysed) -> bool:
    """Tell whether no downgrade is defined, imported or assigned."""
    script = entry.script
    if script.unread or script.irreversible:
        return False
    return not entry.operations.downgrade.present and not {"downgrade", "*"} & script.binds
