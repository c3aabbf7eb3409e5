revision = "c3"
down_revision = None  # expect: MRT501 error


def upgrade():
    pass


def downgrade():
    pass
