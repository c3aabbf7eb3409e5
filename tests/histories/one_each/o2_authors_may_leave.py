# expect: downgrade fails once new rows exist
# expect sqlite: reversible
"""a new note needs a new person; SQLite does not look whether the author is there"""

from alembic import op

revision = "o2"
down_revision = "o1"


def upgrade():
    with op.batch_alter_table("notes") as batch:
        batch.drop_constraint("fk_notes_author", type_="foreignkey")


def downgrade():
    with op.batch_alter_table("notes") as batch:
        batch.create_foreign_key("fk_notes_author", "staff", ["author_id"], ["id"])
