import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("products", sa.Column("pace", sa.String(10)))
    op.execute("UPDATE products SET pace = CASE WHEN urgent = 1 THEN 'fast' ELSE 'slow' END")
    op.drop_column("products", "urgent")  # expect: MRT201 note


def downgrade():
    op.add_column("products", sa.Column("urgent", sa.Integer(), nullable=False, server_default="0"))  # expect: MRT303 error
    op.execute("UPDATE products SET urgent = 1 WHERE pace = 'fast'")
    op.drop_column("products", "pace")
