from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("UPDATE links SET url = replace(url, 'http://', 'https://')")  # expect: MRT204 warning


def downgrade():
    op.execute("UPDATE links SET url = replace(url, 'https://', 'http://')")
