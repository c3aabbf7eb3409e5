# expect: reversible
# expect postgresql: schema differs
"""A privilege is granted and not revoked"""

import sqlalchemy as sa
from alembic import op

revision = "p4"
down_revision = "p3"


def upgrade():
    op.add_column("u", sa.Column("note", sa.Text()))
    if op.get_bind().dialect.name == "postgresql":
        op.execute("GRANT SELECT ON u TO PUBLIC")


def downgrade():
    op.drop_column("u", "note")
