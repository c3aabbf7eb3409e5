-- CHECK constraints: what a single row must obey.

-- shape: check range
CREATE TABLE t (id serial PRIMARY KEY, n int CHECK (n >= 18 AND n < 120));

-- shape: check between fractions
CREATE TABLE t (n numeric(5,2) NOT NULL CHECK (n BETWEEN 0.5 AND 0.75));

-- shape: check between in one direction only
CREATE TABLE t (id serial PRIMARY KEY, n bigint NOT NULL CHECK (n > 3000000000), m int CHECK (m < -7));

-- shape: check percentage
CREATE TABLE t (id serial PRIMARY KEY, share numeric(5,2) NOT NULL CHECK (share >= 0 AND share <= 100),
    rate double precision NOT NULL CHECK (rate > 0 AND rate < 1), score real CHECK (score BETWEEN -1 AND 1));

-- shape: check divisible
CREATE TABLE t (id serial PRIMARY KEY, n int NOT NULL CHECK (n % 15 = 0), m int NOT NULL CHECK (mod(m, 2) = 1));

-- shape: check not a value
CREATE TABLE t (id serial PRIMARY KEY, n int NOT NULL CHECK (n <> 0), s text NOT NULL CHECK (s NOT IN ('', 'none', 'null')));

-- shape: check not in a range
CREATE TABLE t (id serial PRIMARY KEY, n int NOT NULL CHECK (n NOT BETWEEN 0 AND 1000));

-- shape: check in
CREATE TABLE t (s varchar(9) NOT NULL CHECK (s IN ('open', 'shut')));

-- shape: check in numbers
CREATE TABLE t (id serial PRIMARY KEY, n smallint NOT NULL CHECK (n IN (-1, 0, 1)));

-- shape: check any
CREATE TABLE t (s text CHECK (s = ANY (ARRAY['a', 'b'])) NOT NULL);

-- shape: check any of varying
CREATE TABLE t (s varchar(20) NOT NULL CHECK (s::text = ANY (ARRAY['a b'::varchar, 'c''d'::varchar, 'E%'::varchar]::text[])));

-- shape: check length
CREATE TABLE t (c text NOT NULL UNIQUE CHECK (char_length(c) = 3));

-- shape: check minimal length
CREATE TABLE t (c text NOT NULL CHECK (length(trim(c)) > 12));

-- shape: check length range
CREATE TABLE t (c varchar(200) NOT NULL UNIQUE CHECK (length(c) BETWEEN 100 AND 110), d text CHECK (octet_length(d) <= 4));

-- shape: check like
CREATE TABLE t (c text NOT NULL CHECK (c LIKE 'ab\_%x'));

-- shape: check not like
CREATE TABLE t (c text NOT NULL UNIQUE CHECK (c NOT LIKE '% %' AND c NOT ILIKE '%a%'));

-- shape: check ilike
CREATE TABLE t (c text NOT NULL UNIQUE CHECK (c ILIKE 'HTTPS://%.example/%'));

-- shape: check similar to
CREATE TABLE t (c text NOT NULL UNIQUE CHECK (c SIMILAR TO '(AB|CD)-[0-9]{3}_%'));

-- shape: check regular expression
CREATE TABLE t (c text NOT NULL UNIQUE CHECK (c ~ '^[A-Z]{3}-[0-9]{4}(a|b)?$'));

-- shape: check mail
CREATE TABLE t (c text NOT NULL UNIQUE CHECK (c ~* '^[^@]+@[^@ ]+\.[a-z]{2,}$'));

-- shape: check mail with plus
CREATE TABLE t (c varchar(254) NOT NULL UNIQUE
    CHECK (c ~* '^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+[.][A-Za-z]{2,}$' AND position(' ' in c) = 0));

-- shape: check telephone
CREATE TABLE t (c varchar(16) NOT NULL UNIQUE CHECK (c ~ '^\+[1-9]\d{6,14}$'));

