from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_foreign_key(None, "users", "teams", ["team_id"], ["id"])  # expect: MRT718 note


def downgrade():
    op.drop_constraint("fk_users_team_id", "users", type_="foreignkey")
