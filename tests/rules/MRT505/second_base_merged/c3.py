from alembic import op

revision = "c3"
down_revision = ("a1", "b2")


def upgrade():
    pass


def downgrade():
    pass
