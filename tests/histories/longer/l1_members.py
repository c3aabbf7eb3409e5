# expect: reversible
"""a name is in small letters, and a membership is of a club with a large number"""

import sqlalchemy as sa
from alembic import op

revision = "l1"
down_revision = None


def upgrade():
    op.create_table(
        "clubs",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
    )
    op.create_table(
        "members",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("club_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("name = lower(name)", name="small_letters"),
        sa.ForeignKeyConstraint(["club_id"], ["clubs.id"], name="fk_club"),
    )


def downgrade():
    op.drop_table("members")
    op.drop_table("clubs")
