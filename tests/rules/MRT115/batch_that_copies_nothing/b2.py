import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.batch_alter_table("users", recreate="never") as batch:
        batch.alter_column("a", existing_type=sa.Integer(), nullable=False)  # expect: MRT115 error


def downgrade():
    with op.batch_alter_table("users", recreate="never") as batch:
        batch.alter_column("a", existing_type=sa.Integer(), nullable=True)  # expect: MRT115 error
