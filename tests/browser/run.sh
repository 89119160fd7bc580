#!/bin/sh
# Opens HTML reports in a real browser. Needs node, Chromium and, once, the packages of package-lock.json.
# usage: run.sh GRADE TEST_BUILD_FOLDER SOURCE_FOLDER
set -eu
GRADE=$1 PAGES=$2/browser
CHROMIUM=$(command -v chromium || command -v chromium-browser) || { echo "skipped: no chromium"; exit 77; }
export GRADE PAGES CHROMIUM
cd "$3/tests/browser"
command -v node >/dev/null || { echo "skipped: no node"; exit 77; }
[ -d node_modules/axe-core ] || npm ci --fetch-retries 1 >/dev/null 2>&1 || { echo "skipped: npm ci failed"; exit 77; }
exec node --test --test-reporter=spec browser.mjs
