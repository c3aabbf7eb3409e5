# expect: data lost
"""a document is kept where the fax number is a long one, and no other"""

import sqlalchemy as sa
from alembic import op

revision = "s3"
down_revision = "s2"

kept = sa.table("faxes_kept", sa.column("data", sa.JSON))


def upgrade():
    op.create_table("faxes_kept", sa.Column("data", sa.JSON()))
    bind = op.get_bind()
    for row in bind.execute(sa.text("SELECT id, fax FROM users")).mappings().all():
        if len(row["fax"] or "") > 5:
            bind.execute(kept.insert().values(data=dict(row)))
    with op.batch_alter_table("users") as batch:
        batch.drop_column("fax")


def downgrade():
    with op.batch_alter_table("users") as batch:
        batch.add_column(sa.Column("fax", sa.String(30)))
    bind = op.get_bind()
    for (data,) in bind.execute(sa.select(kept.c.data)).all():
        bind.execute(sa.text("UPDATE users SET fax = :fax WHERE id = :id"), data)
    op.drop_table("faxes_kept")
