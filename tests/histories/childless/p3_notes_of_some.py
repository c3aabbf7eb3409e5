# expect: reversible
"""a product without a note is one whose note was NULL"""

import sqlalchemy as sa
from alembic import op

revision = "p3"
down_revision = "p2"


def upgrade():
    op.create_table(
        "notes",
        sa.Column("product_id", sa.Integer(), sa.ForeignKey("products.id"), primary_key=True),
        sa.Column("note", sa.Text(), nullable=False),
    )
    op.execute("INSERT INTO notes SELECT id, note FROM products WHERE note IS NOT NULL")
    with op.batch_alter_table("products") as batch:
        batch.drop_column("note")


def downgrade():
    with op.batch_alter_table("products") as batch:
        batch.add_column(sa.Column("note", sa.Text()))
    op.execute(
        "UPDATE products SET note = (SELECT n.note FROM notes n WHERE n.product_id = products.id)"
    )
    op.drop_table("notes")
