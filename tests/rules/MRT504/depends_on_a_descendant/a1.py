revision = "a1"
down_revision = None
depends_on = "b2"  # expect: MRT504 error


def upgrade():
    pass


def downgrade():
    pass
