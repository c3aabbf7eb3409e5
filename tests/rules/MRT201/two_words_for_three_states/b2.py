import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("members", sa.Column("consent", sa.String(3)))
    op.execute("UPDATE members SET consent = CASE WHEN newsletter THEN 'yes' ELSE 'no' END")
    op.drop_column("members", "newsletter")  # expect: MRT201 warning


def downgrade():
    op.add_column("members", sa.Column("newsletter", sa.Boolean()))
    op.execute("UPDATE members SET newsletter = (consent = 'yes')")
    op.drop_column("members", "consent")
