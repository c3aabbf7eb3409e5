# expect: reversible
# expect postgresql: data lost
"""deletes by two columns in a block of code that the server runs"""

from alembic import op

revision = "d2"
down_revision = "d1"


def upgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "DO $$ BEGIN DELETE FROM orders WHERE channel = 'P' AND total IS NOT NULL "
            "AND status = 'dead' AND id < 5; END $$"
        )


def downgrade():
    pass
