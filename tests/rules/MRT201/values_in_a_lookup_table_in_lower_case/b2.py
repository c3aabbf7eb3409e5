import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table(
        "states",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(20), nullable=False),
    )
    op.execute("INSERT INTO states (name) SELECT DISTINCT lower(state) FROM jobs")
    op.add_column("jobs", sa.Column("state_id", sa.Integer()))
    op.execute("UPDATE jobs SET state_id = (SELECT s.id FROM states s WHERE s.name = lower(jobs.state))")
    op.drop_column("jobs", "state")  # expect: MRT201 error


def downgrade():
    op.add_column("jobs", sa.Column("state", sa.String(20)))
    op.execute("UPDATE jobs SET state = (SELECT s.name FROM states s WHERE s.id = jobs.state_id)")
    op.drop_column("jobs", "state_id")
    op.drop_table("states")
