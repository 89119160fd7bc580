#!/bin/sh
# Which lines of grader/ are run: by the normal tests, or by what a fuzzing harness has found so far.
# usage: run.sh BUILD_FOLDER [HARNESS|all]
# Prints a line a folder. Counters are in shared memory from the first instruction (%c): what a child process runs
# before it is killed or ends by _exit counts, too.
set -eu
build=$1 harness=${2:-}
source=$(cd "$(dirname "$0")/../.." && pwd)
raw=$build/raw
rm -rf "$raw"
mkdir -p "$raw"

# All that is counted is in this program: the other one only builds the packs.
table() { # PROFILE
    llvm-cov report "$build/grade" -instr-profile="$1" 2>&1 | awk '
        /^error/ { print }
        # Filename, regions (3), functions (3), lines: count, missed, share, branches (3).
        $1 ~ /\.[ch]$/ && NF >= 10 {
            folder = $1
            if (!sub(/\/[^\/]*$/, "", folder)) folder = "(top)"
            lines[folder] += $8; missed[folder] += $9; all += $8; none += $9
        }
        END {
            for (folder in lines)
                printf "%-12s %7d %7d %6.1f %%\n", folder, lines[folder], lines[folder] - missed[folder],
                       100 - 100 * missed[folder] / (lines[folder] + !lines[folder]) | "sort"
            close("sort")
            printf "%-12s %7d %7d %6.1f %%\n", "all", all, all - none, 100 - 100 * none / all
        }'
}

sum() { # NAME PROFILE
    table "$2" | awk -v name="$1" '$1 == "all" { printf "%-16s %7d %7d %6.1f %%\n", name, $2, $3, $4 }'
}

merge() { # PROFILE
    # Files by the hundreds: through a list. One that a test has spoilt, by closing what it is written to, is left out.
    find "$raw" -name '*.profraw' >"$build/raw.list"
    llvm-profdata merge -sparse -failure-mode=all -f "$build/raw.list" -o "$1"
    rm -rf "$raw"
}

one() { # HARNESS: its seeds, and what ./dev fuzz has found beside them
    mkdir -p "$raw"
    found=$source/build/fuzz/corpus/$1
    [ -d "$found" ] && [ -n "$(ls "$found")" ] || found=
    LLVM_PROFILE_FILE=$raw/%c%p.profraw "$build/tests/fuzz/replay_$1" "$source/tests/fuzz/corpus/$1" $found >/dev/null
    merge "$build/$1.profdata"
}

case $harness in
"")
    LLVM_PROFILE_FILE=$raw/%c%p.profraw ctest --test-dir "$build" -j 2 --output-on-failure >"$build/ctest.log" ||
        { cat "$build/ctest.log" >&2 && exit 1; }
    merge "$build/tests.profdata"
    echo "folder         lines     run    share"
    table "$build/tests.profdata"
    ;;
all)
    merged=
    echo "harness            lines     run    share"
    for file in "$source"/tests/fuzz/fuzz_*.c; do
        name=$(basename "$file" .c)
        name=${name#fuzz_}
        one "$name"
        sum "$name" "$build/$name.profdata"
        merged="$merged $build/$name.profdata"
    done
    llvm-profdata merge -sparse $merged -o "$build/harnesses.profdata"
    sum together "$build/harnesses.profdata"
    ;;
*)
    one "$harness"
    echo "folder         lines     run    share"
    table "$build/$harness.profdata"
    ;;
esac
