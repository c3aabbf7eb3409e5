# expect: declared irreversible
"""declared"""

from alembic import op

revision = "r16"
down_revision = "r15"
irreversible = "pets are not kept"


def upgrade():
    op.drop_column("users", "pet")


def downgrade():
    pass
