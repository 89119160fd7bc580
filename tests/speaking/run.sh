#!/bin/sh
# What the consumers of each format make of a hostile submission: a terminal (tmux), a renderer of Markdown (cmark-gfm), a
# parser of XML (xmllint), a runner's parser of commands, a parser of JSON (node).
# usage: run.sh GRADE TEST_BUILD_FOLDER SOURCE_FOLDER
set -u
grade=$(realpath "$1")
source=$(cd "$3" && pwd)
here=$source/tests/speaking
for tool in node tmux cmark-gfm xmllint; do
    command -v "$tool" >/dev/null || { echo "skipped: no $tool"; exit 77; }
done
work=$(mktemp -d)
socket=grade-speaking-$$
trap 'tmux -L "$socket" kill-server 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 2
LC_ALL=C.UTF-8
export LC_ALL
failed=0
bad() {
    echo "speaking: $*" >&2
    failed=$((failed + 1))
}

sh "$here/hostile.sh" submission
for format in terminal markdown json junit sarif github tree; do
    "$grade" --all --color never -f $format submission >$format 2>err || bad "-f $format: $(cat err)"
    [ $format = tree ] && continue
    "$grade" --anonymous --all --color never -f $format submission >anonymous-$format 2>err || bad "$(cat err)"
    "$grade" --audience candidate --all --color never -f $format submission >candidate-$format 2>err || bad "$(cat err)"
done

# A terminal shows what was written, and nothing else about it changes. --color always: our own colours are there.
"$grade" --all --color always submission >coloured
lines=$(wc -l <terminal)
tmux -L "$socket" -f /dev/null new-session -d -x 80 -y 50 -s s \
    "tmux set-option -w remain-on-exit on; tmux set-option history-limit 50000; exec sh" 2>err || bad "tmux: $(cat err)"
tmux -L "$socket" set-option -g history-limit 50000 \; set-option -g remain-on-exit on
title=$(tmux -L "$socket" display-message -p '#{pane_title}')
tmux -L "$socket" new-window -d -n w "cat '$work/coloured'; touch '$work/shown'"
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
    [ -e shown ] && [ "$(tmux -L "$socket" display-message -p -t w '#{pane_dead}')" = 1 ] && break
    sleep 0.2
done
tmux -L "$socket" capture-pane -p -t w -S - | sed 's/[ ]*$//' >captured
head -n "$lines" captured >seen
sed 's/[ ]*$//' terminal | cmp -s - seen || { bad "the terminal shows something else"; diff terminal seen | head -5 >&2; }
[ "$(tmux -L "$socket" display-message -p -t w '#{pane_title}')" = "$title" ] || bad "the title of the terminal was changed"
tmux -L "$socket" kill-server

cmark-gfm --unsafe -e table -e autolink -e strikethrough <markdown >markdown.html || bad "cmark-gfm failed"
xmllint --noout --schema "$here/junit.xsd" junit 2>err || bad "junit: $(head -3 err)"
for fixture in "$source"/fixtures/*/submission; do
    "$grade" -f junit "$fixture" 2>/dev/null >one.xml
    xmllint --noout --schema "$here/junit.xsd" one.xml 2>err || bad "$fixture as JUnit: $(head -3 err)"
    for total in tests failures skipped; do
        whole=$(xmllint --xpath "number(/testsuites/@$total)" one.xml)
        [ "$(xmllint --xpath "sum(//testsuite/@$total)" one.xml)" = "$whole" ] || bad "$fixture: $total do not add up"
    done
    [ "$(xmllint --xpath 'count(//testcase)' one.xml)" = "$(xmllint --xpath 'number(/testsuites/@tests)' one.xml)" ] ||
        bad "$fixture: tests are not those that are counted"
done

# A comment of a tracker has a maximum: cut between lines, with a word about it.
for most in 1000 2500 4000 60000; do
    "$grade" --all -f markdown --max-bytes $most submission >short
    [ "$(wc -c <short)" -le $most ] || bad "--max-bytes $most: $(wc -c <short)"
    if [ "$(wc -c <markdown)" -gt $most ]; then
        tail -n 1 short | grep -qx '\*Cut here: [0-9]* more lines in the whole report\.\*' || bad "--max-bytes $most: no word of it"
        sed '$d' short | sed '$d' >front
        head -c "$(wc -c <front)" markdown | cmp -s - front || bad "--max-bytes $most: not the front of the report"
    else
        cmp -s short markdown || bad "--max-bytes $most changes what fits"
    fi
done

FOLDER=$work FILES=$(cd submission && find . -type f | sed 's|^\./||') node --test --test-reporter=dot "$here/speaking.test.mjs" >out 2>&1 ||
    { cat out >&2; bad "a consumer was spoken to"; }
echo "speaking: $failed failed"
[ $failed -eq 0 ]
