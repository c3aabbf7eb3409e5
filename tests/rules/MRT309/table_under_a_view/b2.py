import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table(
        "t",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("n", sa.Integer()),
    )
    op.execute("CREATE VIEW v1 AS SELECT id, n FROM t")


def downgrade():
    op.drop_table("t")  # expect: MRT309 error
    op.execute("DROP VIEW v1")
