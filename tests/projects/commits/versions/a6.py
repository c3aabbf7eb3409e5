# expect: data lost
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session

revision = "a6"
down_revision = "a5"


def upgrade():
    with Session(op.get_bind()) as session:
        session.execute(sa.text("UPDATE product SET x = name"))
        session.commit()


def downgrade():
    pass
