# expect: downgrade fails once new rows exist
"""a table without a key that holds nothing yet is one that the application writes"""

import sqlalchemy as sa
from alembic import op

revision = "s4"
down_revision = "s3"


def upgrade():
    op.create_table("visits", sa.Column("page", sa.String(200)))


def downgrade():
    bind = op.get_bind()
    if bind.execute(sa.text("SELECT count(*) FROM visits")).scalar():
        raise RuntimeError("there are visits")
    op.drop_table("visits")
