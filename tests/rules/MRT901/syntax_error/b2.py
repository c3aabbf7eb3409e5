revision = "b2"
down_revision = "a1"


def upgrade()  # expect: MRT901 error
    pass
