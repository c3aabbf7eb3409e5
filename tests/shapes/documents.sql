-- json and jsonb: any document, and documents that a CHECK describes.

-- shape: json and jsonb
CREATE TABLE t (id serial PRIMARY KEY, a json NOT NULL, b jsonb NOT NULL DEFAULT '{}', c jsonb DEFAULT '[]'::jsonb, d jsonpath);

-- shape: json key and value
CREATE TABLE t (j jsonb NOT NULL CHECK (j ? 'kind' AND j ->> 'kind' <> ''));

-- shape: json array
CREATE TABLE t (j jsonb NOT NULL CHECK (jsonb_typeof(j) = 'array'), k json NOT NULL CHECK (json_typeof(k) = 'object'));

-- shape: json keys
CREATE TABLE t (j jsonb NOT NULL CHECK (j ?& ARRAY['name', 'size']), k jsonb NOT NULL CHECK (k ?| ARRAY['x', 'y']));

-- shape: json value of a list
CREATE TABLE t (j jsonb NOT NULL CHECK (j ->> 'level' IN ('low', 'high')), k jsonb NOT NULL CHECK ((k ->> 'n')::int > 0));

-- shape: json typed key
CREATE TABLE t (j jsonb NOT NULL CHECK (jsonb_typeof(j -> 'tags') = 'array'), k jsonb NOT NULL CHECK (jsonb_typeof(k -> 'on') = 'boolean'));

-- shape: json path
CREATE TABLE t (j jsonb NOT NULL CHECK (j #>> '{owner,mail}' LIKE '%@%'), k jsonb NOT NULL CHECK (k @> '{"v": 1}'));

-- shape: json length
CREATE TABLE t (j jsonb NOT NULL CHECK (jsonb_array_length(j) BETWEEN 1 AND 3));

-- shape: json as its application writes it
CREATE TABLE t (id serial PRIMARY KEY, kind varchar(10) NOT NULL CHECK (kind IN ('user', 'system')),
    body jsonb NOT NULL CHECK (jsonb_typeof(body) = 'object' AND body ? 'text' AND NOT body ? 'html' AND jsonb_typeof(body -> 'text') = 'string'),
    CHECK (body ->> 'kind' = kind));

-- shape: json index
CREATE TABLE t (id serial PRIMARY KEY, j jsonb NOT NULL);
CREATE UNIQUE INDEX ON t ((j ->> 'id'));
CREATE INDEX ON t USING gin (j jsonb_path_ops);
