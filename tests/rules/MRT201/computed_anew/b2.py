import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("given", sa.String(100)))
    op.add_column("users", sa.Column("family", sa.String(100)))
    op.execute("UPDATE users SET given = split_part(name, ' ', 1), family = split_part(name, ' ', 2)")
    op.drop_column("users", "name")  # expect: MRT201 warning


def downgrade():
    op.add_column("users", sa.Column("name", sa.String(300), server_default="-"))
    op.create_index(
        "ix_users_name", "users", ["name"], postgresql_where=sa.text("phone IS NOT NULL")
    )
    op.execute("UPDATE users SET name = given || ' ' || family")
    op.drop_column("users", "given")
    op.drop_column("users", "family")
