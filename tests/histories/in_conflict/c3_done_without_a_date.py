# expect: downgrade fails once new rows exist
"""makes of void done, which needs a date"""

from alembic import op

revision = "c3"
down_revision = "c2"


def upgrade():
    with op.batch_alter_table("jobs") as batch:
        batch.drop_constraint("ck_jobs_state", type_="check")
        batch.create_check_constraint("ck_jobs_state", "state IN ('open', 'done', 'void')")


def downgrade():
    op.execute("UPDATE jobs SET state = 'done' WHERE state = 'void'")
    with op.batch_alter_table("jobs") as batch:
        batch.drop_constraint("ck_jobs_state", type_="check")
        batch.create_check_constraint("ck_jobs_state", "state IN ('open', 'done')")
