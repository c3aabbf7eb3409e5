# expect: data lost
"""a title is cut to less than the column has room for"""

import sqlalchemy as sa
from alembic import op

revision = "t5"
down_revision = "t4"


def upgrade():
    op.execute("CREATE TABLE titled AS SELECT id FROM books")
    with op.batch_alter_table("books") as batch:
        batch.alter_column("subtitle", existing_type=sa.String(20), type_=sa.Text())


def downgrade():
    op.execute(
        "UPDATE books SET subtitle = substr(subtitle, 1, 4) WHERE id NOT IN (SELECT id FROM titled)"
    )
    op.drop_table("titled")
    with op.batch_alter_table("books") as batch:
        batch.alter_column("subtitle", existing_type=sa.Text(), type_=sa.String(20))
