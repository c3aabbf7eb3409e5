-- What needs an extension: seeded where the server has it, and named where it has not.

-- shape: hstore
-- needs: hstore
CREATE EXTENSION hstore;
CREATE TABLE t (id serial PRIMARY KEY, h hstore NOT NULL, i hstore[] NOT NULL, CHECK (h ? 'a' OR h <> ''));

-- shape: citext
-- needs: citext
CREATE EXTENSION citext;
CREATE TABLE t (id serial PRIMARY KEY, mail citext NOT NULL UNIQUE CHECK (mail ~ '^[^@]+@[^@]+$'), name citext NOT NULL UNIQUE, aka citext[] NOT NULL);

-- shape: citext in a schema of its own
-- needs: citext
CREATE SCHEMA ext;
CREATE EXTENSION citext SCHEMA ext;
CREATE TABLE t (id serial PRIMARY KEY, mail ext.citext NOT NULL UNIQUE);

-- shape: ltree
-- needs: ltree
CREATE EXTENSION ltree;
CREATE TABLE t (path ltree PRIMARY KEY, up ltree REFERENCES t, filter lquery NOT NULL, words ltxtquery, paths ltree[] NOT NULL, CHECK (nlevel(path) >= 1));
CREATE INDEX ON t USING gist (path);

-- shape: trigrams
-- needs: pg_trgm
CREATE EXTENSION pg_trgm;
CREATE TABLE t (id serial PRIMARY KEY, name text NOT NULL, body varchar(500) NOT NULL);
CREATE INDEX ON t USING gin (name gin_trgm_ops);
CREATE INDEX ON t USING gist (body gist_trgm_ops);

-- shape: vector
-- needs: vector
CREATE EXTENSION vector;
CREATE TABLE t (id serial PRIMARY KEY, a vector(3) NOT NULL, b vector, c vector(1536) NOT NULL, d vector(3)[]);
CREATE INDEX ON t USING hnsw (a vector_l2_ops);

-- shape: half and sparse vectors
-- needs: vector
CREATE EXTENSION vector;
CREATE TABLE t (id serial PRIMARY KEY, a halfvec(4) NOT NULL, b sparsevec(5) NOT NULL);

-- shape: cube and seg
-- needs: cube
CREATE EXTENSION cube;
CREATE TABLE t (id serial PRIMARY KEY, a cube NOT NULL UNIQUE);

-- shape: isbn
-- needs: isn
CREATE EXTENSION isn;
CREATE TABLE t (id serial PRIMARY KEY, a isbn13 NOT NULL UNIQUE, b ean13 NOT NULL, c issn, d isbn NOT NULL);

-- shape: uuid functions
-- needs: uuid-ossp
CREATE EXTENSION "uuid-ossp";
CREATE TABLE t (id uuid PRIMARY KEY DEFAULT uuid_generate_v4(), v text NOT NULL);

-- shape: crypto functions
-- needs: pgcrypto
CREATE EXTENSION pgcrypto;
CREATE TABLE t (id serial PRIMARY KEY, digest bytea NOT NULL CHECK (length(digest) = 20), hash text NOT NULL CHECK (hash LIKE '$2a$%' AND length(hash) = 60));
