# expect: downgrade fails
import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    op.add_column("product", sa.Column("x", sa.Integer()))


def downgrade():
    with op.get_bind().engine.connect() as connection:
        connection.execute(sa.text("SELECT count(*) FROM product"))
        op.drop_column("product", "x")
