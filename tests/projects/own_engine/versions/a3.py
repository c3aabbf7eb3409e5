# expect: data lost
import sqlalchemy as sa
from alembic import op
from alembic import context

revision = "a3"
down_revision = "a2"


def upgrade():
    engine = sa.engine_from_config(context.config.get_section("alembic"))
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE product SET x = name"))


def downgrade():
    pass
