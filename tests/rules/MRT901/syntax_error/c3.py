revision = "c3"
down_revision = "b2"


def upgrade():
    pass


def downgrade():
    pass
