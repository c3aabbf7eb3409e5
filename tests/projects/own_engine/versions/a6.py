# expect: downgrade fails
import sqlalchemy as sa
from alembic import op

revision = "a6"
down_revision = "a5"


def upgrade():
    sa.MetaData().reflect(bind=op.get_bind().engine)
    inspector = sa.inspect(op.get_bind())
    assert inspector.has_table("product")
    op.add_column("product", sa.Column("z", sa.String(20)))


def downgrade():
    op.drop_column("product", "z")
    raise RuntimeError
