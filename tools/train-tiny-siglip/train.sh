#!/usr/bin/env bash
# Draws the pictures, trains models/tiny-siglip and measures it.
# Usage: tools/train-tiny-siglip/train.sh [WORK_DIR] [train_towers.py's options]
# PYTHON names a Python that has requirements.txt already; without it the tool makes one of its own.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
work="${1:-$root/.cache/train-tiny-siglip}"
shift || true
mkdir -p "$work"
cd "$root"

if [[ -z "${PYTHON:-}" ]]; then
  if [[ ! -x "$work/venv/bin/python" ]]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet -r "$here/requirements.txt" \
      --extra-index-url https://download.pytorch.org/whl/cpu
  fi
  PYTHON="$work/venv/bin/python"
fi

[[ -f "$work/data/pictures.json" ]] || nice npx tsx tools/train-tiny-siglip/render-pictures.ts "$work/data"
OMP_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1 nice "$PYTHON" "$here/train_towers.py" "$work/data" "$work/towers.pt" "$@"
PYTHONDONTWRITEBYTECODE=1 "$PYTHON" "$here/finish.py" "$work/data" "$work/towers.pt" "$work/model"
SIGLIP_MODEL="$work/model" npx tsx tools/eval-search/main.ts
mkdir -p models/tiny-siglip
cp -r "$work/model/." models/tiny-siglip/
# The project's own vectors are held to what Python makes of the new weights.
tools/embedding-reference/build.sh
npx vitest run --project 'integration*' lib/embedding/reference.integration.test.ts
