import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("way", sa.String(20), nullable=False, server_default="none"))
    op.execute("UPDATE users SET way = 'local' WHERE hash IS NOT NULL")
    with op.batch_alter_table("users") as batch:
        batch.drop_constraint("hash_with_salt", type_="check")
        batch.create_check_constraint("known_way", "way IN ('none', 'local')")
        batch.create_check_constraint(
            "way_and_hash", "way != 'local' OR hash IS NOT NULL"
        )
        batch.create_check_constraint(
            "no_way", "way != 'none' OR (hash IS NULL AND salt IS NULL)"
        )


def downgrade():
    with op.batch_alter_table("users") as batch:
        batch.drop_constraint("no_way", type_="check")
        batch.drop_constraint("way_and_hash", type_="check")
        batch.drop_constraint("known_way", type_="check")
        batch.create_check_constraint(  # expect: MRT111 warning
            "hash_with_salt", "(hash IS NULL) = (salt IS NULL)"
        )
        batch.drop_column("way")
