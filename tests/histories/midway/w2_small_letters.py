# expect: reversible
"""raises in the midst of the rows that another connection reads, and leaves it open"""

import sqlalchemy as sa
from alembic import op

revision = "w2"
down_revision = "w1"


def upgrade():
    other = op.get_bind().engine.connect()
    for (word,) in other.execute(sa.text("SELECT word FROM words")):
        if word != word.lower():
            error = ValueError(word)
            raise error from error
    other.close()
    op.add_column("words", sa.Column("size", sa.Integer()))


def downgrade():
    op.drop_column("words", "size")
