# expect: reversible
# expect sqlite: upgrade fails
import sqlalchemy as sa
from alembic import op

HELD = []
revision = "a15"
down_revision = "a1"


def upgrade():
    engine = sa.create_engine(op.get_bind().engine.url)
    HELD.append(engine.connect())
    HELD[-1].execute(sa.text("INSERT INTO product (id, name) VALUES (77777, 'x')"))


def downgrade():
    op.execute("SELECT 1")
