# dialect: postgresql
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute(
        "CREATE TABLE hits (id integer, region text, PRIMARY KEY (id, region)) "
        "PARTITION BY LIST (region)"
    )
    op.execute("CREATE TABLE hits_rest PARTITION OF hits DEFAULT")


def downgrade():
    op.drop_table("hits")
