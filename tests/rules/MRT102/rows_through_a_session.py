from alembic import op
from sqlalchemy.orm import Session

from shop.models import Order

revision = "a1"
down_revision = None


def upgrade():
    with Session(bind=op.get_bind()) as session:
        for order in session.query(Order).filter(Order.total < 0):
            session.delete(order)
        session.commit()


def downgrade():  # expect: MRT102 warning
    pass
