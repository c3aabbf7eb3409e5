# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "a5"
down_revision = "a4"


def upgrade():
    engine = sa.create_engine(op.get_bind().engine.url, pool_size=2)
    connection = engine.connect()
    connection.execute(sa.text("SELECT 1")).scalar()
    op.add_column("product", sa.Column("y", sa.String(20)))


def downgrade():
    op.drop_column("product", "y")
