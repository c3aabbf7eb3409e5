# expect: data lost
"""A case of its own, where every row is touched and few are changed."""

import sys
from pathlib import Path

from alembic import op

sys.path.append(str(Path(__file__).parent / "helpers"))
from states_of_tickets import CLASS

revision = "c7"
down_revision = "c6"


def upgrade():
    op.execute(f"UPDATE tickets SET title = CASE title WHEN '{CLASS}' THEN NULL ELSE title END")


def downgrade():
    pass
