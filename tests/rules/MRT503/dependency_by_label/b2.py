revision = "b2"
down_revision = "a1"
depends_on = ("core",)


def upgrade():
    pass


def downgrade():
    pass
