# expect: reversible
# expect postgresql: schema differs
"""A privilege is revoked and not granted again"""

from alembic import op

revision = "p3"
down_revision = "p2"


def upgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("REVOKE USAGE ON SEQUENCE t_id_seq FROM PUBLIC")


def downgrade():
    pass
