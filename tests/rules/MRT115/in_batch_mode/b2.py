from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("users") as batch:
        batch.alter_column("a", nullable=False)


def downgrade():
    with op.batch_alter_table("users") as batch:
        batch.alter_column("a", nullable=True)
