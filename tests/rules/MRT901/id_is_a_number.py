revision = 17  # expect: MRT901 error
down_revision = None


def upgrade():
    pass


def downgrade():
    pass
