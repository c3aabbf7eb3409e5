from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():  # expect: MRT701 note
    pass


def downgrade():
    pass
