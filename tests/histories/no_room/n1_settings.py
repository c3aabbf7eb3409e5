# expect: reversible
"""there is one row of settings, and a limit for each of three levels"""

from alembic import op

revision = "n1"
down_revision = None


def upgrade():
    op.execute(
        "CREATE TABLE settings (id integer PRIMARY KEY, title varchar(40) NOT NULL, "
        "motto varchar(40) NOT NULL, CONSTRAINT one_row CHECK (id = 1))"
    )
    op.execute(
        "CREATE TABLE limits (level integer PRIMARY KEY, most integer NOT NULL, "
        "CONSTRAINT few_levels CHECK (level IN (1, 2, 3)))"
    )


def downgrade():
    op.drop_table("limits")
    op.drop_table("settings")
