# expect: reversible
"""adds a column in any case"""

import sqlalchemy as sa
from alembic import op

revision = "n5"
down_revision = "n4"


def upgrade():
    op.add_column("users", sa.Column("colour", sa.String(40)))
    if not op.get_bind().execute(sa.text("SELECT count(*) FROM users")).scalar():
        return
    op.execute("UPDATE users SET colour = name")


def downgrade():
    op.drop_column("users", "colour")
