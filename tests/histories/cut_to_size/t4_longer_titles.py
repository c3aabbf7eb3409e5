# expect: reversible
"""a title is cut to the length that the column has again"""

import sqlalchemy as sa
from alembic import op

revision = "t4"
down_revision = "t3"


def upgrade():
    with op.batch_alter_table("books") as batch:
        batch.alter_column("title", existing_type=sa.String(20), type_=sa.Text())


def downgrade():
    op.execute("UPDATE books SET title = substr(title, 1, 20) WHERE length(title) > 20")
    with op.batch_alter_table("books") as batch:
        batch.alter_column("title", existing_type=sa.Text(), type_=sa.String(20))
