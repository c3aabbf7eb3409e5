# expect: reversible
"""what goes is kept as one document a row, which nobody else writes"""

import sqlalchemy as sa
from alembic import op

revision = "s2"
down_revision = "s1"

kept = sa.table("users_kept", sa.column("data", sa.JSON))


def upgrade():
    op.create_table("users_kept", sa.Column("data", sa.JSON()))
    bind = op.get_bind()
    for row in bind.execute(sa.text("SELECT id, phone FROM users")).mappings().all():
        bind.execute(kept.insert().values(data=dict(row)))
    with op.batch_alter_table("users") as batch:
        batch.drop_column("phone")


def downgrade():
    with op.batch_alter_table("users") as batch:
        batch.add_column(sa.Column("phone", sa.String(30)))
    bind = op.get_bind()
    for (data,) in bind.execute(sa.select(kept.c.data)).all():
        bind.execute(sa.text("UPDATE users SET phone = :phone WHERE id = :id"), data)
    op.drop_table("users_kept")
