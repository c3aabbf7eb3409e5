revision = "b2"
down_revision = "a1"
depends_on = ("core",)  # expect: MRT503 error


def upgrade():
    pass


def downgrade():
    pass
