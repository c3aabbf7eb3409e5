# expect: downgrade fails once new rows exist
"""forgets which addresses are used, and takes them all for used on the way back"""

import sqlalchemy as sa
from alembic import op

revision = "c3"
down_revision = "c2"


def upgrade():
    op.execute("CREATE TABLE unused_addresses AS SELECT id, unused FROM addresses")
    op.drop_index("uq_unused", table_name="addresses")
    op.drop_column("addresses", "unused")


def downgrade():
    op.add_column("addresses", sa.Column("unused", sa.Integer()))
    op.execute(
        "UPDATE addresses SET unused = (SELECT u.unused FROM unused_addresses u"
        " WHERE u.id = addresses.id)"
    )
    where = sa.text("unused IS NULL")
    options = {"sqlite_where": where, "postgresql_where": where}
    op.create_index("uq_unused", "addresses", ["street"], unique=True, **options)
    op.drop_table("unused_addresses")
