#!/bin/sh
# The law of stored reviews: `grade X -f F` and `grade X -f json | grade render - -f F` are the same bytes, for every fixture
# and every format. And what is no review, or is damaged, is refused with a place.
# usage: run.sh GRADE TEST_BUILD_FOLDER SOURCE_FOLDER
set -u
grade=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$3" || exit 2
LC_ALL=C.UTF-8
export LC_ALL
checks=0 failed=0
bad() {
    echo "render: $*" >&2
    failed=$((failed + 1))
}
# The page without where Graphviz put things: between two ways that are equally good it chooses by what else is in memory.
unplaced() {
    sed -E 's/ (d|x|y|x1|x2|y1|y2|cx|cy|rx|width|height|viewBox|transform|points)="[^"]*"//g' "$1" >"$1.unplaced"
}
same() { # ONE OTHER WHAT: the two reports are the same, and hold something
    checks=$((checks + 1))
    [ -s "$1" ] || bad "$3: nothing was written"
    case $1 in *.html)
        unplaced "$1"
        unplaced "$2"
        set -- "$1.unplaced" "$2.unplaced" "$3"
        ;;
    esac
    cmp -s "$1" "$2" || { bad "$3 differs"; diff "$1" "$2" | head -5 >&2; }
}

formats=$("$grade" render --help | tr '\n' ' ' | sed 's/.*--format NAME *\([^;]*\);.*/\1/; s/ or / /g; s/,//g; s/  */ /g')
[ "$(echo "$formats" | wc -w)" -ge 6 ] || bad "the formats of grade render are not in its --help: $formats"

# all PREFIX COMMAND…: runs it once for all formats; PREFIX.FORMAT holds what it wrote.
all() {
    prefix=$work/$1
    shift
    outputs=
    for format in $formats; do outputs="$outputs -f $format -o $prefix.$format"; done
    # shellcheck disable=SC2086
    "$grade" "$@" $outputs 2>"$work/err" || bad "grade $*: $(head -2 "$work/err")"
}
# Arrows to groups, which stand for one to each member, and groups within groups.
mkdir "$work/groups"
cat >"$work/groups/architecture.dot" <<'DOT'
digraph { compound=true;
  subgraph cluster_a { label="Ingest"; kafka [label="Kafka"]; s3 [label="S3 raw events"]; }
  subgraph cluster_b { label="Features"; subgraph cluster_c { label="Online"; redis [label="Redis"]; } feast [label="Feast"]; }
  api [label="Payments API"]; api -> kafka [lhead=cluster_a, label="events"]; kafka -> redis [lhead=cluster_b]; s3 -> feast;
}
DOT
"$grade" -f json "$work/groups" | grep -q '"after": 1' || bad "no arrow to a group is listed with its copies"

