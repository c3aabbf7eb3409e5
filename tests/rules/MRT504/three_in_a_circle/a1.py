revision = "a1"
down_revision = "c3"  # expect: MRT504 error


def upgrade():
    pass


def downgrade():
    pass
