# expect: reversible
"""Privileges on a table, one of its columns and its sequence"""

import sqlalchemy as sa
from alembic import op

revision = "p1"
down_revision = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("u", sa.Column("id", sa.Integer(), primary_key=True))
    if op.get_bind().dialect.name == "postgresql":
        op.execute("GRANT SELECT ON t TO PUBLIC")
        op.execute("GRANT UPDATE (id) ON t TO PUBLIC")
        op.execute("GRANT USAGE ON SEQUENCE t_id_seq TO PUBLIC")


def downgrade():
    op.drop_table("u")
    op.drop_table("t")
