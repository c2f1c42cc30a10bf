#!/usr/bin/env bash
# Brings a folder of deploy/backup.sh back into an empty installation; never over a living one.
# Usage: deploy/restore.sh BACKUP, with LINLI_DATA and, for PostgreSQL, DATABASE_URL set.
set -euo pipefail
umask 027
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
from=$(realpath "${1:?Usage: deploy/restore.sh BACKUP}")
data=$(realpath -m "${LINLI_DATA:-$root/data}")

(cd "$from" && sha256sum --quiet --check SHA256SUMS)
if [ -e "$data/media" ] && [ -n "$(ls -A "$data/media")" ]; then
    echo "$data/media is not empty: restore into a new LINLI_DATA." >&2
    exit 1
fi
mkdir -p "$data"

if [ -e "$from/database.dump" ]; then
    pg_restore --no-owner --exit-on-error --single-transaction --dbname="$DATABASE_URL" "$from/database.dump"
else
    file=${DATABASE_URL:-sqlite:///$data/linli.sqlite3}
    file=${file#sqlite:///}
    [ ! -e "$file" ] || { echo "$file is there already: restore into a new LINLI_DATA." >&2; exit 1; }
    cp "$from/database.sqlite3" "$file"
fi
tar -C "$data" -xzf "$from/media.tar.gz"
echo "Restored into $data. Put the key file in its place, then run migrate and linli verify."
