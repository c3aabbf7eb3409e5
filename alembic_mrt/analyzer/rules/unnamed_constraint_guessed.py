"""A downgrade drops, by a guessed name, a constraint that was created without one.

`op.create_foreign_key(None, ...)` and `sa.UniqueConstraint("email")` leave the name to the
database. PostgreSQL chooses `orders_user_id_fkey`, `users_email_key`, `t_col_check` and the like:
those names are right there, and wrong elsewhere. SQLite gives no name at all.

A warning where nobody knows whether the metadata has a naming convention.

Why: the downgrade fails with "constraint does not exist", and only there where it is needed.

Instead: give the constraint a name in upgrade(), or set a `naming_convention` on the metadata, and
drop it by that name.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.returns import every_trouble
from alembic_mrt.finding import Finding, Severity
from alembic_mrt.schema.titles import title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.analyzer.returns import Trouble
    from alembic_mrt.finding import Location

CODE = "MRT305"
NAME = "unnamed-constraint-guessed"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each drop by a name that the database did not choose."""
    for trouble, where in every_trouble(context, "guessed"):
        yield _finding(trouble, where)


def _finding(trouble: Trouble, where: str) -> Finding:
    problem, entry = trouble.problem, trouble.entry
    related = problem.related
    assert related is not None
    known = f"the database calls it {related.name}" if related.name else "it has no name"
    chosen = known if problem.certain else f"without a naming convention {known}"
    return Finding(
        code=CODE,
        severity=SEVERITY if problem.certain else Severity.WARNING,
        message=f"downgrade() drops {title(problem.subject)}, but the {related.kind} on "
        f"{getattr(related, 'table', '')} was created without a name: {chosen}{where}.",
        revision=entry.revision,
        location=trouble.applied.operation.location,
        related=_created(trouble),
        remedy=f'Give it the name "{problem.subject.name}" where it is created.',
        object=title(problem.subject),
    )


def _created(trouble: Trouble) -> Location | None:
    related = trouble.problem.related
    assert related is not None
    for applied in trouble.run.upgrade:
        if related.key in applied.after.objects and related.key not in applied.before.objects:
            return applied.operation.location
    return None
