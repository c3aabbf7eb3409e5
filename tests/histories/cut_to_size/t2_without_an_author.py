# expect: reversible
"""a book of an author who is not there has none under the deferred key"""

from alembic import op

revision = "t2"
down_revision = "t1"


def upgrade():
    with op.batch_alter_table("books") as batch:
        batch.drop_constraint("fk_author", type_="foreignkey")


def downgrade():
    op.execute(
        "UPDATE books SET author_id = NULL"
        " WHERE author_id IS NOT NULL AND author_id NOT IN (SELECT id FROM authors)"
    )
    with op.batch_alter_table("books") as batch:
        batch.create_foreign_key(
            "fk_author", "authors", ["author_id"], ["id"], deferrable=True, initially="DEFERRED"
        )
