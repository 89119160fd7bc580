#!/bin/sh
# The command line as a user meets it: exit statuses, messages, files, colours, and that the manual agrees with --help.
# usage: run.sh GRADE BUILD-FOLDER SOURCE-FOLDER
set -u
grade=$1 source=$3
case $grade in /*) ;; *) grade=$PWD/$grade ;; esac
source=$(cd "$source" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0 checks=0
LC_ALL=C.UTF-8
TERM=xterm
export LC_ALL TERM
unset NO_COLOR

bad() {
    echo "cli: $1" >&2
    failed=$((failed + 1))
}

# status WANTED ARGUMENT...: runs grade; what it said is in out and err.
status() {
    wanted=$1
    shift
    checks=$((checks + 1))
    "$grade" "$@" >out 2>err
    got=$?
    if [ "$got" -ne "$wanted" ]; then
        bad "grade $*: exit $got, not $wanted"
        head -3 err >&2
    fi
}

# says FILE TEXT: the text stands in the file.
says() {
    checks=$((checks + 1))
    grep -qF -- "$2" "$1" || { bad "'$2' is not in $1"; head -5 "$1" >&2; }
}
silent() {
    checks=$((checks + 1))
    [ ! -s "$1" ] || { bad "$1 should be empty"; head -3 "$1" >&2; }
}

cp -R "$source/fixtures/strong/submission" strong

# Help, version, mistakes
status 0 --version
says out "grade "
for words in '--version --verbose' '--version -v' '--verbose --version' 'rubric --version --verbose'; do
    status 0 $words
    says out "libgit2 "
    says out "libseccomp "
    says out "sandbox: "
done
status 2 --verbose strong
says err "--verbose goes with --version"
status 2 --sandbox=maybe strong
says err "must be auto, require or off"
status 0 --help
says out "usage: grade"
silent err
cp out help
status 0 help rubric
says out "usage: grade rubric"
status 0 rubric --help
status 2
says err "nothing to grade"
silent out
status 2 --rubic x strong
says err "did you mean '--rubric'?"
status 2 -f jsn strong
says err "did you mean 'json'?"
status 2 -f json -f tree strong
says err "standard output"
status 2 strong strong
status 2 rubrc
says err "did you mean 'grade rubric'?"
status 2 help nonsense
status 3 ./not-there
says err "not-there"
silent out

# Reports
status 0 strong
says out "pack fraud-detection"
says out "What cost most"
cp out first
status 0 strong
cmp -s first out || bad "the same twice is not the same"
status 0 -q strong
[ "$(wc -l <out)" -lt 10 ] || bad "-q is long"
status 0 -f json strong
head -c 1 out | grep -q '{' || bad "-f json does not begin with {"
says out '"criteria": ['
status 0 -f tree strong
says out "view "
status 0 -f json -o review.json -f tree -o tree.txt strong
silent out
says review.json '"partial":'
says tree.txt "view "
status 0 strong -o plain.txt
silent out
says plain.txt "pack fraud-detection"
mkdir rubric
cp strong/* rubric/
status 0 ./rubric
says out "What cost most"

# How it is confined makes no difference to what is said
status 0 --all strong
cp out confined
status 0 --all --sandbox=off strong
cmp -s out confined || bad "--sandbox=off changes the report"
for words in rubric 'explain COMP-01' 'explain COMP-01 --in strong' 'explain COMP-01 --in strong --rubric '"$source/reference/fraud-detection"; do
    status 0 $words
    [ -s out ] || bad "grade $words says nothing"
    silent err
done
mkdir broken
cp -R "$source/reference/recommender/." broken/
cp -R "$source/reference/common" broken/common
printf '\nnonsense: true\n' >>broken/rubric.yaml
for words in strong rubric 'explain COMP-01' 'explain COMP-01 --in strong'; do
    status 2 $words --rubric broken
    says err "the pack broken cannot be used"
    says err "error[pack-unknown-key]"
    silent out
done

# The rubric
status 0 rubric
row=$(awk '$2 ~ /^[A-Z]+-[0-9]+$/ { print $2; exit }' out)
[ -n "$row" ] || bad "grade rubric lists no row"
status 0 rubric "$row"
says out "$row"
says out "Level 3"
status 0 rubric "$(echo "$row" | tr 'A-Z' 'a-z')"
status 2 rubric NO-SUCH-ROW
status 2 rubric --rubric ./not-there
status 2 --rubric ./not-there strong

# Explanations: every id that is listed has a page
status 0 explain
sed -n 's/^  \([^ ][^ ]*\) .*/\1/p' out >ids
[ "$(wc -l <ids)" -gt 100 ] || bad "grade explain lists little"
while read -r id; do
    "$grade" explain "$id" >out 2>err </dev/null || bad "grade explain $id does not work"
    [ "$(wc -l <out)" -gt 3 ] || bad "grade explain $id says little"
    awk 'length($0) > 80 { exit 1 }' out || bad "a line of grade explain $id is over 80 columns"
