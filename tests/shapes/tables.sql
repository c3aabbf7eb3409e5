-- Tables as such: their names, their schemas, what is switched on for them and what stands beside them.

-- shape: unlogged
CREATE UNLOGGED TABLE t (a int);

-- shape: no primary key
CREATE TABLE t (a text, b int);

-- shape: only a key
CREATE TABLE t (id serial PRIMARY KEY);

-- shape: only a uuid
CREATE TABLE t (id uuid PRIMARY KEY DEFAULT gen_random_uuid());

-- shape: only defaults
CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY, at timestamptz NOT NULL DEFAULT now(), n int NOT NULL DEFAULT 7);

-- shape: only generated columns beside the key
CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, b int GENERATED ALWAYS AS (7) STORED);

-- shape: no column
-- rows: 1
CREATE TABLE t ();

-- shape: a hundred columns
CREATE TABLE t (
    c0 text, c1 text, c2 text, c3 text, c4 text, c5 text, c6 text, c7 text, c8 text, c9 text,
    c10 text, c11 text, c12 text, c13 text, c14 text, c15 text, c16 text, c17 text, c18 text, c19 text,
    c20 text, c21 text, c22 text, c23 text, c24 text, c25 text, c26 text, c27 text, c28 text, c29 text,
    c30 text, c31 text, c32 text, c33 text, c34 text, c35 text, c36 text, c37 text, c38 text, c39 text,
    c40 text, c41 text, c42 text, c43 text, c44 text, c45 text, c46 text, c47 text, c48 text, c49 text,
    c50 text, c51 text, c52 text, c53 text, c54 text, c55 text, c56 text, c57 text, c58 text, c59 text,
    c60 text, c61 text, c62 text, c63 text, c64 text, c65 text, c66 text, c67 text, c68 text, c69 text,
    c70 text, c71 text, c72 text, c73 text, c74 text, c75 text, c76 text, c77 text, c78 text, c79 text,
    c80 text, c81 text, c82 text, c83 text, c84 text, c85 text, c86 text, c87 text, c88 text, c89 text,
    c90 text, c91 text, c92 text, c93 text, c94 text, c95 text, c96 text, c97 text, c98 text, c99 text);

-- shape: a hundred columns not null
CREATE TABLE t (id serial PRIMARY KEY, 
    c0 text NOT NULL, c1 text NOT NULL, c2 text NOT NULL, c3 text NOT NULL, c4 text NOT NULL, c5 text NOT NULL, c6 text NOT NULL, c7 text NOT NULL, c8 text NOT NULL, c9 text NOT NULL,
    c10 text NOT NULL, c11 text NOT NULL, c12 text NOT NULL, c13 text NOT NULL, c14 text NOT NULL, c15 text NOT NULL, c16 text NOT NULL, c17 text NOT NULL, c18 text NOT NULL, c19 text NOT NULL,
    c20 text NOT NULL, c21 text NOT NULL, c22 text NOT NULL, c23 text NOT NULL, c24 text NOT NULL, c25 text NOT NULL, c26 text NOT NULL, c27 text NOT NULL, c28 text NOT NULL, c29 text NOT NULL,
    c30 text NOT NULL, c31 text NOT NULL, c32 text NOT NULL, c33 text NOT NULL, c34 text NOT NULL, c35 text NOT NULL, c36 text NOT NULL, c37 text NOT NULL, c38 text NOT NULL, c39 text NOT NULL,
    c40 text NOT NULL, c41 text NOT NULL, c42 text NOT NULL, c43 text NOT NULL, c44 text NOT NULL, c45 text NOT NULL, c46 text NOT NULL, c47 text NOT NULL, c48 text NOT NULL, c49 text NOT NULL,
    c50 text NOT NULL, c51 text NOT NULL, c52 text NOT NULL, c53 text NOT NULL, c54 text NOT NULL, c55 text NOT NULL, c56 text NOT NULL, c57 text NOT NULL, c58 text NOT NULL, c59 text NOT NULL,
    c60 text NOT NULL, c61 text NOT NULL, c62 text NOT NULL, c63 text NOT NULL, c64 text NOT NULL, c65 text NOT NULL, c66 text NOT NULL, c67 text NOT NULL, c68 text NOT NULL, c69 text NOT NULL,
    c70 text NOT NULL, c71 text NOT NULL, c72 text NOT NULL, c73 text NOT NULL, c74 text NOT NULL, c75 text NOT NULL, c76 text NOT NULL, c77 text NOT NULL, c78 text NOT NULL, c79 text NOT NULL,
    c80 text NOT NULL, c81 text NOT NULL, c82 text NOT NULL, c83 text NOT NULL, c84 text NOT NULL, c85 text NOT NULL, c86 text NOT NULL, c87 text NOT NULL, c88 text NOT NULL, c89 text NOT NULL,
    c90 text NOT NULL, c91 text NOT NULL, c92 text NOT NULL, c93 text NOT NULL, c94 text NOT NULL, c95 text NOT NULL, c96 text NOT NULL, c97 text NOT NULL, c98 text NOT NULL, c99 text NOT NULL, UNIQUE (c1, c2, c3), CHECK (c4 <> c5));

-- shape: odd names
CREATE TABLE "a b%s:c""d" ("100%" int PRIMARY KEY, "select" text NOT NULL,
    "x:y" int NOT NULL CHECK ("x:y" > 5), "Ä'?" text, UNIQUE ("select", "Ä'?"));

-- shape: reserved words
CREATE TABLE "user" ("order" serial PRIMARY KEY, "table" text NOT NULL, "from" date NOT NULL, "to" date NOT NULL, CHECK ("from" < "to"));
CREATE TABLE "order" ("user" int NOT NULL REFERENCES "user", "check" text NOT NULL CHECK ("check" IN ('in', 'and', 'or')), "end" int, "case" int, CHECK ("end" > "case"));

