-- Tables as real products have them: many constraints at once.

-- shape: users and tokens
-- used up: user_roles
CREATE TABLE user_roles (id serial PRIMARY KEY, name varchar NOT NULL UNIQUE CHECK (name IN ('SYSTEM', 'ADMIN', 'MEMBER')));
CREATE TABLE users (id bigserial PRIMARY KEY, user_role_id int NOT NULL REFERENCES user_roles ON DELETE CASCADE,
    username varchar NOT NULL UNIQUE, email varchar NOT NULL UNIQUE, profile_picture_url varchar,
    auth_method varchar NOT NULL CHECK (auth_method IN ('LOCAL', 'OAUTH2', 'LDAP')),
    password_hash bytea, password_salt bytea, reset_password boolean NOT NULL, oauth2_client_id varchar, oauth2_user_id varchar,
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((password_hash IS NULL) = (password_salt IS NULL)),
    CHECK (auth_method <> 'LOCAL' OR (password_hash IS NOT NULL AND oauth2_client_id IS NULL AND oauth2_user_id IS NULL)),
    CHECK (auth_method = 'LOCAL' OR password_hash IS NULL),
    UNIQUE (oauth2_client_id, oauth2_user_id));
CREATE TABLE access_tokens (id bigserial PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL, CHECK (expires_at > created_at));

-- shape: prompts and versions
CREATE TABLE prompts (id serial PRIMARY KEY, source_prompt_id int REFERENCES prompts ON DELETE SET NULL, name varchar NOT NULL UNIQUE CHECK (name ~ '^[a-z0-9]([_a-z0-9-]*[a-z0-9])?$'));
CREATE TABLE prompt_versions (id serial PRIMARY KEY, prompt_id int NOT NULL REFERENCES prompts ON DELETE CASCADE,
    template_type varchar NOT NULL CHECK (template_type IN ('CHAT', 'STR')), template_format varchar NOT NULL CHECK (template_format IN ('F_STRING', 'MUSTACHE', 'NONE')),
    template jsonb NOT NULL, invocation_parameters jsonb NOT NULL, tools jsonb, metadata jsonb NOT NULL);
CREATE TABLE prompt_version_tags (id serial PRIMARY KEY, name varchar NOT NULL, prompt_id int NOT NULL REFERENCES prompts, prompt_version_id int NOT NULL REFERENCES prompt_versions, UNIQUE (name, prompt_id));

-- shape: spans
CREATE TABLE traces (id serial PRIMARY KEY, trace_id varchar NOT NULL UNIQUE, start_time timestamptz NOT NULL, end_time timestamptz NOT NULL, CHECK (end_time >= start_time));
CREATE TABLE spans (id serial PRIMARY KEY, trace_rowid int NOT NULL REFERENCES traces ON DELETE CASCADE, span_id varchar NOT NULL UNIQUE, parent_id varchar,
    status_code varchar NOT NULL DEFAULT 'UNSET' CHECK (status_code IN ('OK', 'ERROR', 'UNSET')), attributes jsonb NOT NULL, events jsonb NOT NULL DEFAULT '[]',
    latency_ms double precision NOT NULL CHECK (latency_ms >= 0), tokens int CHECK (tokens IS NULL OR tokens >= 0));
