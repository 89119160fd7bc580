#!/bin/sh
# Rules that a compiler does not check: who includes whom, where libraries are used, that tables and documents agree.
# usage: run.sh GRADE TEST_BUILD_FOLDER SOURCE_FOLDER
set -eu
grade=$1
cd "$3"
failed=0
fail() {
    echo "lint: $*" >&2
    failed=1
}

# 1. Arrows of inclusion: main, cmd_*, grade -> rooms -> model -> base.
for file in grader/*/*.[ch]; do
    room=$(basename "$(dirname "$file")")
    for included in $(sed -n 's/^#include "\([a-z_]*\)\/.*/\1/p' "$file" | sort -u); do
        case $room:$included in
        base:base | model:base | model:model) ;;
        base:* | model:*) fail "$file includes $included/: $room/ knows only what is below it" ;;
        *:base | *:model) ;;
        *) [ "$room" = "$included" ] || fail "$file includes $included/: rooms meet in grade.c only" ;;
        esac
    done
    ! grep -nE '^#include "[^/]*"' "$file" || fail "$file: name the room in an include"
done

# 2. Each library in the files of its row, and in no header.
library() { # HEADER_PATTERN ALLOWED_PATTERN
    for file in $(grep -rlE "^#include <$1" grader || true); do
        echo "$file" | grep -qE "$2" || fail "$file uses <$1: see docs/DEPENDENCIES.md"
    done
}
library 'git2' '^grader/fetch/(repository|remote|gitlib|login|stream|transport|tree|trouble|ignore)\.c$'
library 'yaml\.h' '^grader/parse/yaml\.c$'
library 'md4c\.h' '^grader/parse/markdown[a-z_]*\.c$'
library 'jansson\.h' '^grader/parse/json\.c$'
library 'graphviz/cgraph' '^grader/parse/dot[a-z_]*\.[ch]$'
library 'graphviz/gvc' '^grader/report/layout\.c$'
library 'graphviz/gvplugin' '^grader/report/layout\.c$'
library 'utf8proc' '^grader/base/utf8\.c$'
library 'seccomp' '^grader/confine/'

# 3. Rooms from memory to memory touch nothing of the machine.
for room in base model parse recognise judge report; do
    [ -d "grader/$room" ] || continue
    pattern='\b(fopen|fread|getenv|setlocale|strtod|atof|time|clock|rand|open|isalpha|isspace|isdigit|tolower|toupper|qsort_r)[ ]*\('
    grep -nE "$pattern" grader/$room/*.c | grep -vE '^[^:]*:[0-9]*: *(\*|//|/\*)' &&
        fail "$room/ is from memory to memory" || true
    [ "$room" = base ] || ! grep -nE '\b(printf|fprintf|puts|fputs) *\(' grader/$room/*.c || fail "$room/ prints"
done

# 4. No global state that changes: only constants at file scope.
for file in grader/*/*.c; do
    case $file in grader/parse/dot*.c | grader/fetch/stream.c | grader/confine/*.c) continue ;; esac
    ! grep -nE '^static (struct [a-z_]+|int|size_t|bool|char|double|unsigned|uint[0-9]+_t)[ *]+[a-z_]+(\[[^]]*\])?( =.*)?;' "$file" |
        grep -v const || fail "$file: a global that changes"
done

# 5. Every header compiles alone.
for header in grader/*.h grader/*/*.h; do
    # Tables of other headers (X-macros) are compiled by those who expand them.
    ${CC:-cc} -std=c11 -D_GNU_SOURCE -Igrader -fsyntax-only -x c "$header" 2>/dev/null || fail "$header does not compile alone"
done

# 6. Documents agree with the tables in the code.
names() { sed -n "s/^    $1([A-Z_0-9]*, \"\([a-z0-9-]*\)\".*/\1/p" "$2"; }
for id in $(names D grader/base/diag_ids.h); do
    grep -q "^| \`$id\` |" docs/diagnostics.md || fail "docs/diagnostics.md lacks $id"
done
for id in $(sed -n 's/^| `\([a-z0-9-]*\)` |.*/\1/p' docs/diagnostics.md); do
    grep -q "\"$id\"" grader/base/diag_ids.h || fail "docs/diagnostics.md speaks of $id, which no table has"
done
for kind in $(sed -n 's/^    K([A-Z_]*, "\([a-z_]*\)".*/\1/p' grader/model/condition_kinds.h); do
    grep -q "^| \`$kind\` |" docs/rubric-packs.md || fail "docs/rubric-packs.md lacks the condition $kind"
done
commands=$("$grade" --help | sed -n 's/^       grade \([a-z]*\) .*/\1/p')
{ "$grade" --help && for command in $commands; do "$grade" help "$command"; done; } >"$2/help.txt"
for command in $commands; do
    grep -q "^grade $command" docs/cli.md || fail "docs/cli.md lacks grade $command"
    grep -q "^\.B grade $command" docs/grade.1 || fail "docs/grade.1 lacks grade $command"
done
for option in $(grep -oE -- '--[a-z][a-z-]+' "$2/help.txt" | sort -u); do
    grep -qF -- "$option" docs/cli.md || fail "docs/cli.md lacks $option"
    grep -qF -- "$(echo "$option" | sed 's/-/\\-/g')" docs/grade.1 || grep -qF -- "$option" docs/grade.1 ||
        fail "docs/grade.1 lacks $option"
done
for option in $(grep -oE -- '`--[a-z][a-z-]+' docs/cli.md | tr -d '\140' | sort -u); do
    grep -qF -- "$option" "$2/help.txt" || fail "docs/cli.md speaks of $option, which --help does not"
done

# 7. The lock file of the npm tests names packages, not where one machine found them.
for lock in tests/*/package-lock.json; do
    ! grep -q '"resolved"' "$lock" || fail "$lock names a registry"
done

# 8. Links between documents lead somewhere.
for document in README.md docs/*.md; do
    for target in $(grep -oE '\]\([^)#:]+' "$document" | sed 's/^](//' | sort -u); do
        [ -e "$(dirname "$document")/$target" ] || fail "$document links to $target, which is not there"
    done
done
# 9. Libraries are never looked for in the current folder: an empty element of the path of libraries means that.
if command -v readelf >/dev/null; then
    ! readelf -d "$grade" | grep -iE '\((run|r)path\)' | grep -E '\[:|::|:\]' ||
        fail "$grade looks for libraries in the current folder"
fi
exit $failed
