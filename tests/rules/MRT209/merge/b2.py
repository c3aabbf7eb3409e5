from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute(  # expect: MRT209 note
        "MERGE INTO users u USING (VALUES (1, 'Ann')) AS n (id, name) ON u.id = n.id "
        "WHEN MATCHED THEN UPDATE SET name = n.name"
    )


def downgrade():
    op.create_index("ix_users_name", "users", ["name"])
    op.drop_index("ix_users_name", table_name="users")
