import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_index("ix_users_kind", table_name="users")
    op.drop_constraint("ck_kind", "users", type_="check")
    op.drop_constraint("ck_age", "users", type_="check")


def downgrade():
    op.create_check_constraint(
        "ck_age",
        "users",
        "age >= 1::numeric AND age <= 9::numeric AND (kind::text <> ''::text OR age > 2::numeric)",
    )
    op.create_check_constraint(
        "ck_kind",
        "users",
        "(kind::text = ANY (ARRAY['a'::character varying, 'b'::character varying]::text[])) "
        "OR kind::text ~~ 'x%'::text",
    )
    op.create_index("ix_users_kind", "users", [sa.literal_column("lower(kind::text)")])
