#!/bin/sh
# Makes Odoo's role and its empty database: by itself when PostgreSQL makes its data
# folder, by hand before a backup is restored.
#
# The role owns its database and nothing else: a hole in the application is not one in
# the server. The extensions are those of databases that Odoo makes itself.
set -eu

psql --username "${POSTGRES_USER:-postgres}" --dbname postgres --no-psqlrc --quiet \
    --set ON_ERROR_STOP=1 --set password="$ODOO_PASSWORD" <<'SQL'
SELECT format('CREATE ROLE odoo LOGIN PASSWORD %L', :'password')
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'odoo')
\gexec
CREATE DATABASE entente OWNER odoo ENCODING 'UTF8' LC_COLLATE 'C' TEMPLATE template0;
\connect entente
CREATE EXTENSION pg_trgm;
CREATE EXTENSION unaccent;
-- Indexes need it so. A dump does not say it: restore into a database made by this.
ALTER FUNCTION unaccent(text) IMMUTABLE;
SQL
