# expect: reversible
"""a firm may have two as well, of which the first one is taken"""

import sqlalchemy as sa
from alembic import op

revision = "s3"
down_revision = "s2"


def upgrade():
    op.create_table(
        "firm_emails",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("firm_id", sa.Integer(), sa.ForeignKey("firms.id"), nullable=False),
        sa.Column("email", sa.String(60), nullable=False),
    )
    op.execute(
        "INSERT INTO firm_emails (firm_id, email) "
        "SELECT id, email FROM firms WHERE email IS NOT NULL"
    )
    with op.batch_alter_table("firms") as batch:
        batch.drop_column("email")


def downgrade():
    op.add_column("firms", sa.Column("email", sa.String(60)))
    op.execute(
        "UPDATE firms SET email = ("
        "SELECT email FROM firm_emails WHERE firm_id = firms.id ORDER BY id LIMIT 1)"
    )
    op.drop_table("firm_emails")
