#!/bin/sh
# Shows a stored review as one comment of a GitHub pull request or one note of a GitLab merge request: writes it, or
# rewrites the one that is there. Ours is a comment whose first line is the marker and whose author is the token's user;
# anybody can write the marker, so one without the other is left alone. Needs grade, curl and jq.
#
# usage: comment.sh --api github|gitlab --review FILE --expect-commit SHA --number N [--author LOGIN] [--audience WHO]
# In: GRADE_COMMENT_TOKEN. For github GITHUB_API_URL and GITHUB_REPOSITORY, for gitlab CI_API_V4_URL and CI_PROJECT_ID, as
# their runners set them. Status: 0 written, 1 refused by the server, 2 used wrongly, 3 the review is refused.
set -eu
LC_ALL=C.UTF-8
export LC_ALL
marker='<!-- grade:report -->'
most=60000 # bytes of a comment; GitHub takes 65536 characters
pages=30   # of 100 comments each that are looked through

# Messages hold nothing of a review or of a server's answer.
stop() { # STATUS MESSAGE
    if [ -n "${GITHUB_ACTIONS:-}" ]; then echo "::error title=grade::$2"; else echo "comment.sh: $2" >&2; fi
    exit "$1"
}

api='' review='' commit='' number='' author='' audience=reviewer
while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || stop 2 "an option lacks its value"
    case $1 in
    --api) api=$2 ;;
    --review) review=$2 ;;
    --expect-commit) commit=$2 ;;
    --number) number=$2 ;;
    --author) author=$2 ;;
    --audience) audience=$2 ;;
    *) stop 2 "unknown option" ;;
    esac
    shift 2
done
[ -n "${GRADE_COMMENT_TOKEN:-}" ] || stop 2 "GRADE_COMMENT_TOKEN is not set"
case $number in '' | *[!0-9]*) stop 2 "--number is not a number" ;; esac
case $commit in *[!0-9a-f]*) stop 2 "--expect-commit is not a commit's id" ;; esac
case ${#commit} in 40 | 64) ;; *) stop 2 "--expect-commit is not a commit's full id" ;; esac
case $api in
github)
    case ${GITHUB_REPOSITORY:-} in */*/* | *[!A-Za-z0-9._/-]* | '') stop 2 "GITHUB_REPOSITORY is not OWNER/NAME" ;; esac
    base=${GITHUB_API_URL:-https://api.github.com}
    comments=$base/repos/$GITHUB_REPOSITORY/issues/$number/comments
    author=${author:-github-actions[bot]}
    header='Authorization: Bearer '
    ;;
gitlab)
    case ${CI_PROJECT_ID:-} in '' | *[!0-9]*) stop 2 "CI_PROJECT_ID is not a number" ;; esac
    base=${CI_API_V4_URL:-https://gitlab.com/api/v4}
    comments=$base/projects/$CI_PROJECT_ID/merge_requests/$number/notes
    header='PRIVATE-TOKEN: '
    ;;
*) stop 2 "--api is github or gitlab" ;;
esac
case $base in
https://* | http://127.0.0.1:* | http://localhost:*) ;;
*) stop 2 "the API is spoken to over https only" ;;
esac
case $GRADE_COMMENT_TOKEN in *[!A-Za-z0-9._~+/=-]*) stop 2 "GRADE_COMMENT_TOKEN is not a token" ;; esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The review, checked by the program that shows it; what it says of its commit must be what was asked for.
if [ ! -f "$review" ] || [ -L "$review" ]; then stop 3 "there is no review to show"; fi
[ "$(wc -c <"$review")" -le 33554432 ] || stop 3 "the review is larger than 32 MiB"
grade render --audience "$audience" -f markdown -o "$work/body.md" --max-bytes $((most - 200)) -- "$review" >/dev/null 2>&1 ||
    stop 3 "the review does not hold to its schema, or is of another version: nothing was written"
[ "$(jq -r '.source.commit // ""' "$review")" = "$commit" ] ||
    stop 3 "the review is of another commit: nothing was written"
{
    echo "$marker"
    echo
    cat "$work/body.md"
} >"$work/comment.md"
jq -n --rawfile body "$work/comment.md" '{body: $body}' >"$work/comment.json"

# ask METHOD ADDRESS [FILE]: the answer is in $work/answer, its status in $code. The token is told on standard input: the
# list of processes shows arguments.
ask() {
    code=$(printf 'header = "%s%s"\n' "$header" "$GRADE_COMMENT_TOKEN" |
        curl --config - --silent --max-time 30 --proto '=https,http' --request "$1" ${3:+--data-binary "@$3"} \
            --header 'Content-Type: application/json' --output "$work/answer" --write-out '%{http_code}' "$2") || code=000
}
# refused DOING: says why in our words.
refused() {
    case $code in
    401 | 403) stop 1 "$1 is not allowed (status $code): the token needs the right to write comments (GitHub: pull-requests: write; GitLab: scope api)" ;;
    404) stop 1 "$1 failed (status 404): there is no such request, or the token may not see it" ;;
    000) stop 1 "$1 failed: no answer" ;;
    *) stop 1 "$1 failed (status $code)" ;;
    esac
}

if [ "$api" = gitlab ] && [ -z "$author" ]; then
    ask GET "$base/user"
    [ "$code" = 200 ] || refused "asking who the token is"
    author=$(jq -r '.username // ""' "$work/answer")
fi
[ -n "$author" ] || stop 2 "whose comment to look for is not known: --author"

id='' page=1
while [ -z "$id" ] && [ $page -le $pages ]; do
    ask GET "$comments?per_page=100&page=$page"
    [ "$code" = 200 ] || refused "listing the comments"
    id=$(jq -r --arg author "$author" --arg marker "$marker" '
        [.[] | select((.user.login // .author.username) == $author and (.system // false | not))
             | select(.body // "" | split("\n")[0] | rtrimstr("\r") == $marker)][0].id // ""' "$work/answer") ||
        stop 1 "listing the comments gave something else"
    [ "$(jq length "$work/answer")" -eq 100 ] || break
    page=$((page + 1))
done
case $id in *[!0-9]*) stop 1 "listing the comments gave something else" ;; esac

if [ -z "$id" ]; then
    ask POST "$comments" "$work/comment.json"
    did=written
else
    case $api in
    github) ask PATCH "$base/repos/$GITHUB_REPOSITORY/issues/comments/$id" "$work/comment.json" ;;
    gitlab) ask PUT "$comments/$id" "$work/comment.json" ;;
    esac
    did=updated
fi
case $code in 200 | 201) ;; *) refused "writing the comment" ;; esac
echo "comment $did"
if [ -n "${GITHUB_OUTPUT:-}" ]; then
    url=$(jq -r '.html_url // ""' "$work/answer" | tr -cd 'A-Za-z0-9:/#._~-')
    echo "url=$url" >>"$GITHUB_OUTPUT"
fi
