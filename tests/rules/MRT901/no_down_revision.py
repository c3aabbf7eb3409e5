revision = "a1"  # expect: MRT901 error


def upgrade():
    pass


def downgrade():
    pass
