from alembic import op

revision = "b2"
down_revision = "a1"
NAMES = {"fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"}


def upgrade():
    with op.batch_alter_table("orders", naming_convention=NAMES) as batch:
        batch.drop_constraint("fk_orders_user_id_users", type_="foreignkey")


def downgrade():
    op.execute("UPDATE orders SET user_id = NULL WHERE user_id NOT IN (SELECT id FROM users)")
    with op.batch_alter_table("orders") as batch:
        batch.create_foreign_key(None, "users", ["user_id"], ["id"])  # expect: MRT310 warning
