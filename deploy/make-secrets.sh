#!/bin/sh
# Writes the secrets of compose.production.yaml into deploy/secrets, each once: what is there is left alone. Files can be
# read by whoever runs inside a container, their folder by its owner only. Put Gemini's key into gemini_api_key.
set -eu
umask 077
folder="$(dirname "$0")/secrets"
mkdir -p "$folder"

random() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }

write() {
  [ -e "$folder/$1" ] || printf '%s' "$2" > "$folder/$1"
  chmod 644 "$folder/$1"
}

for name in soko_secret worker_token metrics_token inngest_event_key inngest_signing_key s3_access_key s3_secret_key \
  postgres_password soko_database_password inngest_database_password grafana_password; do
  write "$name" "$(random)"
done
write database_url "postgresql://soko:$(cat "$folder/soko_database_password")@postgres:5432/soko"
write gemini_api_key ''
