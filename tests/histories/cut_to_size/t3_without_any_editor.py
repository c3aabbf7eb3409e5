# expect: data lost
"""the key has room for the editor of a new book, who is forgotten"""

from alembic import op

revision = "t3"
down_revision = "t2"


def upgrade():
    op.execute("CREATE TABLE known AS SELECT id FROM books")
    with op.batch_alter_table("books") as batch:
        batch.drop_constraint("fk_editor", type_="foreignkey")


def downgrade():
    op.execute("UPDATE books SET editor_id = NULL WHERE id NOT IN (SELECT id FROM known)")
    op.drop_table("known")
    with op.batch_alter_table("books") as batch:
        batch.create_foreign_key(
            "fk_editor", "authors", ["editor_id"], ["id"], deferrable=True, initially="DEFERRED"
        )
