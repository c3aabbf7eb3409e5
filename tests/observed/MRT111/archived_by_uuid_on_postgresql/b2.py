from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE zipped AS SELECT * FROM docs WHERE state = 'old'")
    op.execute("DELETE FROM docs WHERE state = 'old'")


def downgrade():
    op.execute("INSERT INTO docs SELECT * FROM zipped")
    op.drop_table("zipped")
