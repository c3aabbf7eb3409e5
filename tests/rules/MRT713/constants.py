from alembic import op

revision = "a1"
down_revision = None

TABLE = "users"


def upgrade():
    for name in ("nick", "nickname"):
        op.execute(f"UPDATE {TABLE} SET {name} = NULL")


def downgrade():
    pass
