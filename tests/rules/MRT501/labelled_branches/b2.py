revision = "b2"
down_revision = None
branch_labels = ("plugin",)
depends_on = "core"


def upgrade():
    pass


def downgrade():
    pass
