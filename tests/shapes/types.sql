-- Every base type, alone and in arrays, composite types, enums and domains.

-- shape: numbers
CREATE TABLE t (a smallint, b int, c bigint, d numeric, e numeric(5,2), f numeric(2,2), g real, h double precision, i money, j numeric(40,20), k numeric(3,0));

-- shape: numbers not null
CREATE TABLE t (a smallint NOT NULL, b numeric(1,0) NOT NULL UNIQUE, c numeric(5,-2) NOT NULL, d real NOT NULL UNIQUE, e double precision NOT NULL UNIQUE, f money NOT NULL UNIQUE, g numeric NOT NULL UNIQUE, h numeric(3,5) NOT NULL);

-- shape: times
CREATE TABLE t (a date, b time, c timetz, d timestamp, e timestamptz, f interval, g timestamp(0), h interval year to month, i time(3));

-- shape: times not null
CREATE TABLE t (a date NOT NULL UNIQUE, b time NOT NULL UNIQUE, c timetz NOT NULL UNIQUE, d timestamp(3) NOT NULL UNIQUE, e timestamptz(0) NOT NULL UNIQUE, f interval NOT NULL UNIQUE, g interval hour to minute NOT NULL, h interval(0) NOT NULL);

-- shape: networks
CREATE TABLE t (a inet NOT NULL UNIQUE, b cidr NOT NULL UNIQUE, c macaddr NOT NULL UNIQUE, d macaddr8 NOT NULL UNIQUE);

-- shape: bits and bytes
CREATE TABLE t (a bit, b bit(5) NOT NULL, c varbit NOT NULL UNIQUE, d bit varying(3), e bytea NOT NULL UNIQUE, f bit(64) NOT NULL UNIQUE);

-- shape: texts
CREATE TABLE t (a text, b varchar, c varchar(1), d char(3), e name, f "char", g varchar(300) UNIQUE, h bpchar);

-- shape: texts with a collation
CREATE TABLE t (a text COLLATE "C" NOT NULL UNIQUE, b varchar(20) COLLATE "POSIX" NOT NULL UNIQUE, c char(4) NOT NULL UNIQUE, CHECK (a < 'zz'));

-- shape: ranges
CREATE TABLE t (a int4range, b int8range, c numrange, d daterange, e tsrange, f tstzrange);

-- shape: ranges not null
CREATE TABLE t (a int4range NOT NULL UNIQUE CHECK (NOT isempty(a)), b daterange NOT NULL CHECK (lower(b) IS NOT NULL AND upper(b) IS NOT NULL),
    c tstzrange NOT NULL CHECK (upper_inf(c)), d numrange NOT NULL CHECK (d <@ '[0,100]'::numrange), e int8range NOT NULL CHECK (lower(e) >= 1000));

-- shape: multiranges
CREATE TABLE t (a int4multirange NOT NULL, b int8multirange, c nummultirange NOT NULL, d datemultirange NOT NULL, e tsmultirange, f tstzmultirange NOT NULL);

-- shape: range type of its own
CREATE TYPE fr AS RANGE (subtype = float8);
CREATE TYPE tr AS RANGE (subtype = time);
CREATE TABLE t (a fr NOT NULL, b tr NOT NULL, c fr[] NOT NULL);

-- shape: geometry
CREATE TABLE t (a point NOT NULL, b line NOT NULL, c lseg NOT NULL, d box NOT NULL, e path NOT NULL, f polygon NOT NULL, g circle NOT NULL);
CREATE INDEX ON t USING gist (a);
CREATE INDEX ON t USING gist (f);

-- shape: searching
CREATE TABLE t (a tsvector NOT NULL, b tsquery NOT NULL, c text NOT NULL);
CREATE INDEX ON t USING gin (a);
CREATE INDEX ON t USING gin (to_tsvector('english', c));

-- shape: xml
-- needs: unsupported XML feature
CREATE TABLE t (id serial PRIMARY KEY, x xml NOT NULL, y xml[], z text NOT NULL CHECK (xml_is_well_formed_document(z)));

-- shape: xml document
-- needs: unsupported XML feature
CREATE TABLE t (id serial PRIMARY KEY, x xml NOT NULL CHECK (x IS DOCUMENT));

-- shape: system types
CREATE TABLE t (a oid, b regclass, c regtype, d pg_lsn, e xid, f tid, g regproc, h txid_snapshot, i regnamespace, j regconfig);

-- shape: system types not null
CREATE TABLE t (a oid NOT NULL UNIQUE, b regclass NOT NULL, c regtype NOT NULL, d pg_lsn NOT NULL UNIQUE, e regrole NOT NULL, f regoperator NOT NULL, g xid8 NOT NULL, h regprocedure NOT NULL, i cid NOT NULL, j regdictionary NOT NULL, k regoper NOT NULL, l oidvector NOT NULL, m int2vector NOT NULL);

-- shape: arrays
CREATE TABLE t (a int[], b text[] NOT NULL, c varchar(3)[], d jsonb[], e uuid[], f numeric(5,2)[], g bytea[], h timestamptz[],
    i text[][] NOT NULL, j inet[], k boolean[], l interval[], m char(2)[], n int4range[]);

-- shape: arrays of every base type
CREATE TABLE t (a smallint[] NOT NULL, b bigint[] NOT NULL, c real[] NOT NULL, d double precision[] NOT NULL, e money[] NOT NULL, f date[] NOT NULL,
    g time[] NOT NULL, h timetz[] NOT NULL, i timestamp[] NOT NULL, j cidr[] NOT NULL, k macaddr[] NOT NULL, l bit(3)[] NOT NULL, m varbit[] NOT NULL,
    n point[] NOT NULL, o box[] NOT NULL, p polygon[] NOT NULL, q tsvector[] NOT NULL, r oid[] NOT NULL, s regclass[] NOT NULL, t json[] NOT NULL,
    u name[] NOT NULL, v "char"[] NOT NULL, w tstzrange[] NOT NULL, x int4multirange[] NOT NULL, y circle[] NOT NULL, z pg_lsn[] NOT NULL);

