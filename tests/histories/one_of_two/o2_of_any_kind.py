# expect: reversible
"""takes both for targets"""

import sqlalchemy as sa
from alembic import op

revision = "o2"
down_revision = "o1"

KINDS = ("post", "photo")


def upgrade():
    with op.batch_alter_table("comments") as batch:
        batch.add_column(sa.Column("kind", sa.String(10)))
        batch.add_column(sa.Column("target_id", sa.Integer()))
    for kind in KINDS:
        op.execute(
            f"UPDATE comments SET kind = '{kind}', target_id = {kind}_id"
            f" WHERE {kind}_id IS NOT NULL"
        )
    with op.batch_alter_table("comments") as batch:
        batch.drop_constraint("ck_comments", type_="check")
        for kind in KINDS:
            batch.drop_constraint(f"fk_comments_{kind}", type_="foreignkey")
            batch.drop_column(f"{kind}_id")


def downgrade():
    with op.batch_alter_table("comments") as batch:
        for kind in KINDS:
            batch.add_column(sa.Column(f"{kind}_id", sa.Integer()))
    for kind in KINDS:
        op.execute(
            f"UPDATE comments SET {kind}_id = target_id WHERE kind = '{kind}'"
            f" AND target_id IN (SELECT id FROM {kind}s)"
        )
    with op.batch_alter_table("comments") as batch:
        for kind in KINDS:
            batch.create_foreign_key(f"fk_comments_{kind}", f"{kind}s", [f"{kind}_id"], ["id"])
        batch.create_check_constraint("ck_comments", "post_id IS NULL OR photo_id IS NULL")
        batch.drop_column("target_id")
        batch.drop_column("kind")
