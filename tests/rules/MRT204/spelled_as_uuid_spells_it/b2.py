# no round trip: no text is found that the CHECK takes
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_constraint("ck_devices_token", "devices", type_="check")
    op.execute("ALTER TABLE devices ALTER COLUMN token TYPE UUID USING token::uuid")


def downgrade():
    op.execute("ALTER TABLE devices ALTER COLUMN token TYPE VARCHAR(36) USING token::text")
    op.create_check_constraint("ck_devices_token", "devices", "token = token::uuid::text")
