revision = "b2"
down_revision = "3fa2"  # expect: MRT503 error


def upgrade():
    pass


def downgrade():
    pass
