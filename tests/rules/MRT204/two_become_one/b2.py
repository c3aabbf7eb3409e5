from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute(  # expect: MRT204 error
        "UPDATE users SET name = 'open' WHERE name IN ('new', 'paid')"
    )


def downgrade():
    op.execute("UPDATE users SET name = 'new' WHERE name = 'open'")
