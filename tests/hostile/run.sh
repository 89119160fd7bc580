#!/bin/sh
# Every hostile case of cases.txt: graded, and measured in processor time and memory, or proven by the test that is named.
# usage: run.sh GRADE TEST_BUILD_FOLDER SOURCE_FOLDER [ID]...   with ids: those alone, each with what it cost
set -u
case $1 in /*) grade=$1 ;; *) grade=$PWD/$1 ;; esac
source=$(cd "$3" && pwd)
here=$source/tests/hostile
work=$(cd "$(mktemp -d)" && pwd -P)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
bounded=$2/bounded
case $bounded in /*) ;; *) bounded=$PWD/$bounded ;; esac
if [ ! -x "$bounded" ]; then
    bounded=$work/bounded
    cc -std=c11 -D_GNU_SOURCE -o "$bounded" "$here/bounded.c" || exit 77
fi
shift 3
only=$*
export TMPDIR="$work/tmp" HOME="$work/home" LC_ALL=C.UTF-8 GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=t GIT_AUTHOR_EMAIL=t@example.org GIT_COMMITTER_NAME=t GIT_COMMITTER_EMAIL=t@example.org
mkdir "$TMPDIR" "$HOME" "$work/reports"
. "$here/submissions.sh"
. "$here/robustness.sh"
# An instrumented build takes several times as much of both.
sanitized=0
"$grade" --version --verbose | grep -q 'sandbox: none' && sanitized=1
# Sanitizers multiply every cost: what is looked for there is what they see.
seconds=20 patience=
[ $sanitized -eq 0 ] || seconds=100 patience="--parse-timeout 100"
formats="terminal markdown sarif junit github tree"
failed=0 ran=0 seen=0 skipped=0
tab=$(printf '\t')

bad() {
    echo "hostile: $id, $what: $1" >&2
    failed=$((failed + 1))
}

# begin: an empty folder with a good drawing.
begin() {
    rm -rf "$work/case"
    mkdir "$work/case"
    cd "$work/case" || exit 2
    printf 'digraph { a [label="Scoring service"]; b [label="Good box"]; a -> b [label="features"]; }\n' >good.dot
    target=. options=
}

# costs: what was measured is within the bound.
costs() {
    case $bound in
    S) milliseconds=500 mebibytes=64 ;;
    L) milliseconds=1500 mebibytes=64 ;;
    M) milliseconds=3000 mebibytes=600 ;;
    A) milliseconds=10000 mebibytes=600 ;;
    *) bad "no such bound: $bound"; return ;;
    esac
    [ -z "$only" ] || echo "$id, $what: status $status, $spent ms ($own in the parent), $((peak / 1024)) MiB"
    [ "$left" -eq 0 ] || bad "a process of its did not end"
    [ $sanitized -eq 0 ] || return
    [ "$spent" -le $milliseconds ] || bad "$spent ms of processor time, $milliseconds at most"
    [ "$own" -le 500 ] || bad "$own ms of processor time in the parent"
    [ "$peak" -le $((mebibytes * 1024)) ] || bad "$((peak / 1024)) MiB, $mebibytes at most"
}

# harmless REPORT: what no report may hold, whoever reads it.
harmless() {
    iconv -f UTF-8 -t UTF-8 "$1" >/dev/null 2>&1 || bad "$1 is not UTF-8"
    # C0 but for tab and newline, DEL, C1 and U+FFFE; direction marks, zero-width spaces, tags.
    LC_ALL=C grep -qE "[$(printf '\001-\010\013-\037\177')]|$(printf '\302[\200-\237]|\357\277\276|\342\200[\213\252-\256]|\342\201[\246-\251]|\363\240[\200\201]')" "$1" &&
        bad "$1 holds characters that steer"
    [ "$(LC_ALL=C tr -d '\000' <"$1" | wc -c)" -eq "$(wc -c <"$1")" ] || bad "$1 holds NUL"
    case $1 in
    # Commands are stopped by the first line until the word in it comes again; then nothing but our own annotations.
    github)
        word=$(sed -n '1s/^::stop-commands:://p' "$1")
        [ -n "$word" ] && [ "$(grep -cF -- "$word" "$1")" -eq 2 ] || bad "$1 is not fenced"
        sed "1,/^::$word::\$/d" "$1" | LC_ALL=C grep -vE '^::(error|warning|notice) ' | grep -q . && bad "$1 holds another's command"
        ;;
    junit) LC_ALL=C grep -qE '<script|<img' "$1" && bad "$1 holds markup of the submission" ;;
    json | sarif) LC_ALL=C grep -q '</script' "$1" && bad "$1 ends a script" ;;
    esac
}

run() {
    begin
    "make_$1" >"$work/made" 2>&1
    case $? in
    0) ;;
    77)
        echo "hostile: $id, $what: skipped: $(cat "$work/made")"
        skipped=$((skipped + 1))
        return
        ;;
    *) bad "was not made: $(head -3 "$work/made")"; return ;;
    esac
    [ "$target" = . ] || options="$options --ref HEAD"
    rm -f "$work"/reports/*
    arguments="-f json -o $work/reports/json"
    for format in $formats; do arguments="$arguments -f $format -o $work/reports/$format"; done
    "$bounded" $seconds 0 "$work/cost" "$grade" --all --color never $patience $arguments $options "$target" >"$work/out" 2>"$work/err" ||
        { bad "could not be measured: $(cat "$work/err")"; return; }
    read -r status spent own peak left <"$work/cost"
    cd "$work/reports" || exit 2
    costs
    harmless ../err
    [ ! -s "$work/out" ] || bad "something is on standard output"
    if [ -n "$(ls -A "$TMPDIR")" ]; then
        bad "temporary files are left"
        rm -rf "$TMPDIR" && mkdir "$TMPDIR"
    fi
    case $expected in
    P) code=0 ;;
    *) code=$expected ;;
    esac
    [ "$status" -eq "$code" ] || { bad "status $status: $(head -c 300 "$work/err")"; return; }
    if [ "$code" -eq 0 ]; then
        for format in json $formats; do
            if [ -e $format ]; then harmless $format; else bad "no $format"; fi
        done
        grep -q 'Good box' json || bad "the good drawing was not read"
    else
        [ -z "$(ls)" ] || bad "reports were written: $(ls | tr '\n' ' ')"
        [ "$(wc -l <../err)" -eq 1 ] || bad "not one line on standard error"
    fi
    if [ "$expected" = P ]; then grep -q '"partial": true' json || bad "the review is not partial"; fi
    rest=$words
    while [ -n "$rest" ]; do
        word=${rest%%;*}
        case $rest in *';'*) rest=${rest#*;} ;; *) rest= ;; esac
        case $word in
        '!'*) ! grep -qF -- "${word#!}" ../err ./* 2>/dev/null || bad "'${word#!}' is in $(grep -lF -- "${word#!}" ../err ./* | tr '\n' ' ')" ;;
        *) cat ../err ./json 2>/dev/null | grep -qF -- "$word" || bad "no '$word'" ;;
        esac
    done
}

: >"$work/ids"
while IFS= read -r line; do
    case $line in '' | '#'*) continue ;; esac
    IFS=$tab read -r id what proof expected words bound <<ROW
$(printf '%s\n' "$line" | sed "s/ | /$tab/g")
ROW
    echo "$id" >>"$work/ids"
    case " $only " in *" $id "* | "  ") ;; *) continue ;; esac
    case $proof in
    'run '*)
        run "${proof#run }"
        ran=$((ran + 1))
        ;;
    'by '*)
        begin
        "prove_${proof#by }" || bad "does not hold: status ${status:-}, $(head -c 300 "$work/err")"
        [ -z "$(ls -A "$TMPDIR")" ] || bad "temporary files are left"
        ran=$((ran + 1))
        ;;
    'see '*)
        file=${proof#see }
        text=${file#*: }
        file=${file%%: *}
        grep -qF -- "$text" "$source/$file" || bad "$file has no '$text'"
        seen=$((seen + 1))
        ;;
    *) bad "no proof" ;;
    esac
done <"$here/cases.txt"
cd "$work" || exit 2

# Which there are: letter, first and last of each family.
for family in N:1:18 G:1:15 C:11:14 W:1:7 Y:1:13 D:1:12 D:20:21 M:1:10 O:1:16 R:1:8; do
    echo $family
done | awk -F: '{ for (i = $2; i <= $3; i++) printf "%s%02d\n", $1, i }' | sort >due
sort -u ids | grep -v '^T' >given
id=all what=table
[ "$(wc -l <due)" -eq 105 ] && cmp -s due given || bad "ids that are missing or too many: $(sort due given | uniq -u | tr '\n' ' ')"
[ $failed -eq 0 ] || { echo "hostile: $failed failed" >&2; exit 1; }
echo "hostile: $ran cases run, $seen in other tests, $skipped skipped"
