#!/bin/sh
# Examples in documents are run: a fenced block after `<!-- grade ARGUMENTS -->` shows the first lines of what that prints
# (a last line of "..." stands for the rest). One after `<!-- file NAME -->` is a file, named @/NAME in arguments; beside
# the files lies reference/common.
# usage: run.sh GRADE TEST_BUILD_FOLDER SOURCE_FOLDER
set -eu
grade=$(realpath "$1")
out=$2/docs
rm -rf "$out/files"
mkdir -p "$out/files"
cd "$3"
cp -R reference/common "$out/files/"
passed=0 failed=0
# Files may name the built-in pack: 0123456789abcdef stands for its hash.
pack=$("$grade" -f json fixtures/weak/submission | sed -n 's/^    "hash": "\([0-9a-f]*\)".*/\1/p' | head -n 1)
[ ${#pack} -eq 16 ]

# The lines of the first fence behind a line of a document.
fence() {
    sed -n "$((${2} + 1)),\$p" "$1" | awk '/^ *```/ { if (inside) exit; inside = 1; next } inside'
}

for document in README.md docs/*.md; do
    grep -n '^<!-- file .* -->$' "$document" >"$out/listed" || true
    while IFS=: read -r line command; do
        name=$(echo "$command" | sed 's/^<!-- file \(.*\) -->$/\1/')
        mkdir -p "$(dirname "$out/files/$name")"
        fence "$document" "$line" | sed "s/0123456789abcdef/$pack/" >"$out/files/$name"
    done <"$out/listed"
    grep -n '^<!-- grade .* -->$' "$document" >"$out/examples" || continue
    while IFS=: read -r line command; do
        arguments=$(echo "$command" | sed 's/^<!-- grade \(.*\) -->$/\1/')
        folder=.
        case $arguments in *@/*) folder=$out/files ;; esac
        arguments=$(echo "$arguments" | sed 's#@/##g')
        fence "$document" "$line" >"$out/said"
        # shellcheck disable=SC2086
        (cd "$folder" && LC_ALL=C.UTF-8 COLUMNS=80 "$grade" $arguments --color never) >"$out/whole" 2>&1 </dev/null || true
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
