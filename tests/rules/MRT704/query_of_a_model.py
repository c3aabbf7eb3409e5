from alembic import op
from shop.models import User
from sqlalchemy import orm

revision = "a1"
down_revision = None


def upgrade():
    session = orm.Session(bind=op.get_bind())
    for user in session.query(User):  # expect: MRT704 warning
        user.name = user.name.strip()
    session.commit()


def downgrade():
    pass
