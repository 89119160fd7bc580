#!/bin/sh
# Golden tests: a folder under fixtures/ is a submission, and each expected.* file in it is a check.
#   expected.FORMAT    what `grade --format FORMAT --all SUBMISSION` prints (terminal, json, tree)
#   expected.exit      the exit status; 0 where there is no such file
# usage: run.sh GRADE TEST_BUILD_FOLDER SOURCE_FOLDER [--bless [NAME...]]
# --bless shows what would change and then writes it.
set -eu
grade=$(realpath "$1")
out=$2/golden
cd "$3/fixtures"
bless=no
if [ "${4:-}" = --bless ]; then
    bless=yes
    shift 4
else
    shift 3
fi
[ $# -gt 0 ] || set -- *
mkdir -p "$out"
passed=0 failed=0
for name; do
    [ -d "$name/submission" ] || continue
    for expected in "$name"/expected.*; do
        [ -e "$expected" ] || { echo "golden: $name has no expected.* file" >&2; failed=$((failed + 1)); continue; }
        what=${expected##*.}
        got=$out/$name.$what
        if [ "$what" = exit ]; then
            status=0
            "$grade" -q "$name/submission" >/dev/null 2>&1 || status=$?
            echo $status >"$got"
        else
            status=0
            LC_ALL=C.UTF-8 COLUMNS=80 "$grade" --color never --format "$what" --all "$name/submission" >"$got" 2>&1 || status=$?
            # A golden test is about the review, not about which edition of the pack made it, nor on which machine.
            sed -i -e '1s/ ([0-9a-f]\{8\})$//' -e 's/"hash": "[0-9a-f]\{16\}"/"hash": ""/' \
                -e '/^  "sandbox": {$/,/^  },$/d' -e '/^sandbox /d' "$got"
            if [ ! -e "$name/expected.exit" ] && [ $status -ne 0 ]; then
                echo "golden: $name exits $status" >&2
                failed=$((failed + 1))
            fi
        fi
        if diff -u "$expected" "$got" >"$got.diff"; then
            passed=$((passed + 1))
        elif [ $bless = yes ]; then
            cat "$got.diff"
            cp "$got" "$expected"
            passed=$((passed + 1))
        else
            echo "golden: $expected differs (./dev bless shows and takes the change)" >&2
            head -40 "$got.diff" >&2
            failed=$((failed + 1))
        fi
    done
done
echo "golden: $passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
