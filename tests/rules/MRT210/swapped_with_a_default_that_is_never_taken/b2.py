import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table(
        "notes_new",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("stars", sa.Integer()),
        sa.Column("lang", sa.Text()),
    )

    op.execute("INSERT INTO notes_new (id, body, stars) SELECT id, body, stars FROM notes")
    op.drop_table("notes")
    op.rename_table("notes_new", "notes")


def downgrade():
    op.create_table(
        "notes_old",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("stars", sa.Integer()),
    )

    op.execute(
        "INSERT INTO notes_old (id, body, stars) "
        "SELECT id, coalesce(body, ''), stars FROM notes"
    )
    op.drop_table("notes")
    op.rename_table("notes_old", "notes")
