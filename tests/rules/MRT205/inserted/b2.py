import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("city", sa.String(40)))
    op.execute(  # expect: MRT205 error
        "INSERT INTO users (id, email) VALUES (1000001, 'root@localhost')"
    )


def downgrade():
    op.drop_column("users", "city")
