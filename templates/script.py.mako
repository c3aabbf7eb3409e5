## alembic-mrt: this line tells that revisions are generated with downgrades that bring back what
## alembic-mrt: upgrade() drops; keep it when you change the template.
<%!
    def literal(value):
        # As `ruff format` writes it.
        if isinstance(value, (tuple, list)):
            return "(" + ", ".join(map(literal, value)) + (",)" if len(value) == 1 else ")")
        single = repr(value)
        if not single.startswith("'") or '"' in single:
            return single
        return '"' + single[1:-1] + '"'

    def docstring(text):
        # A message must not end the docstring, nor a line with a blank.
        lines = text.replace("\\", "\\\\").replace('"', '\\"').splitlines()
        return "\n".join(line.rstrip() for line in lines).strip()
%>\
<%
    merges = isinstance(down_revision, (list, tuple))
    unwritten = "raise NotImplementedError(" + literal("the downgrade of " + up_revision + " is not written") + ")"
    revises = comma(down_revision) if down_revision else "<base>"
%>\
"""${docstring(message)}

Revision ID: ${up_revision}
Revises: ${revises}
Create Date: ${create_date}

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
% if imports:
${imports}
% endif

revision: str = ${literal(up_revision)}
down_revision: str | Sequence[str] | None = ${literal(down_revision)}
branch_labels: str | Sequence[str] | None = ${literal(branch_labels)}
depends_on: str | Sequence[str] | None = ${literal(depends_on)}

# A revision that cannot be taken back says so here, with the reason:
# irreversible = "Phone numbers are erased on purpose: we may not keep them."


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass" if merges else unwritten}
