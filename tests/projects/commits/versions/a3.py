# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade():
    op.add_column("product", sa.Column("z", sa.String(20)))
    op.execute("UPDATE product SET z = name")
    op.execute("COMMIT")
    op.add_column("product", sa.Column("w", sa.String(20)))


def downgrade():
    op.drop_column("product", "w")
    op.execute("UPDATE product SET z = NULL")
    op.execute("COMMIT")
    op.drop_column("product", "z")
