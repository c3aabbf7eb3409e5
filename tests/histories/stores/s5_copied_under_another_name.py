# expect: downgrade fails once new rows exist
# expect postgresql: data lost
"""a copy of a table that goes is where its rows are now, though it came without its key

On PostgreSQL the sequence is behind as well.
"""

import sqlalchemy as sa
from alembic import op

revision = "s5"
down_revision = "s4"


def upgrade():
    op.execute("CREATE TABLE people AS SELECT id, name FROM users")
    op.drop_table("users")


def downgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(50), nullable=False),
    )
    bind = op.get_bind()
    if bind.execute(sa.text("SELECT count(*) FROM people WHERE id > 1000")).scalar():
        raise RuntimeError("there are people who were no users")
    op.execute("INSERT INTO users (id, name) SELECT id, name FROM people")
    op.drop_table("people")
