# expect: reversible
"""json keeps the text"""

from alembic import op

revision = "d6"
down_revision = "d5"


def upgrade():
    if op.get_context().dialect.name == "postgresql":
        op.drop_constraint("ck_notes", "notes")
        op.execute("ALTER TABLE notes ALTER body TYPE json USING body::json")


def downgrade():
    if op.get_context().dialect.name == "postgresql":
        op.execute("ALTER TABLE notes ALTER body TYPE text USING body::text")
        op.create_check_constraint("ck_notes", "notes", "body::json IS NOT NULL")
