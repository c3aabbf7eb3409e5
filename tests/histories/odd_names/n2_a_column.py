# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "n2"
down_revision = "n1"


def upgrade():
    op.add_column("order", sa.Column('50% "off"', sa.Text))


def downgrade():
    op.drop_column("order", '50% "off"')
