# expect: data lost
"""writes line ends otherwise"""

from alembic import op

revision = "s3"
down_revision = "s2"


def upgrade():
    name = "char" if op.get_bind().dialect.name == "sqlite" else "chr"
    op.execute(f"UPDATE notes SET title = replace(title, {name}(13) || {name}(10), {name}(10))")


def downgrade():
    pass
