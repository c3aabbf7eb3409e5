# expect: reversible
"""tables"""

import sqlalchemy as sa
from alembic import op

revision = "c1"
down_revision = None


def upgrade():
    op.create_table(
        "logins",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("user_no", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.CheckConstraint("kind IN ('web', 'app')", name="ck_logins_kind"),
        sa.UniqueConstraint("user_no", "kind", name="uq_logins_user_kind"),
    )
    op.create_table(
        "jobs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("done_at", sa.Date),
        sa.CheckConstraint("state IN ('open', 'done')", name="ck_jobs_state"),
        sa.CheckConstraint("state <> 'done' OR done_at IS NOT NULL", name="ck_jobs_done"),
    )
    op.create_table(
        "codes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String(10), nullable=False, unique=True),
        sa.Column("label", sa.String(10), nullable=False),
    )


def downgrade():
    op.drop_table("codes")
    op.drop_table("jobs")
    op.drop_table("logins")
