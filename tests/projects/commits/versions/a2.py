# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade():
    bind = op.get_bind()
    op.add_column("product", sa.Column("x", sa.String(20)))
    bind.execute(sa.text("UPDATE product SET x = name"))
    bind.commit()
    op.add_column("product", sa.Column("y", sa.String(20)))


def downgrade():
    op.get_bind().commit()
    op.drop_column("product", "y")
    op.get_bind().commit()
    op.drop_column("product", "x")
