from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("UPDATE users SET credit = 77 WHERE email = 'gone'")


def downgrade():
    pass  # expect: MRT204 error
