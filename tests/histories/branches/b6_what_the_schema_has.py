# expect: reversible
"""asks for what there is beside rows"""

import sqlalchemy as sa
from alembic import op

revision = "b6"
down_revision = "b5"


def upgrade():
    bind = op.get_bind()
    known = {column["name"] for column in sa.inspect(bind).get_columns("users")}
    if "colour" in known:
        op.drop_column("users", "colour")
    if bind.dialect.name == "postgresql":
        found = bind.execute(
            sa.text("SELECT 1 FROM information_schema.tables WHERE table_name = 'flags'")
        ).scalar()
    else:
        found = bind.execute(sa.text("SELECT 1 FROM sqlite_master WHERE name = 'flags'")).scalar()
    if found:
        op.drop_table("flags")
    op.add_column("users", sa.Column("size", sa.String(40)))


def downgrade():
    op.drop_column("users", "size")
