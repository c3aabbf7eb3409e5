import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "b2"
down_revision = "a1"

Base = declarative_base()
DEFAULTS = {"size": "20", "format": "iso"}


class Setting(Base):
    __tablename__ = "settings"

    id = sa.Column(sa.Integer, primary_key=True)
    key = sa.Column(sa.String(40))
    value = sa.Column(sa.String(40))


def upgrade():
    session = Session(op.get_bind())
    session.add_all([Setting(key=key, value=value) for key, value in DEFAULTS.items()])
    session.commit()


def downgrade():
    session = Session(op.get_bind())
    taken = session.query(Setting).filter(Setting.value.in_(list(DEFAULTS.values())))
    taken.delete(synchronize_session=False)  # expect: MRT207 warning
    session.commit()
