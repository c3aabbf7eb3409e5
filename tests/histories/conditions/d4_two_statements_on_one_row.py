# The CHECK refuses whoever has no address and is not of the directory.
# expect: data lost
import sqlalchemy as sa
from alembic import op

revision = "d4"
down_revision = "d3"
DIRECTORY = "way = 'directory' OR mail IS NOT NULL"


def upgrade():
    with op.batch_alter_table("accounts") as batch:
        batch.alter_column("mail", existing_type=sa.String(80), nullable=True)
    op.execute("UPDATE accounts SET way = 'directory' WHERE way = 'ldap'")
    op.execute("UPDATE accounts SET mail = NULL WHERE mail LIKE 'nobody@%'")
    with op.batch_alter_table("accounts") as batch:
        batch.create_check_constraint("ck_directory", DIRECTORY)


def downgrade():
    with op.batch_alter_table("accounts") as batch:
        batch.drop_constraint("ck_directory", type_="check")
    op.execute("UPDATE accounts SET mail = 'nobody@' WHERE mail IS NULL")
    op.execute("UPDATE accounts SET way = 'ldap' WHERE way = 'directory'")
    with op.batch_alter_table("accounts") as batch:
        batch.alter_column("mail", existing_type=sa.String(80), nullable=False)
