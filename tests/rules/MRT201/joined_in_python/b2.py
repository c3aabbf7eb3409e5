import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_table(
        "tags",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(80), nullable=False),
    )
    conn = op.get_bind()
    for row in conn.execute(sa.text("SELECT id, tags FROM people WHERE tags IS NOT NULL")):
        for tag in sorted(row.tags.split(",")):
            conn.execute(sa.text("INSERT INTO tags VALUES (:i, :t)"), {"i": row.id, "t": tag})
    op.drop_column("people", "tags")  # expect: MRT201 warning


def downgrade():
    op.add_column("people", sa.Column("tags", sa.String(80)))
    conn = op.get_bind()
    found = {}
    for person, tag in conn.execute(sa.text("SELECT person_id, tag FROM tags ORDER BY tag")):
        found.setdefault(person, []).append(tag)
    for person, tags in found.items():
        conn.execute(
            sa.text("UPDATE people SET tags = :t WHERE id = :i"), {"t": ",".join(tags), "i": person}
        )
    op.drop_table("tags")
