# expect: data lost
"""Tickets that were of the second kind all along come back as of the first."""

import sys
from pathlib import Path

from alembic import op

sys.path.append(str(Path(__file__).parent / "helpers"))
from states_of_tickets import KIND

revision = "c4"
down_revision = "c3"


def upgrade():
    op.execute(f"UPDATE tickets SET kind = {KIND['fault']} WHERE kind = {KIND['bug']}")


def downgrade():
    op.execute(f"UPDATE tickets SET kind = {KIND['bug']} WHERE kind = {KIND['fault']}")