done <ids
status 0 explain comp-01
says out "How it is decided"
says out "P-INGEST: transactions reach the log"
cp out row
status 0 rubric COMP-01
head -n "$(wc -l <out)" row | cmp -s - out || bad "grade explain ROW does not begin as grade rubric ROW does"
status 0 explain COMP-01 --in strong
says out "Found in strong"
says out "3 of 3, 2 of 2 points"
says out "architecture.yaml:"
status 0 explain P-GATE --in "$source/fixtures/weak/submission"
says out "missing"
status 0 explain CC-07 --in strong
says out "result   pass"
says out "sum "
status 0 explain G-PARTS --in strong
says out "applies  no"
status 2 explain COMP-O1
says err "did you mean 'COMP-01'?"
status 2 explain --in strong
says err "nothing to explain"
status 2 explain COMP-01 --ref main
says err "give --in, too"
status 3 explain COMP-01 --in ./not-there
says err "not-there"
status 2 explain --rubric ./not-there COMP-01
status 2 --in strong
says err "unknown option '--in'"

# Another pack, read from its folder
other=$source/reference/recommender
status 0 --rubric "$other" --fail-under 90 "$other/solution"
says out "pack recommender"
grep -q "capped" out && bad "the solution of a pack is gated by it"
status 0 --rubric "$other" "$source/reference/fraud-detection/solution"
says out "capped at 40: Following the arrows"
status 1 --rubric "$other" --fail-under 41 "$source/reference/fraud-detection/solution"
status 0 rubric --rubric "$other"
says out "SKEW-02"
status 0 rubric --rubric "$other" skew-02
says out "Towers and index share a version"
status 0 explain --rubric "$other" P-VERSIONS
says out "the same"
status 2 rubric PIPE-01

