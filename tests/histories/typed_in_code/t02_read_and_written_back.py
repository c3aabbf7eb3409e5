# expect: reversible
"""Every row is read through the types, and a column of its own is filled."""

import json

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import DeclarativeBase, Session

revision = "t02"
down_revision = "t01"


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id = sa.Column(sa.Integer, primary_key=True)
    status = sa.Column(sa.Enum("active", "gone", "locked", native_enum=False))
    settings = sa.Column(sa.Text)
    size = sa.Column(sa.Integer)


def upgrade():
    op.add_column("users", sa.Column("size", sa.Integer))
    session = Session(op.get_bind())
    for user in session.query(User):
        user.size = len(json.loads(user.settings or "{}")) + len(user.status)
    session.commit()


def downgrade():
    session = Session(op.get_bind())
    for user in session.query(User):
        assert user.status in {"active", "gone", "locked"}
    session.close()
    with op.batch_alter_table("users") as batch:
        batch.drop_column("size")
