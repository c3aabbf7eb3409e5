# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    engine = sa.create_engine(op.get_context().config.get_main_option("sqlalchemy.url"))
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM product")).scalar() is not None
    op.add_column("product", sa.Column("x", sa.String(20)))


def downgrade():
    op.drop_column("product", "x")