# Calibration
example=$source/docs/examples/calibration
status 2 calibrate
says err "no marks"
status 2 calibrate ./not-there
says err "cannot read ./not-there: No such file or directory"
status 2 calibrate -f tree "$example/marks.csv"
says err "there are terminal, json"
status 2 calibrate --fail-under 3 "$example/marks.csv"
status 3 calibrate "$example/marks.csv"
says err "no review is given"
silent out
status 3 calibrate "$example/marks.csv" ./not-there.json
says err "not-there.json: warning[file-unreadable]"
status 3 calibrate "$example/marks.csv" strong/README.md
says err "README.md:1:1: error[json-syntax]"
status 3 calibrate "$example/reviews/amber.json" "$example/reviews/birch.json"
says err "holds no marks"
status 0 calibrate "$example/marks.csv" "$example"/reviews/*.json
says out "Worst disagreements"
silent err
cp out first
status 0 calibrate "$example/marks.csv" "$example"/reviews/*.json -f json -o calibration.json -f terminal -o calibration.txt
silent out
says calibration.json '"criteria": ['
cmp -s first calibration.txt || bad "calibrate says something else in a file"
status 0 -f json -o medium.json "$source/fixtures/medium/submission"
mkdir marks
printf 'submission,row,level,review\nm,comp-01,0,../medium.json\nm,COMP-O2,1,\nn,COMP-01,9,../gone.json\nm,COMP-01,1,\n' >marks/m.csv
status 0 calibrate marks/m.csv
says out "1 of 4 marks compared"
says out "marks/m.csv:3:3: warning[label-row]"
says out 'did you mean "COMP-02"?'
says out "marks/m.csv:4:11: error[label-level]"
says out "marks/m.csv:4:13: warning[file-unreadable]"
says out "marks/m.csv:5:11: warning[label-duplicate]"
status 0 calibrate marks/m.csv medium.json ./medium.json
says out "given twice"
if mkfifo pipe 2>/dev/null; then
    printf 'submission,row,level,review\nm,COMP-01,0,../pipe\n' >marks/p.csv
    status 3 calibrate marks/p.csv
    says err "not a regular file"
fi

# Bars
status 1 --fail-under 1000 strong
says err "(--fail-under)"
says out "pack fraud-detection"
status 0 --fail-under 1000 --exit-zero strong
status 1 --fail-under 1000 -f json strong

# What cannot be written
status 2 strong -o no-such-folder/x
says err "cannot write no-such-folder/x: No such file or directory"
if [ -c /dev/full ]; then
    "$grade" strong >/dev/full 2>err
    [ $? -eq 2 ] || bad "a full disk is not exit 2"
    says err "No space left on device"
    status 2 strong -o /dev/full
    "$grade" --help >/dev/full 2>err
    [ $? -eq 2 ] || bad "help to a full disk is not exit 2"
fi
# Not where lines are counted: the counters' file would be opened in the place of standard output.
if [ -z "${LLVM_PROFILE_FILE:-}" ]; then
    "$grade" strong >&- 2>err
    [ $? -eq 2 ] || bad "a closed standard output is not exit 2"
    says err "cannot write standard output"
fi
"$grade" strong >/dev/null 2>&- <&-
[ $? -eq 0 ] || bad "closed standard input and error are in the way"
status 0 strong -o /dev/null
echo old >old.json
chmod 640 old.json
ln -s old.json link.json
status 0 -f json -o link.json strong
[ -L link.json ] || bad "-o replaced a symbolic link"
says old.json '"criteria"'
[ "$(ls -l old.json | cut -c1-10)" = "-rw-r-----" ] || bad "-o changed the permissions of the file"
mkdir full
if [ "$(id -u)" -ne 0 ]; then
    echo old >full/old
    chmod 555 full
    status 2 strong -o full/old
    says full/old old
    chmod 755 full
fi
rest=$(find . -name '*.tmp')
[ -z "$rest" ] || bad "temporary files are left: $rest"

# Colours, locale, width
esc=$(printf '\033')
status 0 strong
grep -q "$esc" out && bad "colours without a terminal"
status 0 --color always strong
grep -q "$esc" out || bad "--color always has no colours"
status 0 --color never strong
grep -q "$esc" out && bad "--color never has colours"
LC_ALL=C
status 0 --all strong
[ -z "$(tr -d '\n -~' <out)" ] || bad "more than ASCII in a locale without UTF-8"
awk 'length($0) > 80 { exit 1 }' out || bad "a line of the report is over 80 columns"
LC_ALL=C.UTF-8
if script -qec true /dev/null </dev/null >/dev/null 2>&1; then
    # A terminal: colours, unless they are not wanted.
    colours() { script -qec "$1 '$grade' strong" /dev/null </dev/null 2>/dev/null | grep -q "$esc\["; }
    colours "TERM=xterm" || bad "no colours on a terminal"
    colours "TERM=dumb" && bad "colours although TERM=dumb"
    colours "NO_COLOR=1 TERM=xterm" && bad "colours although NO_COLOR"
fi

# The manual: every option is in it, and it speaks of no other.
for command in $(sed -n 's/^       grade \([a-z]*\) .*/\1/p' help); do
    "$grade" help "$command"
done >commands.help
cat help commands.help | grep -oE -- '--[a-z][a-z-]+' | sort -u >options
for page in docs/grade.1 docs/cli.md; do
    sed 's/\\-/-/g' "$source/$page" | grep -oE -- '--[a-z][a-z-]+' | sort -u >told
    difference=$(diff options told)
    [ -z "$difference" ] || bad "$page and --help differ: $difference"
done
awk 'length($0) > 80 { exit 1 }' help commands.help || bad "a line of --help is over 80 columns"
if command -v groff >/dev/null 2>&1; then
    groff -man -Tascii -ww -z "$source/docs/grade.1" 2>err
    silent err
fi

[ "$failed" -eq 0 ] || { echo "cli: $failed of $checks checks failed" >&2; exit 1; }
echo "cli: $checks checks"
