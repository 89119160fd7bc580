# What the parts of tests/fetch share: sourced with GRADE, FOLDER_OF_TEST_PROGRAMS and SOURCE as arguments.
set -u
GRADE=$1
case $GRADE in /*) ;; *) GRADE=$PWD/$GRADE ;; esac
here=$(cd "$(dirname "$0")" && pwd)
command -v git >/dev/null && git http-backend --help >/dev/null 2>&1 || [ -x "$(git --exec-path)/git-http-backend" ] ||
    { echo "git http-backend is not installed"; exit 77; }

top=$(mktemp -d)
servers=
cleanup() {
    for pid in $servers; do kill "$pid" 2>/dev/null; done
    rm -rf "$top"
}
trap cleanup EXIT
trap 'exit 1' INT TERM

server=${2:+$2/http_git_server}
if [ ! -x "${server:-/nowhere}" ]; then
    server=$top/http_git_server
    cc -std=c11 -D_GNU_SOURCE -o "$server" "$here/http_git_server.c" || exit 77
fi

export TMPDIR="$top/tmp" HOME="$top/home" GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=t GIT_AUTHOR_EMAIL=t@example.org GIT_COMMITTER_NAME=t GIT_COMMITTER_EMAIL=t@example.org
export GIT_AUTHOR_DATE='2024-01-01T00:00:00Z' GIT_COMMITTER_DATE='2024-01-01T00:00:00Z'
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY all_proxy
mkdir "$TMPDIR" "$HOME" "$top/root"
failed=0
n=0

# ok NAME CONDITION…: the condition is a command.
ok() {
    n=$((n + 1))
    name=$1
    shift
    if "$@"; then
        echo "ok $n - $name"
    else
        echo "not ok $n - $name"
        sed 's/^/#   /' "$top/err" 2>/dev/null
        failed=1
    fi
}

# grade ARGS…: status in $status, output in $top/out and $top/err.
grade() {
    "$GRADE" --format json "$@" >"$top/out" 2>"$top/err"
    status=$?
}

# The review without where it came from, and without which processes it took.
without_source() {
    sed -e '/^  "source": {$/,/^  },\{0,1\}$/d' -e '/^  "sandbox": {$/,/^  },\{0,1\}$/d' "$1"
}

same_as() {
    without_source "$1" >"$top/left"
    without_source "$top/out" >"$top/right"
    [ -s "$top/left" ] && cmp -s "$top/left" "$top/right"
}

differs_from() {
    ! same_as "$1"
}

says() {
    grep -qF -- "$1" "$top/err"
}

one_line() {
    [ "$(wc -l <"$top/err")" -eq 1 ]
}

temp_is_empty() {
    [ -z "$(ls -A "$TMPDIR")" ]
}

# refused STATUS TEXT…: that exit status, every text on stderr, one line, nothing left behind.
refused() {
    [ "$status" -eq "$1" ] || { echo "#   status $status"; return 1; }
    shift
    for text in "$@"; do says "$text" || return 1; done
    one_line && temp_is_empty
}

start_server() {
    "$server" "$top/root" "$@" >"$top/port" &
    servers="$servers $!"
    tries=0
    until [ -s "$top/port" ] || [ $tries -eq 100 ]; do tries=$((tries + 1)); sleep 0.05; done
    url=http://127.0.0.1:$(cat "$top/port")
    : >"$top/port.old"
    mv "$top/port" "$top/port.old"
}

# ---- a repository with two branches, a tag and a pull request ----

work=$top/work
git init -q -b main "$work"
cd "$work" || exit 1
git config commit.gpgsign false
cat >architecture.dot <<'EOF'
digraph a {
  pay   [label="Payments API"];
  kafka [label="Kafka"];
  score [label="Scoring service"];
  pay -> kafka [label="transactions"];
  kafka -> score [label="transactions"];
}
EOF
mkdir docs
echo '# How it works' >docs/notes.md
printf 'all:\n' >Makefile
git add -A && git commit -qm one
first=$(git rev-parse HEAD)
git tag v1
git tag -a -m annotated v1a
git checkout -q -b other
sed 's/Scoring service/Feature store/' architecture.dot >x && mv x architecture.dot
echo 'digraph b { x -> y }' >docs/extra.dot
git add -A && git commit -qm two
second=$(git rev-parse HEAD)
git checkout -q main
git checkout -q -b pr
echo 'digraph c { m -> n }' >pull.dot
git add -A && git commit -qm three
third=$(git rev-parse HEAD)
git checkout -q main
git clone -q --bare "$work" "$top/root/a.git"
git -C "$top/root/a.git" update-ref refs/pull/7/head "$third"
git -C "$top/root/a.git" update-ref refs/merge-requests/8/head "$third"
git -C "$top/root/a.git" update-ref -d refs/heads/pr
git update-ref refs/pull/7/head "$third"
git init -q -b main --bare "$top/root/empty.git"
cd "$top" || exit 1

bomb=${2:+$2/pack_bomb}
if [ ! -x "${bomb:-/nowhere}" ]; then
    bomb=$top/pack_bomb
    cc -std=c11 -o "$bomb" "$here/pack_bomb.c" || exit 77
fi
