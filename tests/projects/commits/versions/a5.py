# expect: downgrade fails
import sqlalchemy as sa
from alembic import op

revision = "a5"
down_revision = "a4"


def upgrade():
    op.add_column("product", sa.Column("u", sa.String(20)))
    op.get_bind().commit()
    op.execute("UPDATE product SET u = name")


def downgrade():
    op.drop_column("product", "u")
    op.get_bind().commit()
    raise RuntimeError("half way")
