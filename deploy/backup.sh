#!/usr/bin/env bash
# Writes one dated folder with the database and the files. The key file is never part of it.
# Usage: deploy/backup.sh FOLDER, with LINLI_DATA and, for PostgreSQL, DATABASE_URL set.
set -euo pipefail
umask 077
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
data=$(realpath "${LINLI_DATA:-$root/data}")
key=$(realpath -m "${LINLI_KEY_FILE:-$root/keys/linli.json}")
into=${1:?Usage: deploy/backup.sh FOLDER}/linli-$(date -u +%Y%m%dT%H%M%SZ)

case $key in
    "$data"/*) echo "LINLI_KEY_FILE lies inside LINLI_DATA: move it out first." >&2; exit 1 ;;
esac
mkdir -p "$into.part"

# The database first: a file that arrives after it is an orphan, never a gap.
case ${DATABASE_URL:-} in
    postgres*) pg_dump --format=custom --no-owner --file="$into.part/database.dump" "$DATABASE_URL" ;;
    *)
        file=${DATABASE_URL:-sqlite:///$data/linli.sqlite3}
        "$root/.venv/bin/python" "$root/deploy/copy_sqlite.py" \
            "${file#sqlite:///}" "$into.part/database.sqlite3"
        ;;
esac
mkdir -p "$data/media"
tar -C "$data" -czf "$into.part/media.tar.gz" media
(cd "$into.part" && sha256sum ./* > SHA256SUMS)
mv "$into.part" "$into"
echo "$into"
