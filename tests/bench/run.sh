#!/bin/sh
# usage: run.sh GRADE TEST_BUILD_FOLDER SOURCE_FOLDER
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# Outside any work tree: inside one, git's ignore rules are asked for, which costs a process of its own.
cp -r "$3/fixtures/strong/submission" "$scratch/submission"
"$2/bench" "$1" "$scratch/submission" "$scratch"
sh "$3/tests/bench/fetch.sh" "$1" "$2"
"$2/stages"
