#!/bin/sh
# Runs once, when PostgreSQL makes its data folder. Odoo gets a role that owns its
# database and nothing else: a hole in the application is not one in the server.
# The rest is what Odoo does in databases that it makes itself.
set -eu

psql --username "$POSTGRES_USER" --dbname postgres --no-psqlrc --quiet \
    --set ON_ERROR_STOP=1 --set password="$ODOO_PASSWORD" <<'SQL'
CREATE ROLE odoo LOGIN PASSWORD :'password';
CREATE DATABASE entente OWNER odoo ENCODING 'UTF8' LC_COLLATE 'C' TEMPLATE template0;
\connect entente
CREATE EXTENSION pg_trgm;
CREATE EXTENSION unaccent;
ALTER FUNCTION unaccent(text) IMMUTABLE;
SQL
