import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("slug", sa.String(120)))
    conn = op.get_bind()
    for row in conn.execute(sa.text("SELECT id, email FROM users")).fetchall():
        conn.execute(
            sa.text("UPDATE users SET slug = :value WHERE id = :id"),
            {"value": (row.email or "").lower(), "id": row.id},
        )


def downgrade():
    op.drop_column("users", "slug")
