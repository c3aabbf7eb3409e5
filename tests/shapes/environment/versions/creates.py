"""Create a shape"""

from pathlib import Path

from alembic import op
from sqlalchemy import text

revision = "creates"
down_revision = None

DROP_ALL = r"""
DO $$ DECLARE command text; BEGIN
    FOREACH command IN ARRAY ARRAY(
        SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace
        WHERE nspname NOT LIKE 'pg\_%' AND nspname NOT IN ('information_schema', 'public')
        UNION ALL SELECT format('DROP FOREIGN DATA WRAPPER %I CASCADE', fdwname)
        FROM pg_foreign_data_wrapper
        UNION ALL SELECT format('DROP TABLE IF EXISTS public.%I CASCADE', relname) FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
            AND relname <> 'alembic_version'
        UNION ALL SELECT format('DROP EXTENSION IF EXISTS %I CASCADE', extname) FROM pg_extension
        WHERE extname <> 'plpgsql'
        UNION ALL SELECT format('DROP SEQUENCE IF EXISTS public.%I CASCADE', relname) FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'
        UNION ALL SELECT format('DROP FUNCTION IF EXISTS %s CASCADE', p.oid::regprocedure)
        FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
            AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = p.oid AND deptype IN ('e', 'i'))
        UNION ALL SELECT format('DROP TYPE IF EXISTS public.%I CASCADE', typname)
        FROM pg_type t WHERE typnamespace = 'public'::regnamespace AND typelem = 0
            AND typtype IN ('b', 'c', 'd', 'e', 'r')
            AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = t.oid AND deptype = 'e')
            AND NOT EXISTS (SELECT 1 FROM pg_class WHERE oid = t.typrelid AND relkind <> 'c')
    ) LOOP EXECUTE command; END LOOP;
END $$
"""


def upgrade():
    shape = Path(__file__).parents[1] / "shape.sql"
    op.execute(text(shape.read_text("utf-8").replace(":", "\\:")))


def downgrade():
    op.execute(text(DROP_ALL.replace(":", "\\:")))
