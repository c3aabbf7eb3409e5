# expect: downgrade fails once new rows exist
# expect sqlite: reversible
"""a person may have two now, of which SQLite takes one without a word"""

import sqlalchemy as sa
from alembic import op

revision = "s2"
down_revision = "s1"


def upgrade():
    op.create_table(
        "emails",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("people.id"), nullable=False),
        sa.Column("email", sa.String(60), nullable=False),
    )
    op.execute(
        "INSERT INTO emails (person_id, email) SELECT id, email FROM people WHERE email IS NOT NULL"
    )
    with op.batch_alter_table("people") as batch:
        batch.drop_column("email")


def downgrade():
    op.add_column("people", sa.Column("email", sa.String(60)))
    op.execute("UPDATE people SET email = (SELECT email FROM emails WHERE person_id = people.id)")
    op.drop_table("emails")