-- shape: check slug
CREATE TABLE t (c varchar(60) NOT NULL UNIQUE CHECK (c ~ '^[a-z0-9]+(?:-[a-z0-9]+)*$' AND length(c) >= 3));

-- shape: check no match
CREATE TABLE t (c text NOT NULL UNIQUE CHECK (c !~ '[^a-z]'), d text NOT NULL CHECK (d !~* '^x'));

-- shape: check hexadecimal digest
CREATE TABLE t (c char(64) NOT NULL UNIQUE CHECK (c ~ '^[a-f0-9]{64}$'), d bytea NOT NULL CHECK (octet_length(d) = 32));

-- shape: check semantic version
CREATE TABLE t (c text NOT NULL CHECK (c ~ '^v?\d+\.\d+\.\d+(-(alpha|beta|rc)\.\d+)?$'));

-- shape: check look-ahead
CREATE TABLE t (c text NOT NULL UNIQUE CHECK (c ~ '^(?=.*[0-9])(?=.*[A-Z])[A-Za-z0-9]{8,12}$'));

-- shape: check by what a function leaves
-- said: t: no values were found that satisfy CHECK (regexp_replace(c, '[0-9]'::text, ''::text, 'g'::text) = '--'::text)
CREATE TABLE t (c text NOT NULL CHECK (regexp_replace(c, '[0-9]', '', 'g') = '--' AND length(c) = 12));

-- shape: check upper and lower
CREATE TABLE t (c text NOT NULL CHECK (c = lower(c)), d varchar(3) NOT NULL CHECK (upper(d) = d AND length(d) = 3));

-- shape: check trimmed
CREATE TABLE t (c text NOT NULL UNIQUE CHECK (btrim(c) = c AND c <> '' AND strpos(c, '/') = 0));

-- shape: check prefix
CREATE TABLE t (c text NOT NULL UNIQUE CHECK (left(c, 4) = 'sk-_'), d text CHECK (starts_with(d, 'arn:aws:')));

-- shape: check columns
CREATE TABLE t (a int NOT NULL, b int NOT NULL, CHECK (a < b));

-- shape: check three columns
CREATE TABLE t (low int NOT NULL, mid int NOT NULL, high int NOT NULL,
    CHECK (low <= mid), CHECK (mid <= high), CHECK (high - low >= 10));

-- shape: check sum of columns
CREATE TABLE t (net numeric(10,2) NOT NULL, tax numeric(10,2) NOT NULL, gross numeric(10,2) NOT NULL,
    CHECK (gross = net + tax), CHECK (net > 0 AND tax >= 0));

-- shape: check product of columns
CREATE TABLE t (amount int NOT NULL CHECK (amount > 0), price numeric(8,2) NOT NULL CHECK (price > 0),
    total numeric(12,2) NOT NULL, CHECK (total = amount * price));

-- shape: check different columns
CREATE TABLE t (a text NOT NULL, b text NOT NULL, CHECK (a <> b), CHECK (a IS DISTINCT FROM b));

-- shape: check ordered names
CREATE TABLE t (a uuid NOT NULL, b uuid NOT NULL, PRIMARY KEY (a, b), CHECK (a < b));

-- shape: check dates
CREATE TABLE t (a date NOT NULL, b date NOT NULL, CHECK (b >= a));

-- shape: check stamps
CREATE TABLE t (a timestamptz NOT NULL, b timestamptz, CHECK (b > a));

-- shape: check length of a stay
CREATE TABLE t (arrives date NOT NULL, leaves date NOT NULL, CHECK (leaves - arrives BETWEEN 1 AND 30));

-- shape: check length of a session
CREATE TABLE t (began timestamptz NOT NULL, ended timestamptz, CHECK (ended IS NULL OR (ended > began AND ended - began < interval '1 day')));

-- shape: check dates of this century
CREATE TABLE t (born date NOT NULL CHECK (born >= '1900-01-01'::date AND born <= '1999-12-31'::date),
    joined timestamp NOT NULL CHECK (joined > '2010-01-01 00:00:00'));

