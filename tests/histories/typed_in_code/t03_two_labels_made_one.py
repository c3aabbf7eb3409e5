# expect: data lost
"""The way back cannot know which users were locked."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import DeclarativeBase, Session

revision = "t03"
down_revision = "t02"


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id = sa.Column(sa.Integer, primary_key=True)
    status = sa.Column(sa.Enum("active", "gone", "locked", native_enum=False))


def upgrade():
    session = Session(op.get_bind())
    for user in session.query(User):
        if user.status != "active":
            user.status = "gone"
    session.commit()


def downgrade():
    session = Session(op.get_bind())
    for user in session.query(User):
        if user.status == "gone":
            user.status = "locked"
    session.commit()
