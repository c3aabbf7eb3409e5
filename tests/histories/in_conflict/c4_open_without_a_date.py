# expect: reversible
"""makes of gone open, which needs none"""

from alembic import op

revision = "c4"
down_revision = "c3"


def upgrade():
    with op.batch_alter_table("jobs") as batch:
        batch.drop_constraint("ck_jobs_state", type_="check")
        batch.create_check_constraint("ck_jobs_state", "state IN ('open', 'done', 'void', 'gone')")


def downgrade():
    op.execute("UPDATE jobs SET state = 'open' WHERE state = 'gone'")
    with op.batch_alter_table("jobs") as batch:
        batch.drop_constraint("ck_jobs_state", type_="check")
        batch.create_check_constraint("ck_jobs_state", "state IN ('open', 'done', 'void')")
