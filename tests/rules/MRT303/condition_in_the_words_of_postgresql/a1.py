# dialect: postgresql
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(10)),
        sa.Column("age", sa.Numeric()),
        sa.CheckConstraint("kind in ('a', 'b') or kind like 'x%'", name="ck_kind"),
        sa.CheckConstraint("age between 1 and 9 and (kind <> '' or age > 2)", name="ck_age"),
    )
    op.create_index("ix_users_kind", "users", [sa.text("lower(kind)")])


def downgrade():
    op.drop_table("users")
