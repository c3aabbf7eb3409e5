revision = "c3"  # expect: MRT101 error
down_revision = ("a1", "b2")


def upgrade():
    pass
