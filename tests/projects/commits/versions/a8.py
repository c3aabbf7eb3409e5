# expect: reversible
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session

revision = "a8"
down_revision = "a7"


def upgrade():
    session = Session(bind=op.get_bind())
    op.add_column("product", sa.Column("s", sa.String(20)))
    session.execute(sa.text("UPDATE product SET s = name"))
    session.commit()
    session.close()


def downgrade():
    op.drop_column("product", "s")
