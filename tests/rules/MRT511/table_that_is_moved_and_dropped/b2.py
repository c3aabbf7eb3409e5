import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("user", "name", existing_type=sa.String(20), type_=sa.String(50))
    op.execute("INSERT INTO users (id, name) SELECT id, name FROM \"user\"")
    op.drop_table("user")


def downgrade():
    raise RuntimeError("the rows of two tables are one")
