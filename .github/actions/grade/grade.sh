#!/bin/sh
# Grades, writes the reports, the job summary and the annotations, and the outputs. Fails only where it is used wrongly:
# the status of grade goes to GITHUB_OUTPUT, and finish.sh ends with it.
# In: GRADE_PATH or GRADE_REPOSITORY, GRADE_REF, GRADE_EXPECT_COMMIT, GRADE_RUBRIC, GRADE_AUDIENCE, GRADE_SANDBOX, GRADE_FORMATS,
# GRADE_FAIL_UNDER, GRADE_FAIL_ON, GRADE_SUMMARY, GRADE_ANNOTATIONS, GRADE_UPLOAD_SARIF; RUNNER_TEMP, GITHUB_OUTPUT,
# GITHUB_STEP_SUMMARY, GITHUB_SERVER_URL. GRADE_TOKEN is for the server that the job runs for, and no other.
set -eu
LC_ALL=C.UTF-8
export LC_ALL
wrong() {
    echo "::error title=grade::$1"
    exit 2
}

# What is graded
[ -z "$GRADE_PATH" ] || [ -z "$GRADE_REPOSITORY" ] || wrong "give path or repository, not both"
what=${GRADE_REPOSITORY:-${GRADE_PATH:-.}}
set --
# Another server than the job's does not get its token, and is none inside the network that the runner is in.
case $GRADE_REPOSITORY in
"${GITHUB_SERVER_URL:-https://github.com}"/*) ;;
*)
    unset GRADE_TOKEN
    [ -z "$GRADE_REPOSITORY" ] || set -- --public-only
    ;;
esac
[ -z "$GRADE_REF" ] || set -- "$@" --ref "$GRADE_REF"
[ -z "$GRADE_EXPECT_COMMIT" ] || set -- "$@" --expect-commit "$GRADE_EXPECT_COMMIT"
[ -z "$GRADE_RUBRIC" ] || set -- "$@" --rubric "$GRADE_RUBRIC"
[ -z "$GRADE_AUDIENCE" ] || set -- "$@" --audience "$GRADE_AUDIENCE"
[ -z "$GRADE_SANDBOX" ] || set -- "$@" --sandbox "$GRADE_SANDBOX"
[ -z "$GRADE_FAIL_UNDER" ] || set -- "$@" --fail-under "$GRADE_FAIL_UNDER"
[ -z "$GRADE_FAIL_ON" ] || set -- "$@" --fail-on "$GRADE_FAIL_ON"

# The reports: json always, the others once each. A summary may have 1024 KiB; more than that would show nothing.
out=$(mktemp -d "$RUNNER_TEMP/grade.XXXXXX")
set -- "$@" --max-bytes 900K -f json -o "$out/review.json" -f markdown -o "$out/review.md"
html='' sarif=''
wanted=$(printf '%s' "$GRADE_FORMATS" | tr ',\n' '  ')
[ "$GRADE_UPLOAD_SARIF" != true ] || wanted="$wanted sarif"
set -f
for format in $wanted; do
    case $format in
    json | markdown) ;;
    html)
        [ -n "$html" ] || set -- "$@" -f html -o "$out/review.html"
        html=$out/review.html
        ;;
    sarif)
        [ -n "$sarif" ] || set -- "$@" -f sarif -o "$out/review.sarif"
        sarif=$out/review.sarif
        ;;
    junit) set -- "$@" -f junit -o "$out/review.junit.xml" ;;
    terminal) set -- "$@" -f terminal -o "$out/review.txt" ;;
    *) wrong "formats has a word that is no format: json, html, markdown, sarif, junit and terminal are" ;;
    esac
done
set +f
set -- "$@" -f github -o "$out/log"

status=0
grade "$@" -- "$what" >"$out/err" 2>&1 || status=$?

# Messages may quote what a candidate wrote: nothing in them is a command.
if [ -s "$out/err" ]; then
    fence=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    printf '::stop-commands::%s\n' "$fence"
    cat "$out/err"
    printf '\n::%s::\n' "$fence"
fi
echo "status=$status" >>"$GITHUB_OUTPUT"
if [ ! -s "$out/review.json" ]; then
    [ "$GRADE_SUMMARY" != true ] || [ "$status" -ne 3 ] ||
        printf '## Architecture review\n\nThe submission could not be graded; the log of the job says why.\n' >>"$GITHUB_STEP_SUMMARY"
    exit 0
fi

# Places in reports are relative to what was graded; on GitHub they are relative to the repository around it.
prefix=
if [ -z "$GRADE_REPOSITORY" ]; then
    folder=$what
    [ -d "$folder" ] || folder=$(dirname -- "$folder")
    folder=$(cd -- "$folder" && pwd -P)
    workspace=$(cd -- "${GITHUB_WORKSPACE:-.}" && pwd -P)
    while [ "$folder" != / ] && [ "$folder" != "$workspace" ] && [ ! -e "$folder/.git" ]; do
        prefix=$(basename -- "$folder")/$prefix
        folder=$(dirname -- "$folder")
    done
    [ "$folder" != / ] || prefix=
fi

# The log: text between stop-commands and its end, then the annotations, which alone get the prefix or are left out.
PREFIX=$prefix KEEP=$GRADE_ANNOTATIONS awk '
    BEGIN {
        prefix = ENVIRON["PREFIX"]
        gsub(/%/, "%25", prefix); gsub(/:/, "%3A", prefix); gsub(/,/, "%2C", prefix); gsub(/[\r\n]/, "", prefix)
    }
    NR == 1 { end = "::" substr($0, length("::stop-commands::") + 1) "::"; print; next }
    !ended { print; if ($0 == end) ended = 1; next }
    ENVIRON["KEEP"] == "true" {
        at = index($0, " file=")
        if (prefix != "" && at > 0 && at == index($0, " ")) print substr($0, 1, at + 5) prefix substr($0, at + 6)
        else print
    }' "$out/log"
if [ -n "$sarif" ] && [ -n "$prefix" ]; then
    jq --arg prefix "$prefix" '($prefix | split("/") | map(@uri) | join("/")) as $before |
        (.runs[].results[]?.locations[]?.physicalLocation.artifactLocation.uri) |= $before + .' "$sarif" >"$sarif.new"
    mv "$sarif.new" "$sarif"
fi
[ "$GRADE_SUMMARY" != true ] || cat "$out/review.md" >>"$GITHUB_STEP_SUMMARY"

# A rubric pack may come from anywhere: an id or band with a line break must not become an output of its own.
jq -r 'def word: tostring | gsub("[^A-Za-z0-9+._-]"; "");
    "score=\(.score.total // "" | word)",
    "max-score=\(.score.max | word)",
    "percent=\(if .score.total and .score.max > 0 then .score.total / .score.max * 1000 | round / 10 else "" end | word)",
    "band=\(.score.band // "" | word)",
    "gates=\([.gates[] | select(.applied) | .id | word] | join(","))"' "$out/review.json" >>"$GITHUB_OUTPUT"
{
    echo "review-json=$out/review.json"
    echo "review-html=$html"
    echo "sarif=$sarif"
} >>"$GITHUB_OUTPUT"
