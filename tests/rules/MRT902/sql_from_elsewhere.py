from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute(open("/srv/extra.sql").read())  # expect: MRT902 note


def downgrade():
    op.execute("DROP VIEW extra")
