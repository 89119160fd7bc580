#!/bin/sh
# Examples in documents are run: a fenced block after `<!-- grade ARGUMENTS -->` shows the first lines of what that prints
# (a last line of "..." stands for the rest).
# usage: run.sh GRADE TEST_BUILD_FOLDER SOURCE_FOLDER
set -eu
grade=$(realpath "$1")
out=$2/docs
mkdir -p "$out"
cd "$3"
passed=0 failed=0
for document in README.md docs/*.md; do
    grep -n '^<!-- grade .* -->$' "$document" >"$out/examples" || continue
    while IFS=: read -r line command; do
        arguments=$(echo "$command" | sed 's/^<!-- grade \(.*\) -->$/\1/')
        sed -n "$((line + 1)),\$p" "$document" | awk '/^```/ { if (inside) exit; inside = 1; next } inside' >"$out/said"
        # shellcheck disable=SC2086
        LC_ALL=C.UTF-8 COLUMNS=80 "$grade" $arguments --color never >"$out/whole" 2>&1 </dev/null || true
        sed -i -e '1s/ ([0-9a-f]\{8\})$//' "$out/whole"
        if [ "$(tail -n 1 "$out/said")" = "..." ]; then
            sed -i '$d' "$out/said"
            head -n "$(wc -l <"$out/said")" "$out/whole" >"$out/got"
        else
            cp "$out/whole" "$out/got"
        fi
        if diff -u "$out/said" "$out/got"; then
            passed=$((passed + 1))
        else
            echo "docs: $document:$line: 'grade $arguments' prints something else" >&2
            failed=$((failed + 1))
        fi
    done <"$out/examples"
done
echo "docs: $passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
