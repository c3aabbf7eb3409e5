"""What a server writes in another way than the user did, which is no difference.

Each row is a name, what is there before, what an upgrade undoes and how the downgrade writes it.
"""

USERS = "CREATE TABLE users (id int PRIMARY KEY, name varchar(40), age int NOT NULL); "

REWRITES = (
    (
        "text of a view",
        USERS + "CREATE VIEW v AS SELECT id FROM users WHERE age > 1",
        "DROP VIEW v",
        "create view v as select users.id from public.users where (users.age>1)",
    ),
    (
        "text of a check",
        USERS + "ALTER TABLE users ADD CONSTRAINT c CHECK (name IN ('a', 'b'))",
        "ALTER TABLE users DROP CONSTRAINT c; DELETE FROM users WHERE name NOT IN ('a', 'b')",
        "ALTER TABLE users ADD CONSTRAINT c CHECK ((name)::text = ANY ((ARRAY['a'::varchar, "
        "'b'::varchar])::text[]))",
    ),
    (
        "casts of an index expression",
        USERS + "CREATE INDEX ix ON users (lower(name))",
        "DROP INDEX ix",
        "CREATE INDEX ix ON public.users USING btree (lower((name)::text))",
    ),
    (
        "cast of a predicate",
        USERS + "CREATE INDEX ix ON users (age) WHERE name = 'x'",
        "DROP INDEX ix",
        "CREATE INDEX ix ON users (age) WHERE ((name)::text = 'x'::text)",
    ),
    (
        "order of an index spelled out",
        USERS + "CREATE INDEX ix ON users (age)",
        "DROP INDEX ix",
        "CREATE INDEX ix ON users USING btree (age ASC NULLS LAST)",
    ),
    (
        "cast of a default",
        USERS + "ALTER TABLE users ALTER name SET DEFAULT 'x'",
        "ALTER TABLE users ALTER name DROP DEFAULT",
        "ALTER TABLE users ALTER name SET DEFAULT 'x'::character varying",
    ),
    (
        "names of types",
        "CREATE FUNCTION f(x int4) RETURNS bool LANGUAGE sql AS 'SELECT x > 1'",
        "DROP FUNCTION f(int4)",
        "CREATE FUNCTION f(x integer) RETURNS boolean AS 'SELECT x > 1' LANGUAGE sql VOLATILE",
    ),
    (
        "name that the server gives",
        USERS + "CREATE INDEX ON users (name); ALTER TABLE users ADD UNIQUE (age, id)",
        "DROP INDEX users_name_idx; ALTER TABLE users DROP CONSTRAINT users_age_id_key",
        "CREATE INDEX ON users (name); ALTER TABLE users ADD UNIQUE (age, id)",
    ),
    (
        "serial spelled out",
        "CREATE TABLE t (a serial)",
        "DROP TABLE t",
        "CREATE SEQUENCE t_a_seq AS integer; CREATE TABLE t (a integer NOT NULL DEFAULT "
        "nextval('t_a_seq')); ALTER SEQUENCE t_a_seq OWNED BY t.a",
    ),
    (
        "privileges that everybody has anyway",
        USERS,
        "GRANT SELECT ON users TO reader; REVOKE SELECT ON users FROM reader",
        "GRANT ALL ON users TO CURRENT_USER",
    ),
    (
        "options of a foreign key spelled out",
        USERS + "CREATE TABLE o (u int CONSTRAINT fk REFERENCES users)",
        "ALTER TABLE o DROP CONSTRAINT fk",
        "ALTER TABLE o ADD CONSTRAINT fk FOREIGN KEY (u) REFERENCES public.users (id) MATCH SIMPLE "
        "ON DELETE NO ACTION NOT DEFERRABLE INITIALLY IMMEDIATE",
    ),
    (
        "text of a policy",
        USERS + "CREATE POLICY p ON users USING (age > 1)",
        "DROP POLICY p ON users",
        "CREATE POLICY p ON users AS PERMISSIVE FOR ALL TO PUBLIC USING ((users.age > 1))",
    ),
)
