# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "e1"
down_revision = "d9"


def upgrade():
    bind = op.get_bind()
    op.add_column("labels", sa.Column("size", sa.Integer()))
    for row in bind.execute(sa.text("SELECT id, name FROM labels")).all():
        if row.name:
            values = {"size": len(row.name), "id": row.id}
            bind.execute(sa.text("UPDATE labels SET size = :size WHERE id = :id"), values)


def downgrade():
    op.drop_column("labels", "size")
