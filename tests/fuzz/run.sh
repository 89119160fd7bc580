#!/bin/sh
# Runs harnesses under libFuzzer: run.sh BUILD_FOLDER SECONDS NAME…
# What is new goes to BUILD_FOLDER/corpus/NAME, what is wrong to BUILD_FOLDER/findings/. A harness says in its first
# comment which dictionary it has and how long an input may be. Exit 1 when there was a finding.
set -eu
cd "$(dirname "$0")"
build=$1 seconds=$2
shift 2

setting() { # NAME KEY
    sed -n "s/^ \* fuzz:.*$2=\([a-z0-9_]*\).*/\1/p" "fuzz_$1.c" | head -n 1
}

fuzz() {
    name=$1 dictionary=$(setting "$1" dict) length=$(setting "$1" max_len)
    mkdir -p "$build/corpus/$name" "$build/findings"
    echo "== $name, $seconds s"
    # An input may take 5 s and 512 MiB; the quarantine of freed memory is no part of what an input needs.
    if ASAN_OPTIONS=quarantine_size_mb=32 "$build/tests/fuzz/fuzz_$name" -max_total_time="$seconds" \
        -max_len="${length:-4096}" ${dictionary:+-dict="$dictionary.dict"} -timeout=5 -rss_limit_mb=512 \
        -malloc_limit_mb=256 -reload=0 -print_final_stats=1 -artifact_prefix="$build/findings/$name-" \
        "$build/corpus/$name" "corpus/$name" >"$build/findings/$name.log" 2>&1; then
        sed -n 's/^#[0-9]*[^#]*DONE/DONE/p; s/^stat:://p' "$build/findings/$name.log" | tr '\n' ' ' | tr -s ' '
        echo
        rm -f "$build/findings/$name.log"
    else
        grep -E 'does not hold|ERROR:|runtime error|SUMMARY|Test unit written' "$build/findings/$name.log" || true
        echo "== $name: a finding, in $build/findings/"
        return 1
    fi
}

failed=0
for harness in "$@"; do
    fuzz "$harness" || failed=1
done
exit $failed
