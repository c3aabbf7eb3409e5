# no round trip: it puts values into the document that check does not follow
import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("profiles", sa.Column("colour", sa.Text()))
    op.execute("UPDATE profiles SET colour = prefs ->> 'colour'")
    op.execute("UPDATE profiles SET prefs = prefs - 'colour'")  # expect: MRT204 note


def downgrade():
    op.execute(
        "UPDATE profiles SET prefs = jsonb_set(prefs, '{colour}', to_jsonb(colour)) "
        "WHERE colour IS NOT NULL"
    )
    op.drop_column("profiles", "colour")
