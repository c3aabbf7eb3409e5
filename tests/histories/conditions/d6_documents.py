# A CHECK is kept where the key is absent; a WHERE is not met.
# expect: data lost
from alembic import op

revision = "d6"
down_revision = "d5"


def upgrade():
    kind = "data ->> 'kind'"
    if op.get_bind().dialect.name == "sqlite":
        kind = "json_extract(data, '$.kind')"
    op.execute(f"DELETE FROM plans WHERE {kind} = '3' AND packed IS NULL")


def downgrade():
    pass
