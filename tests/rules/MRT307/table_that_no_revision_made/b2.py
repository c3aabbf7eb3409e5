import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("legacy", sa.Column("fax", sa.String(30)))
    op.drop_index("ix_legacy_note", table_name="legacy")


def downgrade():
    op.create_index("ix_legacy_note", "legacy", ["note"])
    op.drop_column("legacy", "fax")
    op.drop_index("ix_legacy_other", table_name="legacy")
