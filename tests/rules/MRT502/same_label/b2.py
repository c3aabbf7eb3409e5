revision = "b2"
down_revision = "a1"
branch_labels = ("core",)  # expect: MRT502 error


def upgrade():
    pass


def downgrade():
    pass
