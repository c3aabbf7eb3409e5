# expect: reversible
"""Keys whose names are not those of Python."""

import sqlalchemy as sa
from alembic import op

revision = "n1"
down_revision = None

KEY = 'the "key" %s of : it'


def upgrade():
    op.create_table(
        "order",
        sa.Column(KEY, sa.Integer, primary_key=True),
        sa.Column("group", sa.String(20)),
    )
    referred = '"the ""key"" %s of : it"'
    op.get_bind().exec_driver_sql(
        f'CREATE TABLE "É %d" (id INTEGER PRIMARY KEY, "end" INTEGER REFERENCES "order" ({referred}))',
        execution_options={"no_parameters": True},
    )


def downgrade():
    op.drop_table("É %d")
    op.drop_table("order")
