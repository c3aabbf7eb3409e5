# expect: reversible
"""keeps the main addresses in a table of their own"""

import sqlalchemy as sa
from alembic import op

revision = "c2"
down_revision = "c1"


def upgrade():
    op.execute("CREATE TABLE main_addresses AS SELECT id, main FROM addresses")
    op.drop_index("uq_main", table_name="addresses")
    op.drop_column("addresses", "main")


def downgrade():
    column = sa.Column("main", sa.Integer(), nullable=False, server_default="0")
    op.add_column("addresses", column)
    op.execute(
        "UPDATE addresses SET main = (SELECT m.main FROM main_addresses m WHERE m.id ="
        " addresses.id) WHERE id IN (SELECT id FROM main_addresses)"
    )
    where = sa.text("main = 1")
    options = {"sqlite_where": where, "postgresql_where": where}
    op.create_index("uq_main", "addresses", ["customer"], unique=True, **options)
    op.drop_table("main_addresses")
