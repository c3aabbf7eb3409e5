revision = "3fa2b1c0d9e8"
down_revision = None


def upgrade():
    pass


def downgrade():
    pass