-- shape: capitals
CREATE TABLE "Users" ("Id" serial PRIMARY KEY, "id" int NOT NULL, "ID" int NOT NULL, CHECK ("ID" > "id"), "eMail" varchar(50) NOT NULL UNIQUE);
CREATE TABLE users ("Id" int NOT NULL REFERENCES "Users" ("Id"));

-- shape: names that hold percent signs and colons
CREATE TABLE "%(a)s" ("%s" int PRIMARY KEY, ":b" text NOT NULL CHECK (":b" LIKE ':%'), "%%" int NOT NULL CHECK ("%%" % 10 = 0), "{c}" text, "$1" text NOT NULL, "?" int, "a.b" int NOT NULL, "c""d'e" text NOT NULL UNIQUE, "back\slash" text NOT NULL);
CREATE TABLE "a.b" ("%s" int NOT NULL REFERENCES "%(a)s");

-- shape: long names
CREATE TABLE ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt (ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc int PRIMARY KEY, ddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd int NOT NULL CHECK (ddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd > 10));

-- shape: letters of other scripts
CREATE TABLE "таблица" ("ключ" serial PRIMARY KEY, "名前" text NOT NULL, "straße" text NOT NULL UNIQUE CHECK ("straße" LIKE 'Ü%'), "emoji 🎉" int NOT NULL);

-- shape: other schema
CREATE SCHEMA s;
CREATE TABLE s.p (id serial PRIMARY KEY);
CREATE TABLE p (id serial PRIMARY KEY, p_id int NOT NULL REFERENCES s.p);

-- shape: schemas that refer to each other
CREATE SCHEMA "Sales %";
CREATE SCHEMA hr;
CREATE TYPE hr.grade AS ENUM ('a', 'b');
CREATE TABLE "Sales %"."Order" (id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, boss int);
CREATE TABLE hr.person (id uuid PRIMARY KEY, grade hr.grade NOT NULL, "order" int NOT NULL UNIQUE REFERENCES "Sales %"."Order");
ALTER TABLE "Sales %"."Order" ADD who uuid REFERENCES hr.person;

-- shape: forced row security
CREATE TABLE t (id serial PRIMARY KEY, tenant text NOT NULL, v int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
ALTER TABLE t FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON t USING (tenant = current_setting('app.tenant', true)) WITH CHECK (tenant = current_setting('app.tenant', true));

-- shape: changing trigger
CREATE TABLE t (id serial PRIMARY KEY, v text);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.id := NEW.id + 1000; RETURN NEW; END';
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
CREATE TABLE c (t_id int NOT NULL REFERENCES t);

-- shape: trigger that stamps and folds
CREATE TABLE t (id serial PRIMARY KEY, mail text NOT NULL UNIQUE, updated_at timestamptz);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.mail := lower(NEW.mail); NEW.updated_at := now(); RETURN NEW; END';
CREATE TRIGGER g BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();

-- shape: auditing trigger
CREATE TABLE audit (at timestamptz, what text);
CREATE TABLE t (id serial PRIMARY KEY);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO audit VALUES (now(), TG_OP); RETURN NULL; END';
CREATE TRIGGER g AFTER INSERT OR DELETE ON t FOR EACH ROW EXECUTE FUNCTION f();

-- shape: trigger that rejects some rows
CREATE TABLE t (id serial PRIMARY KEY, v text);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.v IS NULL OR NEW.v = '''' THEN RAISE EXCEPTION ''v is needed''; END IF; RETURN NEW; END';
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();

-- shape: trigger that rejects every row
-- said: t: closed for t
CREATE TABLE t (a int);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''closed for %'', TG_TABLE_NAME; END';
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();

-- shape: trigger that swallows every row
-- said: t: the server took rows and kept none
CREATE TABLE t (a int);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();

-- shape: trigger that waits for the commit
CREATE TABLE t (id serial PRIMARY KEY, n int NOT NULL);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM count(*) FROM t; RETURN NULL; END';
CREATE CONSTRAINT TRIGGER g AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION f();

-- shape: view beside
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
CREATE MATERIALIZED VIEW m AS SELECT count(*) AS n FROM t;

-- shape: view that can be written
CREATE TABLE t (id serial PRIMARY KEY, v text NOT NULL);
CREATE VIEW w AS SELECT v FROM t;
CREATE RULE r AS ON INSERT TO w DO INSTEAD INSERT INTO t (v) VALUES (NEW.v);

-- shape: foreign table beside
-- said: f: it is a foreign table, whose rows live elsewhere
CREATE TABLE t (a int);
CREATE FOREIGN DATA WRAPPER nothing;
CREATE SERVER nowhere FOREIGN DATA WRAPPER nothing;
CREATE FOREIGN TABLE f (a text) SERVER nowhere;

-- shape: storage options
CREATE TABLE t (id serial PRIMARY KEY, v text NOT NULL, w bytea) WITH (fillfactor = 50, autovacuum_enabled = false);
ALTER TABLE t ALTER v SET STORAGE EXTERNAL, ALTER v SET STATISTICS 500;
ALTER TABLE t REPLICA IDENTITY FULL;
CREATE STATISTICS st (dependencies) ON id, v FROM t;

-- shape: dropped columns
CREATE TABLE t (a int, id serial PRIMARY KEY, b text, c int NOT NULL CHECK (c > 10), d int NOT NULL);
ALTER TABLE t DROP a, DROP b, ADD e text NOT NULL, DROP d, ADD d date NOT NULL UNIQUE;
