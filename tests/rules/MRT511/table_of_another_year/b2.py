from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_index("ix_events_2024", "events_2024", ["id"])


def downgrade():
    op.drop_index("ix_events_2024", table_name="events_2024")
