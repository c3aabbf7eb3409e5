import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE events_a AS SELECT * FROM events WHERE id < 100")
    op.execute("CREATE TABLE events_b AS SELECT * FROM events WHERE id > 100")
    op.drop_table("events")  # expect: MRT202 warning


def downgrade():
    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("payload", sa.Text()),
    )
    op.execute("INSERT INTO events SELECT * FROM events_a")
    op.execute("INSERT INTO events SELECT * FROM events_b")

    op.drop_table("events_a")
    op.drop_table("events_b")
