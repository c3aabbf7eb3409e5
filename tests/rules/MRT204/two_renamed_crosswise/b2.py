from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE spots RENAME COLUMN lat TO y")  # expect: MRT204 error
    op.alter_column("spots", "lon", new_column_name="x")  # expect: MRT204 error


def downgrade():
    op.alter_column("spots", "x", new_column_name="lat")
    op.alter_column("spots", "y", new_column_name="lon")
