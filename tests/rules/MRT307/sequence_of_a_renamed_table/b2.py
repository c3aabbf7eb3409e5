from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE users RENAME TO people")
    op.execute("ALTER SEQUENCE users_id_seq RENAME TO people_id_seq")


def downgrade():
    op.execute("ALTER SEQUENCE people_id_seq RENAME TO users_id_seq")
    op.execute("ALTER TABLE people RENAME TO users")
