#!/bin/sh
# Holds the parser, the reviews, calibrations and the packs against schemas/. Needs node and, once, the packages of package-lock.json.
# usage: run.sh GRADE TEST_BUILD_FOLDER SOURCE_FOLDER
set -eu
PARSE_ARCHITECTURE=$2/parse_architecture
GRADE=$1
export PARSE_ARCHITECTURE GRADE
cd "$3/tests/schema"
command -v node >/dev/null || { echo "skipped: no node"; exit 77; }
[ -d node_modules/ajv ] && [ -d node_modules/@microsoft/jest-sarif ] || npm ci --fetch-retries 1 >/dev/null 2>&1 || { echo "skipped: npm ci failed"; exit 77; }
exec node --test --test-reporter=dot test.mjs review.mjs calibration.mjs check.mjs sarif.mjs
