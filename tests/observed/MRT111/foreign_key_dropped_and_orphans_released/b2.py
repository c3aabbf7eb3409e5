from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_constraint("fk_boss", "users", type_="foreignkey")


def downgrade():
    op.execute("UPDATE users SET boss = NULL WHERE boss NOT IN (SELECT id FROM people)")
    op.create_foreign_key("fk_boss", "users", "people", ["boss"], ["id"])