-- shape: arrays of two dimensions
CREATE TABLE t (id serial PRIMARY KEY, a int[][] NOT NULL CHECK (array_ndims(a) = 2), b text[3][3] NOT NULL CHECK (cardinality(b) = 9 AND array_length(b, 2) = 3), c int[] UNIQUE);

-- shape: array index
CREATE TABLE t (id serial PRIMARY KEY, tags text[] NOT NULL DEFAULT '{}', ids uuid[] NOT NULL UNIQUE);
CREATE INDEX ON t USING gin (tags);

-- shape: composite type
CREATE TYPE c AS (a int, b text, d date);
CREATE TABLE t (v c NOT NULL, w c[]);

-- shape: composite type of composites
CREATE TYPE money_of AS (amount numeric(10,2), currency char(3));
CREATE TYPE line AS (name varchar(20), price money_of, tags text[]);
CREATE TABLE t (id serial PRIMARY KEY, v line NOT NULL, w money_of NOT NULL CHECK ((w).amount > 0 AND (w).currency IN ('EUR', 'USD')), x public.line[] NOT NULL);

-- shape: enum
CREATE TYPE mood AS ENUM ('sad', 'o k', 'it''s');
CREATE TABLE t (m mood NOT NULL);

-- shape: enum with a check
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TABLE t (m mood NOT NULL CHECK (m <> 'ok'), n mood CHECK (n IN ('ok', 'happy')), o mood NOT NULL CHECK (o >= 'ok'));

-- shape: enum named like a type
CREATE TYPE "date" AS ENUM ('x', 'y');
CREATE TYPE "text" AS ENUM ('p', 'q');
CREATE TYPE "Integer" AS ENUM ('i', 'j');
CREATE TYPE "json" AS ENUM ('k', 'l');
CREATE TABLE t (m public."date" NOT NULL, n public."text" NOT NULL, o "Integer" NOT NULL, p public."json"[] NOT NULL, q public."date"[] NOT NULL);

-- shape: enum with an odd name
CREATE TYPE "my type[]" AS ENUM ('a', 'b');
CREATE TYPE "select (1)" AS ENUM ('c', 'd');
CREATE TYPE "a.b" AS ENUM ('e', 'f');
CREATE TABLE t (a "my type[]" NOT NULL, b "select (1)" NOT NULL, c "a.b" NOT NULL, d "my type[]"[], e "a.b"[] NOT NULL);

-- shape: enum array
CREATE TYPE e AS ENUM ('a', 'b');
CREATE TABLE t (m e[] NOT NULL, n e[] CHECK (n @> ARRAY['b'::e]));

-- shape: enum in a schema
CREATE SCHEMA "My";
CREATE TYPE "My"."E" AS ENUM ('a', 'b');
CREATE TABLE "My".t (m "My"."E" NOT NULL, n "My"."E"[]);

-- shape: enum of one label
CREATE TYPE one AS ENUM ('only');
CREATE TABLE t (id serial PRIMARY KEY, m one NOT NULL);

-- shape: domain
CREATE DOMAIN d AS text CHECK (VALUE ~ '^[0-9]{5}$');
CREATE TABLE t (v d NOT NULL);

-- shape: domain over domain
CREATE DOMAIN d AS int CHECK (VALUE > 0);
CREATE DOMAIN e AS d NOT NULL CHECK (VALUE < 9);
CREATE TABLE t (v e, w d);

-- shape: domain with a check of the table
CREATE DOMAIN percent AS numeric(5,2) CHECK (VALUE BETWEEN 0 AND 100);
CREATE TABLE t (low percent NOT NULL, high percent NOT NULL, CHECK (low < high), CHECK (high > 50));

-- shape: domain as a key
CREATE DOMAIN code AS varchar(4) CHECK (VALUE = upper(VALUE) AND length(VALUE) = 4);
CREATE TABLE p (c code PRIMARY KEY);
CREATE TABLE t (c code NOT NULL REFERENCES p, d code UNIQUE);

-- shape: domain in arrays
CREATE DOMAIN mail AS text CHECK (VALUE LIKE '%_@_%');
CREATE DOMAIN mails AS text[] CHECK (cardinality(VALUE) >= 1);
CREATE TABLE t (a mail[] NOT NULL, b mails NOT NULL);

-- shape: domain over other types
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE DOMAIN good AS mood CHECK (VALUE <> 'sad');
CREATE DOMAIN settings AS jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(VALUE) = 'object');
CREATE DOMAIN yes AS boolean CHECK (VALUE);
CREATE DOMAIN day AS date CHECK (VALUE > '2000-01-01' AND VALUE < '2100-01-01');
CREATE TYPE pair AS (a good, b day);
CREATE TABLE t (a good NOT NULL, b settings, c yes NOT NULL, d day NOT NULL, e pair NOT NULL);

-- shape: unknown type
-- said: t: no value is known for the type odd of column "a"
CREATE TYPE odd;
CREATE FUNCTION odd_in(cstring) RETURNS odd IMMUTABLE STRICT LANGUAGE internal AS 'int4in';
CREATE FUNCTION odd_out(odd) RETURNS cstring IMMUTABLE STRICT LANGUAGE internal AS 'int4out';
CREATE TYPE odd (INPUT = odd_in, OUTPUT = odd_out, LIKE = int4);
CREATE TABLE t (a odd NOT NULL);
