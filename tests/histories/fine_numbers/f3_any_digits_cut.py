# expect: data lost
"""leaves six digits of any number"""

import sqlalchemy as sa
from alembic import op

revision = "f3"
down_revision = "f2"


def upgrade():
    op.add_column("measures", sa.Column("six", sa.Integer()))


def downgrade():
    op.execute("UPDATE measures SET exact = round(exact, 6)")
    op.drop_column("measures", "six")
