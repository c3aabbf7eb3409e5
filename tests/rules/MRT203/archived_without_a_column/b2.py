import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table(
        "gone",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.String(120)),
        sa.Column("name", sa.String(40)),
        sa.Column("credit", sa.Integer()),
    )
    op.execute(
        "INSERT INTO gone (id, email, name, credit) "
        "SELECT id, email, name, credit FROM users WHERE credit < 0"
    )
    op.execute("DELETE FROM users WHERE credit < 0")  # expect: MRT203 warning


def downgrade():
    op.execute("INSERT INTO users (id, email, name) SELECT id, email, name FROM gone")
    op.drop_table("gone")
