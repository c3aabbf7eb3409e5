revision = "a1"
down_revision = None


def upgrade():
    pass


def downgrade():
    raise NotImplementedError("Write the reverse of upgrade().")  # expect: MRT103 note
