# dialect: postgresql
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("ALTER TABLE hits DETACH PARTITION hits_rest")
    op.execute("CREATE TABLE hits_us PARTITION OF hits FOR VALUES IN ('us')")
    op.execute("INSERT INTO hits SELECT id, region FROM hits_rest WHERE region = 'us'")
    op.execute("DELETE FROM hits_rest WHERE region = 'us'")  # expect: MRT203 warning
    op.execute("ALTER TABLE hits ATTACH PARTITION hits_rest DEFAULT")


def downgrade():
    op.execute("DROP TABLE hits_us")