-- shape: check past
CREATE TABLE t (id serial PRIMARY KEY, born date NOT NULL CHECK (born <= CURRENT_DATE), seen timestamptz NOT NULL CHECK (seen <= now()));

-- shape: check future
CREATE TABLE t (id serial PRIMARY KEY, due timestamptz NOT NULL CHECK (due > now()), day date NOT NULL CHECK (day > CURRENT_DATE + 7));

-- shape: check extract
CREATE TABLE t (id serial PRIMARY KEY, month date NOT NULL CHECK (extract(day FROM month) = 1),
    week date NOT NULL CHECK (extract(isodow FROM week) = 1));

-- shape: check truncated stamp
CREATE TABLE t (id serial PRIMARY KEY, bucket timestamptz NOT NULL UNIQUE CHECK (date_trunc('hour', bucket) = bucket));

-- shape: check opening hours
CREATE TABLE t (opens time NOT NULL CHECK (opens >= '06:00'), closes time NOT NULL CHECK (closes <= '22:00'), CHECK (opens < closes));

-- shape: check interval
CREATE TABLE t (id serial PRIMARY KEY, every interval NOT NULL CHECK (every BETWEEN interval '5 minutes' AND interval '1 hour'));

-- shape: check one of
CREATE TABLE t (a int, b int, c int, CHECK (num_nonnulls(a, b, c) = 1));

-- shape: check at least one of
CREATE TABLE t (id serial PRIMARY KEY, mail text, tel text, fax text, CHECK (num_nonnulls(mail, tel, fax) >= 1), CHECK (num_nulls(mail, tel) <= 1));

-- shape: check coalesce
CREATE TABLE t (id serial PRIMARY KEY, a text, b int, CHECK (coalesce(a, b::text) IS NOT NULL));

-- shape: check either
CREATE TABLE t (a int, b text, CHECK ((a IS NULL) <> (b IS NULL)));

-- shape: check both or none
CREATE TABLE t (id serial PRIMARY KEY, lat double precision, lon double precision,
    CHECK ((lat IS NULL) = (lon IS NULL)), CHECK (lat BETWEEN -90 AND 90), CHECK (lon BETWEEN -180 AND 180));

-- shape: check kind
CREATE TABLE t (kind text NOT NULL, mail text, tel text, CHECK (
    (kind = 'mail' AND mail IS NOT NULL AND tel IS NULL)
    OR (kind = 'tel' AND tel IS NOT NULL AND mail IS NULL)));

-- shape: check case
CREATE TABLE t (kind text NOT NULL CHECK (kind IN ('free', 'paid')), price int,
    CHECK (CASE WHEN kind = 'paid' THEN price > 0 ELSE price IS NULL END));

-- shape: check implication
CREATE TABLE t (id serial PRIMARY KEY, done boolean NOT NULL, done_at timestamptz,
    CHECK (NOT done OR done_at IS NOT NULL), CHECK (done_at IS NULL OR done));

-- shape: check booleans
CREATE TABLE t (id serial PRIMARY KEY, a boolean NOT NULL, b boolean NOT NULL, c boolean NOT NULL, CHECK (a::int + b::int + c::int = 1));

-- shape: check several
CREATE TABLE t (low int NOT NULL CHECK (low > 0), high int NOT NULL CHECK (high <= 9), CHECK (low < high), CHECK (high - low <= 3));

-- shape: check singleton
-- rows: 1
-- used up: t
CREATE TABLE t (id int PRIMARY KEY CHECK (id = 1), v text);

-- shape: check boolean singleton
-- rows: 1
-- used up: t
CREATE TABLE t (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), v text NOT NULL);

