import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("text", sa.String(20)),
        sa.CheckConstraint("length(text) > 1", name="ck_notes_text"),
    )


def downgrade():
    op.drop_table("notes")
