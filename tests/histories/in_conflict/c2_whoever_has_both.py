# expect: downgrade fails once new rows exist
"""makes an old kind of a new one, which the user may have already"""

from alembic import op

revision = "c2"
down_revision = "c1"


def upgrade():
    with op.batch_alter_table("logins") as batch:
        batch.drop_constraint("ck_logins_kind", type_="check")
        batch.create_check_constraint("ck_logins_kind", "kind IN ('web', 'app', 'api')")


def downgrade():
    op.execute("UPDATE logins SET kind = 'web' WHERE kind = 'api'")
    with op.batch_alter_table("logins") as batch:
        batch.drop_constraint("ck_logins_kind", type_="check")
        batch.create_check_constraint("ck_logins_kind", "kind IN ('web', 'app')")
