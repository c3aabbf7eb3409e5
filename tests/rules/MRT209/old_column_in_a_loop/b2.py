import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("city", sa.String(40)))
    conn = op.get_bind()
    for row in conn.execute(sa.text("SELECT id, name FROM users")).fetchall():
        conn.execute(  # expect: MRT209 warning
            sa.text("UPDATE users SET name = :value WHERE id = :id"),
            {"value": (row.name or "").lower(), "id": row.id},
        )


def downgrade():
    op.drop_column("users", "city")
