import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    bad = op.get_bind().execute(sa.text("SELECT count(*) FROM orders WHERE total < 0")).scalar()
    if bad:
        print(f"{bad} orders have a negative total")


def downgrade():
    pass
