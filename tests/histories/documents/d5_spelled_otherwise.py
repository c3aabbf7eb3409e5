# expect: reversible
# expect postgresql: data lost
"""jsonb gives a document back, and not the text of it"""

from alembic import op

revision = "d5"
down_revision = "d4"


def upgrade():
    if op.get_context().dialect.name == "postgresql":
        op.drop_constraint("ck_letters", "letters")
        op.execute("ALTER TABLE letters ALTER body TYPE jsonb USING body::jsonb")


def downgrade():
    if op.get_context().dialect.name == "postgresql":
        op.execute("ALTER TABLE letters ALTER body TYPE text USING body::text")
        op.create_check_constraint("ck_letters", "letters", "body::json IS NOT NULL")
