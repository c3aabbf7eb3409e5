from alembic import op

revision = "d4"
down_revision = ("b2", "c3")


def upgrade():
    pass


def downgrade():
    pass
