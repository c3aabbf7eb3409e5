# expect: data lost
"""gives a key to a table without one, and keeps each pair once"""

from alembic import op

revision = "t2"
down_revision = "t1"

COLUMNS = "user_no INTEGER NOT NULL, group_no INTEGER NOT NULL"


def copy(constraint, rows):
    op.execute(f"CREATE TABLE copied ({COLUMNS}{constraint})")
    op.execute(f"INSERT INTO copied SELECT {rows} FROM user_groups")
    op.drop_table("user_groups")
    op.rename_table("copied", "user_groups")


def upgrade():
    copy(", CONSTRAINT pk_groups PRIMARY KEY (user_no, group_no)", "DISTINCT user_no, group_no")


def downgrade():
    copy("", "user_no, group_no")
