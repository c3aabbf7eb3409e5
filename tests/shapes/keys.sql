-- Primary keys and foreign keys.

-- shape: not null foreign key
CREATE TABLE z (id serial PRIMARY KEY);
CREATE TABLE a (z_id int NOT NULL REFERENCES z);

-- shape: composite foreign key
CREATE TABLE p (a int, b text, PRIMARY KEY (a, b));
CREATE TABLE c (x text NOT NULL, y int NOT NULL, FOREIGN KEY (y, x) REFERENCES p);

-- shape: foreign key to a unique key
CREATE TABLE z (id serial PRIMARY KEY, code varchar(8) NOT NULL UNIQUE, a int NOT NULL, b int NOT NULL, UNIQUE (b, a));
CREATE TABLE a (code varchar(8) NOT NULL REFERENCES z (code), x int NOT NULL, y int NOT NULL, FOREIGN KEY (x, y) REFERENCES z (a, b));

-- shape: match full
CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE c (a int, b int, FOREIGN KEY (a, b) REFERENCES p MATCH FULL);

-- shape: chain of five
CREATE TABLE e1 (id uuid PRIMARY KEY);
CREATE TABLE d2 (id bigserial PRIMARY KEY, up uuid NOT NULL REFERENCES e1 ON DELETE CASCADE);
CREATE TABLE c3 (id varchar(12) PRIMARY KEY, up bigint NOT NULL UNIQUE REFERENCES d2 ON DELETE RESTRICT);
CREATE TABLE b4 (id date PRIMARY KEY, up varchar(12) NOT NULL REFERENCES c3 ON UPDATE CASCADE);
CREATE TABLE a5 (id smallint PRIMARY KEY, up date NOT NULL REFERENCES b4, extra uuid REFERENCES e1 ON DELETE SET NULL);

-- shape: tenants
CREATE TABLE tenant (id serial PRIMARY KEY);
CREATE TABLE usr (tenant_id int NOT NULL REFERENCES tenant, id int, PRIMARY KEY (tenant_id, id));
CREATE TABLE team (tenant_id int NOT NULL REFERENCES tenant, id int, PRIMARY KEY (tenant_id, id));
CREATE TABLE member (tenant_id int, usr_id int, team_id int, PRIMARY KEY (tenant_id, usr_id, team_id),
    FOREIGN KEY (tenant_id, usr_id) REFERENCES usr, FOREIGN KEY (tenant_id, team_id) REFERENCES team);

-- shape: association
CREATE TABLE a (id serial PRIMARY KEY);
CREATE TABLE b (id uuid PRIMARY KEY);
CREATE TABLE ab (a_id int REFERENCES a, b_id uuid REFERENCES b, PRIMARY KEY (a_id, b_id));

-- shape: friends
CREATE TABLE usr (id serial PRIMARY KEY);
CREATE TABLE friend (a int NOT NULL REFERENCES usr, b int NOT NULL REFERENCES usr, PRIMARY KEY (a, b), CHECK (a < b));

-- shape: one to one
CREATE TABLE a (id serial PRIMARY KEY);
CREATE TABLE b (id int PRIMARY KEY REFERENCES a, v text);

-- shape: joined identity
CREATE TABLE a (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE b (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY REFERENCES a);

-- shape: exclusive arc
CREATE TABLE a (id serial PRIMARY KEY);
CREATE TABLE b (id serial PRIMARY KEY);
CREATE TABLE c (a_id int REFERENCES a, b_id int REFERENCES b, CHECK ((a_id IS NULL) <> (b_id IS NULL)));

-- shape: subtypes by a discriminator
-- rows: 1
CREATE TABLE party (id serial, kind text NOT NULL CHECK (kind IN ('person', 'company')), PRIMARY KEY (id, kind));
CREATE TABLE person (id int NOT NULL, kind text NOT NULL DEFAULT 'person' CHECK (kind = 'person'), born date, PRIMARY KEY (id, kind), FOREIGN KEY (id, kind) REFERENCES party);
CREATE TABLE company (id int NOT NULL, kind text NOT NULL DEFAULT 'company' CHECK (kind = 'company'), vat text, PRIMARY KEY (id, kind), FOREIGN KEY (id, kind) REFERENCES party);

-- shape: self reference
CREATE TABLE t (id serial PRIMARY KEY, up int REFERENCES t);

-- shape: self reference not null
CREATE TABLE t (id serial PRIMARY KEY, up int NOT NULL REFERENCES t);

-- shape: self reference uuid
CREATE TABLE t (id uuid PRIMARY KEY, up uuid NOT NULL REFERENCES t);

-- shape: self reference unique
CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, previous int UNIQUE REFERENCES t);

-- shape: self reference composite
CREATE TABLE t (org int, id int, up int, PRIMARY KEY (org, id), FOREIGN KEY (org, up) REFERENCES t);

-- shape: self reference to another row
-- empty: t.up
CREATE TABLE t (id serial PRIMARY KEY, up int REFERENCES t, CHECK (up <> id));

