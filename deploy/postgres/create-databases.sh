#!/bin/sh
# Run once, by PostgreSQL's image, on an empty data folder: Soko and Inngest each have a database that is theirs alone.
set -eu

create() {
  psql --username postgres --set=ON_ERROR_STOP=1 --set=name="$1" --set=password="$(cat "/run/secrets/$2")" << 'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE CONNECT ON DATABASE :"name" FROM PUBLIC;
SQL
}

create soko soko_database_password
create inngest inngest_database_password
