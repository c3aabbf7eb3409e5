-- Unique keys, unique indexes, exclusion constraints, generated columns.

-- shape: unique boolean
-- rows: 2
-- used up: t
CREATE TABLE t (b boolean NOT NULL UNIQUE);

-- shape: unique boolean or null
CREATE TABLE t (b boolean UNIQUE);

-- shape: unique char
CREATE TABLE t (c char(1) NOT NULL UNIQUE);

-- shape: unique smallint
CREATE TABLE t (c smallint NOT NULL UNIQUE);

-- shape: unique label
-- rows: 3
-- used up: t
CREATE TYPE size AS ENUM ('s', 'm', 'l');
CREATE TABLE t (s size NOT NULL UNIQUE);

-- shape: unique pair
CREATE TABLE t (a boolean NOT NULL, b char(1) NOT NULL, UNIQUE (a, b));

-- shape: several unique keys
CREATE TABLE t (id uuid PRIMARY KEY, a varchar(3) NOT NULL UNIQUE, b int NOT NULL, c date NOT NULL, UNIQUE (b, c), UNIQUE (c, a), d inet UNIQUE);

-- shape: unique long text
CREATE TABLE t (a text NOT NULL UNIQUE, b varchar(2000) NOT NULL UNIQUE, c bytea NOT NULL UNIQUE);

-- shape: partial unique index
CREATE TABLE t (a int NOT NULL, gone timestamptz);
CREATE UNIQUE INDEX ON t (a) WHERE gone IS NULL;

-- shape: partial unique index on a flag
CREATE TABLE p (id serial PRIMARY KEY);
CREATE TABLE t (id serial PRIMARY KEY, p_id int NOT NULL REFERENCES p, is_default boolean NOT NULL DEFAULT false);
CREATE UNIQUE INDEX ON t (p_id) WHERE is_default;

-- shape: expression unique index
CREATE TABLE t (a text NOT NULL, b text);
CREATE UNIQUE INDEX ON t (lower(a), coalesce(b, ''));

-- shape: unique index on a day
CREATE TABLE t (id serial PRIMARY KEY, at timestamp NOT NULL, who int NOT NULL);
CREATE UNIQUE INDEX ON t ((at::date), who);

-- shape: unique index that includes
CREATE TABLE t (a int NOT NULL, b text, c json);
CREATE UNIQUE INDEX ON t (a DESC NULLS LAST) INCLUDE (b);

-- shape: nulls not distinct
CREATE TABLE t (a int, b int, UNIQUE NULLS NOT DISTINCT (a, b));

-- shape: nulls not distinct index
CREATE TABLE t (id serial PRIMARY KEY, a text, b boolean);
CREATE UNIQUE INDEX ON t (a, b) NULLS NOT DISTINCT;

-- shape: exclusion
CREATE TABLE t (during tstzrange NOT NULL, EXCLUDE USING gist (during WITH &&));

-- shape: exclusion of all range types
CREATE TABLE t (a int4range NOT NULL, b daterange NOT NULL, c numrange NOT NULL, EXCLUDE USING gist (a WITH &&), EXCLUDE USING gist (b WITH &&), EXCLUDE USING gist (c WITH -|-));

-- shape: exclusion by a range of columns
-- used up: t
-- unproven: no new row could be written into table t: conflicting key value violates exclusion constraint
CREATE TABLE t (id serial PRIMARY KEY, starts timestamptz NOT NULL, ends timestamptz NOT NULL, CHECK (starts < ends),
    EXCLUDE USING gist (tstzrange(starts, ends) WITH &&));

-- shape: exclusion with a condition
CREATE TABLE t (id serial PRIMARY KEY, during daterange NOT NULL, cancelled boolean NOT NULL, EXCLUDE USING gist (during WITH &&) WHERE (NOT cancelled));

-- shape: exclusion by room
-- needs: btree_gist
CREATE EXTENSION btree_gist;
CREATE TABLE room (id serial PRIMARY KEY);
CREATE TABLE booking (id serial PRIMARY KEY, room_id int NOT NULL REFERENCES room, during tstzrange NOT NULL CHECK (NOT isempty(during)),
    EXCLUDE USING gist (room_id WITH =, during WITH &&));

-- shape: exclusion of circles
CREATE TABLE t (c circle NOT NULL, EXCLUDE USING gist (c WITH &&));

-- shape: generated column
CREATE TABLE t (a int NOT NULL, b int GENERATED ALWAYS AS (a % 100) STORED, CHECK (b > 3));

-- shape: generated from json
CREATE TABLE t (j jsonb NOT NULL, k text NOT NULL UNIQUE GENERATED ALWAYS AS (j ->> 'id') STORED CHECK (k ~ '^[0-9a-f]{8}$'));

-- shape: generated from several
CREATE TABLE t (id serial PRIMARY KEY, first text NOT NULL, last text NOT NULL,
    full_name text GENERATED ALWAYS AS (first || ' ' || last) STORED UNIQUE,
    words tsvector GENERATED ALWAYS AS (to_tsvector('english', first || ' ' || last)) STORED,
    cents bigint NOT NULL CHECK (cents >= 0), price numeric(12,2) GENERATED ALWAYS AS (cents / 100.0) STORED);
CREATE INDEX ON t USING gin (words);