-- shape: check on an immutable function
CREATE FUNCTION is_even(int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 % 2 = 0';
CREATE TABLE t (id serial PRIMARY KEY, n int NOT NULL CHECK (is_even(n)));

-- shape: check currency and language
CREATE TABLE t (id serial PRIMARY KEY, currency char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    language varchar(5) NOT NULL CHECK (language ~ '^[a-z]{2}(-[A-Z]{2})?$'), country char(2) NOT NULL CHECK (country = upper(country)));

-- shape: check colour and address
CREATE TABLE t (id serial PRIMARY KEY, colour text NOT NULL CHECK (colour ~* '^#([0-9a-f]{3}|[0-9a-f]{6})$'),
    site text NOT NULL CHECK (site ~ '^https?://[^\s/]+(/.*)?$'), host inet NOT NULL CHECK (family(host) = 4));

-- shape: check digits as text
CREATE TABLE t (id serial PRIMARY KEY, zip text NOT NULL CHECK (zip SIMILAR TO '[0-9]{5}(-[0-9]{4})?'), tin varchar(11) NOT NULL UNIQUE CHECK (tin ~ '^\d{3}-\d{2}-\d{4}$' AND tin NOT LIKE '000-%'));

-- shape: check array length
CREATE TABLE t (a int[] NOT NULL CHECK (cardinality(a) >= 1));

-- shape: check array contents
CREATE TABLE t (id serial PRIMARY KEY, tags text[] NOT NULL CHECK (tags <@ ARRAY['red', 'green', 'blue']),
    sizes int[] NOT NULL CHECK (array_length(sizes, 1) BETWEEN 1 AND 3), roles text[] NOT NULL CHECK ('admin' = ANY (roles)),
    ids int[] CHECK (array_position(ids, NULL) IS NULL), marks int[] NOT NULL CHECK (0 < ALL (marks)));

-- shape: check array of one size
CREATE TABLE t (id serial PRIMARY KEY, embedding real[] NOT NULL CHECK (array_length(embedding, 1) = 8), box double precision[] CHECK (cardinality(box) = 4));

-- shape: check numeric scale
CREATE TABLE t (id serial PRIMARY KEY, price numeric NOT NULL CHECK (price = round(price, 2) AND price > 0 AND price < 1000000));

-- shape: check not valid
CREATE TABLE t (id serial PRIMARY KEY, n int NOT NULL);
ALTER TABLE t ADD CONSTRAINT positive CHECK (n > 1000) NOT VALID;

-- shape: check with long names
CREATE TABLE t (id serial PRIMARY KEY, "Valid From" date NOT NULL, "Valid Until (incl.)" date,
    CONSTRAINT "a name: 100% ""quoted""" CHECK ("Valid Until (incl.)" > "Valid From"));

-- shape: check xor of flags
CREATE TABLE t (id serial PRIMARY KEY, deleted boolean NOT NULL DEFAULT false, deleted_at timestamptz, deleted_by text,
    CHECK (deleted = (deleted_at IS NOT NULL)), CHECK ((deleted_at IS NULL) = (deleted_by IS NULL)));

-- shape: check state machine
CREATE TABLE t (id serial PRIMARY KEY, state text NOT NULL CHECK (state IN ('queued', 'running', 'failed', 'done')),
    started_at timestamptz, ended_at timestamptz, error text,
    CHECK (state <> 'queued' OR started_at IS NULL), CHECK (state = 'queued' OR started_at IS NOT NULL),
    CHECK ((state IN ('failed', 'done')) = (ended_at IS NOT NULL)), CHECK (ended_at >= started_at),
    CHECK ((state = 'failed') = (error IS NOT NULL)), CHECK (error IS NULL OR length(error) > 0));

-- shape: check impossible
-- said: t: no values were found that satisfy CHECK (a > 5) and CHECK (a < 3)
CREATE TABLE t (a int NOT NULL CHECK (a > 5 AND a < 3));

-- shape: check that nobody can guess
-- said: t: no values were found that satisfy CHECK (f(a))
CREATE FUNCTION f(text) RETURNS boolean IMMUTABLE LANGUAGE sql AS
    'SELECT md5($1) = ''d41d8cd98f00b204e9800998ecf8427f'' AND $1 <> '''' ';
CREATE TABLE t (a text NOT NULL CHECK (f(a)));
