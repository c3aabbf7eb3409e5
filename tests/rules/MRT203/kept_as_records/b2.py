from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute(
        "CREATE TABLE users_gone AS SELECT u.id, to_jsonb(u) AS doc FROM users u WHERE u.email IS NULL"
    )
    op.execute("DELETE FROM users WHERE id IN (SELECT id FROM users_gone)")  # expect: MRT203 note


def downgrade():
    op.execute(
        "INSERT INTO users SELECT (jsonb_populate_record(NULL::users, doc)).* FROM users_gone "
        "ON CONFLICT (id) DO NOTHING"
    )
    op.execute("DROP TABLE users_gone")
