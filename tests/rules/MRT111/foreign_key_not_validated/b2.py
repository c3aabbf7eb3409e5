from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_constraint("fk_boss", "users", type_="foreignkey")


def downgrade():
    op.create_foreign_key(
        "fk_boss", "users", "users", ["credit"], ["id"], postgresql_not_valid=True
    )