CREATE INDEX ON spans ((attributes #> '{session,id}'));
CREATE TABLE span_annotations (id serial PRIMARY KEY, span_rowid int NOT NULL REFERENCES spans, name varchar NOT NULL, label varchar, score double precision,
    annotator_kind varchar NOT NULL CHECK (annotator_kind IN ('LLM', 'CODE', 'HUMAN')), identifier varchar NOT NULL DEFAULT '', UNIQUE (name, span_rowid, identifier));

-- shape: task instances
CREATE TABLE dag (dag_id varchar(250) PRIMARY KEY, is_paused boolean, max_active_runs int NOT NULL CHECK (max_active_runs BETWEEN 1 AND 1000));
CREATE TABLE dag_run (id serial PRIMARY KEY, dag_id varchar(250) NOT NULL REFERENCES dag, run_id varchar(250) NOT NULL, logical_date timestamptz,
    run_type varchar(50) NOT NULL CHECK (run_type IN ('manual', 'scheduled', 'backfill')), UNIQUE (dag_id, run_id), UNIQUE (dag_id, logical_date));
CREATE TABLE task_instance (id uuid NOT NULL, task_id varchar(250) NOT NULL, dag_id varchar(250) NOT NULL, run_id varchar(250) NOT NULL, map_index int NOT NULL DEFAULT -1 CHECK (map_index >= -1),
    state varchar(20), pool_slots int NOT NULL CHECK (pool_slots > 0), PRIMARY KEY (id), UNIQUE (dag_id, task_id, run_id, map_index),
    FOREIGN KEY (dag_id, run_id) REFERENCES dag_run (dag_id, run_id) ON DELETE CASCADE);
CREATE TABLE task_map (dag_id varchar(250), task_id varchar(250), run_id varchar(250), map_index int, length int NOT NULL CHECK (length >= 0), keys jsonb,
    PRIMARY KEY (dag_id, task_id, run_id, map_index), FOREIGN KEY (dag_id, task_id, run_id, map_index) REFERENCES task_instance (dag_id, task_id, run_id, map_index) ON UPDATE CASCADE);
CREATE TABLE xcom (dag_run_id int NOT NULL, task_id varchar(250) NOT NULL, map_index int NOT NULL DEFAULT -1, key varchar(512) NOT NULL, dag_id varchar(250) NOT NULL, run_id varchar(250) NOT NULL, value bytea,
    PRIMARY KEY (dag_run_id, task_id, map_index, key), FOREIGN KEY (dag_id, task_id, run_id, map_index) REFERENCES task_instance (dag_id, task_id, run_id, map_index) ON DELETE CASCADE);

-- shape: folders and flows
CREATE TABLE "user" (id uuid PRIMARY KEY, username varchar NOT NULL UNIQUE, is_active boolean NOT NULL, store_api_key varchar);
CREATE TABLE folder (id uuid PRIMARY KEY, name varchar NOT NULL, parent_id uuid REFERENCES folder, user_id uuid REFERENCES "user", CONSTRAINT unique_folder_name UNIQUE (user_id, name));
CREATE TYPE access_type_enum AS ENUM ('PRIVATE', 'PUBLIC');
CREATE TABLE flow (id uuid PRIMARY KEY, name varchar NOT NULL, endpoint_name varchar, data json, tags json, icon_bg_color varchar(7) CHECK (icon_bg_color ~ '^#[0-9A-Fa-f]{6}$'),
    user_id uuid REFERENCES "user", folder_id uuid REFERENCES folder, access_type access_type_enum NOT NULL, updated_at timestamp, UNIQUE (user_id, name), UNIQUE (user_id, endpoint_name));
CREATE TABLE transaction (id uuid PRIMARY KEY, flow_id uuid NOT NULL REFERENCES flow, "timestamp" timestamp NOT NULL, status varchar NOT NULL CHECK (status IN ('success', 'error')), error varchar, CHECK ((status = 'error') = (error IS NOT NULL)));

-- shape: invoices
CREATE DOMAIN currency AS char(3) CHECK (VALUE ~ '^[A-Z]{3}$');
CREATE TYPE invoice_state AS ENUM ('draft', 'open', 'paid', 'void');
CREATE TABLE customer (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, vat varchar(14) UNIQUE CHECK (vat ~ '^[A-Z]{2}[0-9A-Z]{8,12}$'), mail varchar(254) NOT NULL CHECK (mail LIKE '%_@_%._%'));
CREATE UNIQUE INDEX ON customer (lower(mail));
CREATE TABLE invoice (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customer, number varchar(12) NOT NULL UNIQUE CHECK (number ~ '^INV-\d{4}-\d{3}$'),
    state invoice_state NOT NULL DEFAULT 'draft', currency currency NOT NULL, issued date, due date, paid_at timestamptz,
    CHECK (state = 'draft' OR issued IS NOT NULL), CHECK (due >= issued), CHECK ((state = 'paid') = (paid_at IS NOT NULL)));
CREATE TABLE invoice_line (invoice_id bigint REFERENCES invoice ON DELETE CASCADE, line smallint CHECK (line BETWEEN 1 AND 999), quantity numeric(8,3) NOT NULL CHECK (quantity <> 0),
    unit_price numeric(12,4) NOT NULL, vat_rate numeric(4,2) NOT NULL CHECK (vat_rate IN (0, 7, 19)), net numeric(14,2) GENERATED ALWAYS AS (round(quantity * unit_price, 2)) STORED, PRIMARY KEY (invoice_id, line));

-- shape: ledger
CREATE TABLE account (id uuid PRIMARY KEY, code varchar(10) NOT NULL UNIQUE CHECK (code ~ '^[1-9][0-9]{3}(\.[0-9]{2})?$'), kind char(1) NOT NULL CHECK (kind IN ('A', 'L', 'E', 'I', 'X')), up uuid REFERENCES account);
CREATE TABLE entry (id bigserial PRIMARY KEY, debit uuid NOT NULL REFERENCES account, credit uuid NOT NULL REFERENCES account, amount numeric(18,4) NOT NULL CHECK (amount > 0), booked date NOT NULL, valid daterange NOT NULL,
    CHECK (debit <> credit), CHECK (booked <@ valid));

-- shape: bookings
CREATE TABLE room (id serial PRIMARY KEY, beds smallint NOT NULL CHECK (beds BETWEEN 1 AND 4), price_per_night numeric(8,2) NOT NULL CHECK (price_per_night > 0));
CREATE TABLE booking (id serial PRIMARY KEY, room_id int NOT NULL REFERENCES room, guests smallint NOT NULL CHECK (guests > 0), arrival date NOT NULL, departure date NOT NULL, nights int GENERATED ALWAYS AS (departure - arrival) STORED CHECK (nights BETWEEN 1 AND 28),
    cancelled_at timestamptz, reason text, CHECK (num_nonnulls(cancelled_at, reason) IN (0, 2)), contact jsonb NOT NULL CHECK (contact ? 'mail' OR contact ? 'phone'));

-- shape: permissions
CREATE TABLE grp (id serial PRIMARY KEY, path text NOT NULL UNIQUE CHECK (path ~ '^/([a-z]+/)*$'));
CREATE TABLE usr (id serial PRIMARY KEY);
CREATE TABLE permission (id serial PRIMARY KEY, usr_id int REFERENCES usr, grp_id int REFERENCES grp, verb text NOT NULL CHECK (verb = ANY (ARRAY['read', 'write', 'own'])), until timestamptz,
    CHECK (num_nonnulls(usr_id, grp_id) = 1), CHECK (verb <> 'own' OR until IS NULL));
CREATE UNIQUE INDEX ON permission (usr_id, verb) WHERE grp_id IS NULL;
CREATE UNIQUE INDEX ON permission (grp_id, verb) WHERE usr_id IS NULL;

-- shape: schedules
CREATE TABLE schedule (id serial PRIMARY KEY, cron text NOT NULL CHECK (cron ~ '^(\S+ ){4}\S+$'), zone text NOT NULL CHECK (zone IN ('UTC', 'Europe/Berlin')), weekday smallint CHECK (weekday BETWEEN 0 AND 6), monthday smallint CHECK (monthday BETWEEN 1 AND 31),
    starts timestamptz NOT NULL, ends timestamptz, every interval CHECK (every > interval '0'), CHECK (ends IS NULL OR ends > starts), CHECK (weekday IS NULL OR monthday IS NULL), settings jsonb NOT NULL CHECK (jsonb_typeof(settings -> 'retries') = 'number' AND (settings ->> 'retries')::int BETWEEN 0 AND 10));
