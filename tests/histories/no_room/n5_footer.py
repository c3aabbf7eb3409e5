# expect: reversible
"""settings have a footer, and levels a name of their own"""

from alembic import op

revision = "n5"
down_revision = "n4"


def upgrade():
    op.execute("ALTER TABLE settings ADD COLUMN footer varchar(40) DEFAULT 'none' NOT NULL")
    op.execute("ALTER TABLE settings ADD COLUMN header varchar(40) DEFAULT 'none' NOT NULL")
    op.execute("ALTER TABLE limits ADD COLUMN name varchar(40)")
    op.execute("ALTER TABLE limits ADD COLUMN alias varchar(40)")
    op.create_index("one_name", "limits", ["name"], unique=True)
    op.create_index("one_alias", "limits", ["alias"], unique=True)


def downgrade():
    op.drop_index("one_alias", table_name="limits")
    op.drop_index("one_name", table_name="limits")
    op.execute("ALTER TABLE limits DROP COLUMN alias")
    op.execute("ALTER TABLE limits DROP COLUMN name")
    op.execute("ALTER TABLE settings DROP COLUMN header")
    op.execute("ALTER TABLE settings DROP COLUMN footer")
