revision = "b2"
down_revision = "b2"  # expect: MRT504 error


def upgrade():
    pass


def downgrade():
    pass
