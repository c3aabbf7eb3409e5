revision = "b2"
down_revision = "3fa2b1c0d9e9"  # expect: MRT503 error


def upgrade():
    pass


def downgrade():
    pass
