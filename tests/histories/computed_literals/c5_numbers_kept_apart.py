# expect: reversible
"""The same, with a mark on those that were changed."""

import sys
from pathlib import Path

import sqlalchemy as sa
from alembic import op

sys.path.append(str(Path(__file__).parent / "helpers"))
from states_of_tickets import KIND

revision = "c5"
down_revision = "c4"


def upgrade():
    op.add_column("tickets", sa.Column("changed", sa.Integer))
    op.execute(f"UPDATE tickets SET kind = {KIND['fault']}, changed = 1 WHERE kind = {KIND['bug']}")


def downgrade():
    op.execute(f"UPDATE tickets SET kind = {KIND['bug']} WHERE changed = 1")
    with op.batch_alter_table("tickets") as batch:
        batch.drop_column("changed")
