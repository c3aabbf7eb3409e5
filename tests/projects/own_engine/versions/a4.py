# expect: reversible
import sqlalchemy as sa
from alembic import op

revision = "a4"
down_revision = "a3"


def upgrade():
    engine = sa.create_engine(op.get_bind().engine.url)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE own (id INTEGER PRIMARY KEY)"))


def downgrade():
    with op.get_bind().engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE own"))
