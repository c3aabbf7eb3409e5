import uuid

revision = uuid.uuid4().hex  # expect: MRT901 error
down_revision = None


def upgrade():
    pass


def downgrade():
    pass
