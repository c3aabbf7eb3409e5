revision = "e5"
down_revision = "a1"  # expect: MRT501 error


def upgrade():
    pass


def downgrade():
    pass
