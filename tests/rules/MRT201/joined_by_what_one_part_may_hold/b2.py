# dialect: postgresql
import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("addresses", sa.Column("line", sa.Text()))
    op.execute("UPDATE addresses SET line = street || '|' || town")
    op.drop_constraint("ck_parts", "addresses", type_="check")
    op.drop_column("addresses", "street")
    op.drop_column("addresses", "town")  # expect: MRT201 warning


def downgrade():
    op.add_column("addresses", sa.Column("street", sa.Text()))
    op.add_column("addresses", sa.Column("town", sa.Text()))
    op.execute(
        "UPDATE addresses SET street = split_part(line, '|', 1), "
        "town = split_part(line, '|', 2)"
    )
    op.alter_column("addresses", "street", nullable=False)
    op.alter_column("addresses", "town", nullable=False)
    op.drop_column("addresses", "line")
    op.create_check_constraint("ck_parts", "addresses", "street NOT LIKE '%|%'")
