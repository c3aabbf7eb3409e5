from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute(open("/srv/extra.sql").read())


def downgrade():  # expect: MRT102 warning
    pass