for folder in fixtures/*/submission "$work/groups"; do
    for how in "--color always" "--all"; do
        # shellcheck disable=SC2086
        all now $how "$folder"
        # shellcheck disable=SC2086
        all later render $how "$work/now.json"
        for format in $formats; do
            same "$work/now.$format" "$work/later.$format" "$folder $how -f $format"
        done
    done
    for view in "--anonymous" "--audience candidate" "--anonymous --audience candidate"; do
        # shellcheck disable=SC2086
        "$grade" $view -f json "$folder" >"$work/now" 2>/dev/null
        # shellcheck disable=SC2086
        "$grade" render $view -f json "$work/later.json" >"$work/later"
        same "$work/now" "$work/later" "$folder $view"
    done
    # What was taken out stays out, and nothing more goes.
    "$grade" render -f json "$work/now" >"$work/later"
    same "$work/now" "$work/later" "$folder, again"
done
"$grade" -f json fixtures/weak/submission | "$grade" render -f markdown - >"$work/later"
"$grade" -f markdown fixtures/weak/submission >"$work/now"
same "$work/now" "$work/later" "through a pipe"

# Bars hold for a stored review, too.
status() { # WANTED ARGUMENT...
    wanted=$1
    shift
    checks=$((checks + 1))
    "$grade" "$@" >"$work/out" 2>"$work/err"
    got=$?
    [ "$got" -eq "$wanted" ] || bad "grade $*: exit $got, not $wanted: $(head -2 "$work/err")"
}
says() {
    checks=$((checks + 1))
    grep -qF -- "$1" "$work/err" || bad "'$1' was not said: $(head -2 "$work/err")"
}
"$grade" -f json fixtures/weak/submission >"$work/weak.json"
status 1 render -q --fail-under 60 "$work/weak.json"
says "is under 60"
status 1 render -q --fail-on gate "$work/weak.json"
says "--fail-on gate"
status 0 render -q --fail-on error,partial "$work/weak.json"
status 1 render -q --fail-on red,gate --audience candidate "$work/weak.json"
status 0 render -q --fail-on red --exit-zero "$work/weak.json"
status 2 render
status 2 render -f tree "$work/weak.json"
status 2 -f tree --anonymous fixtures/weak/submission
status 2 --audience nobody fixtures/weak/submission
status 2 --fail-on nonsense fixtures/weak/submission

# Marks at once and marks later are the same, once and twice.
field() { sed -n "s/^    \"$1\": \"\([0-9a-f]*\)\".*/\1/p" "$work/weak.json" | head -n 1; }
{
    echo "adjustments: 1"
    echo "review: {digest: $(field digest)}"
    echo "pack: {name: x, version: x, hash: $(field hash)}"
    echo "reviewer: Grace Marker"
    echo 'date: "2026-11-24"'
    echo "rows: [{id: COMP-01, level: 3, why: said so}, {id: NONE-01, level: 3, why: typo}]"
} >"$work/marks.yaml"
all now --adjustments "$work/marks.yaml" fixtures/weak/submission
all later render --adjustments "$work/marks.yaml" "$work/weak.json"
for format in $formats; do same "$work/now.$format" "$work/later.$format" "marks, -f $format"; done
grep -q "COMP-01: 3 instead of 2, Grace Marker" "$work/now.terminal" || bad "the mark is not shown"
grep -q "adjustment-row" "$work/now.terminal" || bad "a mark for no row is not reported"
all later render "$work/now.json"
for format in $formats; do same "$work/now.$format" "$work/later.$format" "stored marks, -f $format"; done
all later render --adjustments "$work/marks.yaml" "$work/now.json"
for format in $formats; do same "$work/now.$format" "$work/later.$format" "marks twice, -f $format"; done
"$grade" render --anonymous "$work/now.json" | grep -q Grace && bad "an anonymous report names the reviewer"
"$grade" render --audience candidate -f json "$work/now.json" | grep -q -e Grace -e said.so -e adjustment- && bad "a candidate sees marks"
echo "rows: 1" >"$work/broken.yaml"
status 2 render --adjustments "$work/broken.yaml" "$work/weak.json"
says "cannot be applied"
status 2 render --adjustments "$work/not-there.yaml" "$work/weak.json"

# What is no review
refused() { # SAYS: the text on standard input
    cat >"$work/damaged.json"
    status 3 render "$work/damaged.json"
    says "$1"
    [ ! -s "$work/out" ] || bad "something was written of a review that was refused"
}
status 3 render "$work/not-there.json"
says "cannot read"
: | refused "holds nothing"
echo '[]' | refused "1:1: not a review"
echo '{' | refused "damaged.json:"
echo '{"grade": {"version": "1"}}' | refused "'audience' is missing"
head -c 3000 "$work/weak.json" | refused "the text ends before"
sed 's/"level": 1,/"level": 7,/' "$work/weak.json" | refused "'level' must be a whole number from 0 to 3"
sed 's/"probable": false/"probable": "no"/' "$work/weak.json" | refused "'probable' must be true or false"
sed 's/"total": [0-9.]*/"total": "many"/' "$work/weak.json" | refused "'total' must be a number"
sed 's/"view": 0/"view": 9/' "$work/weak.json" | refused "'view' must be"
sed 's/"dimension": "COMP"/"dimension": "NONE"/' "$work/weak.json" | refused "must be of a dimension"
sed '0,/"from": "[a-z]*"/s//"from": "nothing"/' "$work/weak.json" | refused "names nothing that is drawn there"
sed 's/"edge": [0-9]*/"edge": 999999/' "$work/weak.json" | refused "'edge' must be"
sed 's/"node": [0-9]*/"node": -1/' "$work/weak.json" | refused "'node' must be"
sed 's/"source": [0-9]*,/"source": 999999,/' "$work/weak.json" | refused "'source' must be"
awk 'BEGIN { for (i = 0; i < 200; i++) printf "["; for (i = 0; i < 200; i++) printf "]" }' </dev/null | refused "nested deeper"
head -c 17000000 /dev/zero | tr '\0' ' ' | refused "larger than"

echo "render: $checks checks, $failed failed"
[ $failed -eq 0 ]
