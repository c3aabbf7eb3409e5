from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE archived AS SELECT * FROM docs WHERE state = 'old'")
    op.execute("DELETE FROM docs WHERE state = 'old'")


def downgrade():
    op.execute("INSERT INTO docs SELECT * FROM archived")
    op.drop_table("archived")
