from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE scratch (LIKE users)")
    op.execute("DELETE FROM users")
    op.execute("INSERT INTO scratch SELECT * FROM users")
    op.execute("INSERT INTO users SELECT * FROM scratch")
    op.execute("DROP TABLE scratch")


def downgrade():  # expect: MRT102 error
    pass
