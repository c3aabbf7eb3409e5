from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER SEQUENCE ticket_no INCREMENT BY 10 CACHE 5")


def downgrade():
    op.execute("ALTER SEQUENCE ticket_no INCREMENT BY 1")  # expect: MRT303 error
