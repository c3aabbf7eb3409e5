import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    bind = op.get_bind()
    for (name,) in bind.execute(sa.text("SELECT name FROM users")):
        bind.execute(sa.text(f"UPDATE users SET nick = '{name}' WHERE name = '{name}'"))  # expect: MRT713 note


def downgrade():
    pass
