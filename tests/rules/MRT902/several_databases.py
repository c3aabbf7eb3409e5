from alembic import op

revision = "a1"
down_revision = None


def upgrade(engine_name):
    globals()["upgrade_%s" % engine_name]()  # expect: MRT902 note


def downgrade(engine_name):
    globals()["downgrade_%s" % engine_name]()


def upgrade_shop():
    op.execute("CREATE TABLE t (a int)")


def downgrade_shop():
    op.execute("DROP TABLE t")
