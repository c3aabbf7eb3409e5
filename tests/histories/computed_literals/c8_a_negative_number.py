# expect: data lost
from alembic import op

revision = "c8"
down_revision = "c7"


def upgrade():
    op.execute("UPDATE tickets SET kind = CASE WHEN kind = -7 THEN 0 ELSE kind END")


def downgrade():
    pass
