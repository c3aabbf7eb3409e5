PREFIX = "2024_"
revision: str = f"{PREFIX}a1"
down_revision: "str | None" = None
branch_labels = depends_on = None


def upgrade():
    pass


def downgrade():
    pass
