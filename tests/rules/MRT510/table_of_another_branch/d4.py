from alembic import op

revision = "d4"
down_revision = ("c3", "b2")


def upgrade():
    pass


def downgrade():
    pass
