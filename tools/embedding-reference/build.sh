#!/bin/sh
# Makes the data that lib/embedding/reference.integration.test.ts holds the pre-processing to.
# Needed again after the tiny model was trained anew.
# Usage: tools/embedding-reference/build.sh [--pictures]   (--pictures: draws the pictures anew, too)
set -eu
cd "$(dirname "$0")/../.."
venv=.cache/embedding-reference.venv
data=lib/embedding/reference
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --requirement tools/embedding-reference/requirements.txt
[ "${1:-}" != --pictures ] || npx tsx tools/embedding-reference/make-pictures.ts "$data/pictures"
"$venv/bin/python" -W ignore tools/embedding-reference/reference.py models/tiny-siglip tools/embedding-reference/texts.json "$data"
npx biome format --write "$data/reference.json"