-- shape: self reference by name
CREATE TABLE t (id serial PRIMARY KEY, name varchar(30) NOT NULL UNIQUE, manager varchar(30) REFERENCES t (name) ON UPDATE CASCADE);

-- shape: cycle nullable
CREATE TABLE a (id serial PRIMARY KEY, b_id int);
CREATE TABLE b (id serial PRIMARY KEY, a_id int NOT NULL REFERENCES a);
ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b;

-- shape: cycle deferrable
CREATE TABLE a (id serial PRIMARY KEY, b_id int NOT NULL);
CREATE TABLE b (id serial PRIMARY KEY, a_id int NOT NULL REFERENCES a);
ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b DEFERRABLE INITIALLY DEFERRED;

-- shape: cycle not null
CREATE TABLE a (id serial PRIMARY KEY, b_id int NOT NULL);
CREATE TABLE b (id serial PRIMARY KEY, a_id int NOT NULL REFERENCES a);
ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b;

-- shape: cycle of three
CREATE TABLE a (id uuid PRIMARY KEY, b_id uuid);
CREATE TABLE b (id uuid PRIMARY KEY, c_id uuid NOT NULL);
CREATE TABLE c (id uuid PRIMARY KEY, a_id uuid NOT NULL REFERENCES a);
ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b;
ALTER TABLE b ADD FOREIGN KEY (c_id) REFERENCES c;

-- shape: deferred foreign key
CREATE TABLE a (id serial PRIMARY KEY);
CREATE TABLE b (a_id int NOT NULL REFERENCES a DEFERRABLE INITIALLY DEFERRED);

-- shape: deferrable unique key
CREATE TABLE t (id serial PRIMARY KEY, place int NOT NULL UNIQUE DEFERRABLE INITIALLY DEFERRED);

-- shape: serial of all sizes
CREATE TABLE t (a smallserial, b serial, c bigserial PRIMARY KEY);

-- shape: identity
CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, b text);
CREATE TABLE u (a int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY);

-- shape: identity with a step
CREATE TABLE t (a bigint GENERATED ALWAYS AS IDENTITY (START WITH 1000 INCREMENT BY 10) PRIMARY KEY, b text NOT NULL);
CREATE TABLE u (a smallint GENERATED BY DEFAULT AS IDENTITY (MINVALUE -100 START WITH -100) PRIMARY KEY, t_a bigint NOT NULL REFERENCES t);

-- shape: sequence of its own
CREATE SEQUENCE numbers START 500;
CREATE TABLE t (id bigint PRIMARY KEY DEFAULT nextval('numbers'), v text NOT NULL);
CREATE TABLE u (id bigint PRIMARY KEY DEFAULT nextval('numbers'), t_id bigint NOT NULL REFERENCES t);

-- shape: uuid key
CREATE TABLE t (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), v text);

-- shape: uuid key without default
CREATE TABLE t (id uuid PRIMARY KEY, v text NOT NULL);
CREATE TABLE u (id uuid PRIMARY KEY, t_id uuid NOT NULL REFERENCES t);

-- shape: uuid key as text
CREATE TABLE t (id char(36) PRIMARY KEY, other_id varchar(36) NOT NULL REFERENCES t, short_id char(8) NOT NULL UNIQUE);

-- shape: key of a day and a code
CREATE TABLE t (day date NOT NULL, code char(2) NOT NULL, n int NOT NULL, PRIMARY KEY (day, code));

-- shape: key of every type
CREATE TABLE a (k timestamptz PRIMARY KEY);
CREATE TABLE b (k numeric(6,3) PRIMARY KEY);
CREATE TABLE c (k bytea PRIMARY KEY);
CREATE TABLE d (k inet PRIMARY KEY);
CREATE TABLE e (k text[] PRIMARY KEY);
CREATE TABLE f (k boolean, l smallint, m interval, n "char", PRIMARY KEY (k, l, m, n));
CREATE TABLE z (a timestamptz NOT NULL REFERENCES a, b numeric(6,3) NOT NULL REFERENCES b, c bytea NOT NULL REFERENCES c,
    d inet NOT NULL REFERENCES d, e text[] NOT NULL REFERENCES e);

-- shape: parent that cannot be filled
-- said: p: no values were found that satisfy CHECK (id > 5) and CHECK (id < 3)
-- said: t: its foreign key fk needs a row of p, which has none
CREATE TABLE p (id int PRIMARY KEY CHECK (id > 5 AND id < 3));
CREATE TABLE t (p_id int NOT NULL CONSTRAINT fk REFERENCES p);

-- shape: existing rows
CREATE TABLE t (id serial PRIMARY KEY, code text UNIQUE NOT NULL);
INSERT INTO t (id, code) VALUES (1, 'one'), (2, 'two');
CREATE TABLE c (t_id int NOT NULL UNIQUE REFERENCES t);

-- shape: existing rows without key
CREATE TABLE t (a int, b text);
INSERT INTO t VALUES (1, 'x'), (1, 'x');
