from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_constraint("ck_devices_token", "devices", type_="check")
    op.execute("ALTER TABLE devices ALTER COLUMN token TYPE UUID USING token::uuid")  # expect: MRT204 warning


def downgrade():
    op.execute("ALTER TABLE devices ALTER COLUMN token TYPE VARCHAR(36) USING token::text")
    op.create_check_constraint("ck_devices_token", "devices", "token::uuid IS NOT NULL")
