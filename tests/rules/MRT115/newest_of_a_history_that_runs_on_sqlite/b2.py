from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_foreign_key("fk_b_a", "b", "a", ["a_id"], ["id"])  # expect: MRT115 warning


def downgrade():
    op.drop_constraint("fk_b_a", "b", type_="foreignkey")  # expect: MRT115 warning
