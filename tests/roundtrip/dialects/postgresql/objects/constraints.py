"""Constraints."""

from tests.roundtrip.dialects.postgresql.objects.example import Example

EXAMPLES = (
    Example(
        name="primary key",
        kind="primary key",
        before="CREATE TABLE t (a int NOT NULL, b int NOT NULL)",
        make="ALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY (a)",
        undo="ALTER TABLE t DROP CONSTRAINT pk",
        otherwise="ALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY (a) INCLUDE (b)",
        left="primary key pk on t was left behind",
        lost="primary key pk on t does not come back after rollback",
        differs="primary key pk came back with include=b, which it had not",
    ),
    Example(
        name="unique",
        kind="unique constraint",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="ALTER TABLE users ADD CONSTRAINT u UNIQUE (name)",
        undo="ALTER TABLE users DROP CONSTRAINT u",
        otherwise="ALTER TABLE users ADD CONSTRAINT u UNIQUE (name) DEFERRABLE",
        left="unique constraint u on users was left behind",
        lost="unique constraint u on users does not come back after rollback",
        differs="unique constraint u came back with DEFERRABLE, it had none",
    ),
    Example(
        name="check",
        kind="check constraint",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0)",
        undo="ALTER TABLE users DROP CONSTRAINT c",
        otherwise="ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NOT VALID",
        left="check constraint c on users was left behind",
        lost="check constraint c on users does not come back after rollback",
        differs="check constraint c came back NOT VALID, it was validated",
    ),
    Example(
        name="check no inherit",
        kind="check constraint",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0)",
        undo="ALTER TABLE users DROP CONSTRAINT c",
        otherwise="ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NO INHERIT",
        left="check constraint c on users was left behind",
        lost="check constraint c on users does not come back after rollback",
        differs="check constraint c came back as (age > 0) NO INHERIT, it was (age > 0)",
    ),
    Example(
        name="foreign key",
        kind="foreign key",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "TABLE orders (id int PRIMARY KEY, user_id int, during daterange)"
        ),
        make=(
            "ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users ON"
            " DELETE CASCADE"
        ),
        undo="ALTER TABLE orders DROP CONSTRAINT fk",
        otherwise="ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users",
        left="foreign key fk on orders was left behind",
        lost="foreign key fk on orders does not come back after rollback",
        differs="foreign key fk came back without ON DELETE CASCADE",
    ),
    Example(
        name="foreign key triggers",
        kind="foreign key",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "TABLE orders (id int PRIMARY KEY, user_id int, during daterange); ALTER TABLE "
            "orders ADD FOREIGN KEY (user_id) REFERENCES users"
        ),
        make="ALTER TABLE orders DISABLE TRIGGER ALL",
        undo="ALTER TABLE orders ENABLE TRIGGER ALL",
        otherwise="ALTER TABLE users DISABLE TRIGGER ALL",
        left=(
            "foreign key orders_user_id_fkey came back with triggers=orders disabled, which"
            " it had not"
        ),
        lost="foreign key orders_user_id_fkey came back without triggers=orders disabled",
        differs=(
            "foreign key orders_user_id_fkey came back with triggers=users disabled, it was"
            " orders disabled"
        ),
    ),
    Example(
        name="exclude",
        kind="exclude constraint",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "TABLE orders (id int PRIMARY KEY, user_id int, during daterange)"
        ),
        make="ALTER TABLE orders ADD CONSTRAINT x EXCLUDE USING gist (during WITH &&)",
        undo="ALTER TABLE orders DROP CONSTRAINT x",
        otherwise=(
            "ALTER TABLE orders ADD CONSTRAINT x EXCLUDE USING gist (during WITH &&) WHERE "
            "(user_id > 0)"
        ),
        left="exclude constraint x on orders was left behind",
        lost="exclude constraint x on orders does not come back after rollback",
        differs=(
            "exclude constraint x came back as EXCLUDE USING gist (during WITH &&) WHERE "
            "((user_id > 0)), it was EXCLUDE USING gist (during WITH &&)"
        ),
    ),
    Example(
        name="constraint comment",
        kind="primary key",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="COMMENT ON CONSTRAINT users_pkey ON users IS 'x'",
        undo="COMMENT ON CONSTRAINT users_pkey ON users IS NULL",
        otherwise="COMMENT ON CONSTRAINT users_pkey ON users IS 'y'",
        left="primary key users_pkey came back with comment x, it had none",
        lost="primary key users_pkey came back without comment x",
        differs="primary key users_pkey came back with comment y, it was x",
    ),
    Example(
        name="nulls not distinct",
        kind="unique constraint",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="ALTER TABLE users ADD CONSTRAINT u UNIQUE NULLS NOT DISTINCT (name)",
        undo="ALTER TABLE users DROP CONSTRAINT u",
        otherwise="ALTER TABLE users ADD CONSTRAINT u UNIQUE (name)",
        left="unique constraint u on users was left behind",
        lost="unique constraint u on users does not come back after rollback",
        differs="unique constraint u came back without NULLS NOT DISTINCT",
        since=15,
    ),
    Example(
        name="columns of an action",
        kind="foreign key",
        before=("CREATE TABLE a (x int, y int, PRIMARY KEY (x, y)); CREATE TABLE b (x int, y int)"),
        make=(
            "ALTER TABLE b ADD CONSTRAINT fk FOREIGN KEY (x, y) REFERENCES a ON DELETE SET NULL (y)"
        ),
        undo="ALTER TABLE b DROP CONSTRAINT fk",
        otherwise=(
            "ALTER TABLE b ADD CONSTRAINT fk FOREIGN KEY (x, y) REFERENCES a ON DELETE SET NULL"
        ),
        left="foreign key fk on b was left behind",
        lost="foreign key fk on b does not come back after rollback",
        differs="foreign key fk came back with ON DELETE SET NULL, it was SET NULL (y)",
        since=15,
    ),
    Example(
        name="not enforced",
        kind="check constraint",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NOT ENFORCED",
        undo="ALTER TABLE users DROP CONSTRAINT c",
        otherwise="ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NOT VALID",
        left="check constraint c on users was left behind",
        lost="check constraint c on users does not come back after rollback",
        differs="check constraint c came back without enforced=no",
        since=18,
    ),
    Example(
        name="period",
        kind="unique constraint",
        before="CREATE TABLE t (a int4range, during daterange)",
        make="ALTER TABLE t ADD CONSTRAINT u UNIQUE (a, during WITHOUT OVERLAPS)",
        undo="ALTER TABLE t DROP CONSTRAINT u",
        otherwise="ALTER TABLE t ADD CONSTRAINT u UNIQUE (a, during)",
        left="unique constraint u on t was left behind",
        lost="unique constraint u on t does not come back after rollback",
        differs="unique constraint u came back without period=yes",
        since=18,
    ),
    Example(
        name="deferrable",
        kind="foreign key",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "TABLE orders (id int PRIMARY KEY, user_id int, during daterange); ALTER TABLE "
            "orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users"
        ),
        make="ALTER TABLE orders ALTER CONSTRAINT fk DEFERRABLE INITIALLY DEFERRED",
        undo="ALTER TABLE orders ALTER CONSTRAINT fk NOT DEFERRABLE",
        otherwise="ALTER TABLE orders ALTER CONSTRAINT fk DEFERRABLE",
        left="foreign key fk came back with DEFERRABLE INITIALLY DEFERRED, it had none",
        lost="foreign key fk came back without DEFERRABLE INITIALLY DEFERRED",
        differs="foreign key fk came back with DEFERRABLE, it was DEFERRABLE INITIALLY DEFERRED",
    ),
    Example(
        name="foreign key not validated",
        kind="foreign key",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "TABLE orders (id int PRIMARY KEY, user_id int, during daterange)"
        ),
        make="ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users",
        undo="ALTER TABLE orders DROP CONSTRAINT fk",
        otherwise=(
            "ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users NOT VALID"
        ),
        left="foreign key fk on orders was left behind",
        lost="foreign key fk on orders does not come back after rollback",
        differs="foreign key fk came back NOT VALID, it was validated",
    ),
    Example(
        name="match and update of a foreign key",
        kind="foreign key",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); CREATE "
            "TABLE orders (id int PRIMARY KEY, user_id int, during daterange)"
        ),
        make=(
            "ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users "
            "MATCH FULL ON UPDATE CASCADE"
        ),
        undo="ALTER TABLE orders DROP CONSTRAINT fk",
        otherwise=(
            "ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users ON"
            " UPDATE RESTRICT"
        ),
        left="foreign key fk on orders was left behind",
        lost="foreign key fk on orders does not come back after rollback",
        differs="foreign key fk came back with ON UPDATE RESTRICT, it was CASCADE",
    ),
    Example(
        name="constraint name",
        kind="unique constraint",
        before=(
            "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); ALTER "
            "TABLE users ADD CONSTRAINT u UNIQUE (name)"
        ),
        make="ALTER TABLE users RENAME CONSTRAINT u TO uq_users_name",
        undo="ALTER TABLE users RENAME CONSTRAINT uq_users_name TO u",
        otherwise="ALTER TABLE users RENAME CONSTRAINT u TO v",
        left="unique constraint u is called uq_users_name after rollback",
        lost="unique constraint uq_users_name is called u after rollback",
        differs="unique constraint uq_users_name is called v after rollback",
    ),
    Example(
        name="unique on other columns",
        kind="unique constraint",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="ALTER TABLE users ADD CONSTRAINT u UNIQUE (name, age)",
        undo="ALTER TABLE users DROP CONSTRAINT u",
        otherwise="ALTER TABLE users ADD CONSTRAINT u UNIQUE (age, name)",
        left="unique constraint u on users was left behind",
        lost="unique constraint u on users does not come back after rollback",
        differs="unique constraint u came back with columns (age, name), it was (name, age)",
    ),
    Example(
        name="unique using an index of its own",
        kind="unique constraint",
        before="CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL)",
        make="ALTER TABLE users ADD CONSTRAINT u UNIQUE (name)",
        undo="ALTER TABLE users DROP CONSTRAINT u",
        otherwise="CREATE UNIQUE INDEX u ON users (name)",
        left="unique constraint u on users was left behind",
        lost="unique constraint u on users does not come back after rollback",
        differs="unique constraint u came back as an index of that name",
    ),
)
