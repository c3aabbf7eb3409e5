# expect: reversible
# expect postgresql: data lost
"""New rows lose their document. That jsonb spells it otherwise does not excuse it."""

from alembic import op

revision = "e3"
down_revision = "e2"


def upgrade():
    if op.get_context().dialect.name == "postgresql":
        op.execute("CREATE TABLE kept_data AS SELECT id, data FROM users")
        op.execute("ALTER TABLE users ALTER data TYPE json USING data::json")


def downgrade():
    if op.get_context().dialect.name == "postgresql":
        op.execute("ALTER TABLE users ALTER data TYPE jsonb USING NULL")
        op.execute("UPDATE users SET data = k.data FROM kept_data k WHERE k.id = users.id")
        op.drop_table("kept_data")
