revision = "b2"  # expect: MRT502 error
down_revision = "a1"


def upgrade():
    pass


def downgrade():
    pass
