#!/bin/sh
# A repository with a long history over HTTP on this machine, against `git clone --depth 1`: bytes and wall time, the
# median of seven runs in turn. usage: fetch.sh GRADE TEST_BUILD_FOLDER
set -eu
grade=$1
server=$2/http_git_server
command -v git >/dev/null && [ -x "$server" ] || { echo "no git or no $server: fetching is not measured"; exit 0; }
runs=7
top=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null; rm -rf "$top"' EXIT
trap 'exit 1' INT TERM
export HOME="$top" GIT_CONFIG_NOSYSTEM=1 HTTP_GIT_LOG="$top/log"

# 200 commits of a quarter of a megabyte that does not compress, 307 files in the last one: 53 MB, of which 1.4 in it.
history() {
    for i in $(seq 0 305); do
        printf 'blob\nmark :%d\ndata 3600\n' $((i + 1))
        head -c 3600 /dev/urandom
    done
    for i in $(seq 200); do
        printf '\ncommit refs/heads/main\ncommitter t <t@example.org> %d +0000\ndata 3\none' $((1700000000 + i))
        [ "$i" -gt 1 ] || {
            printf '\n'
            for k in $(seq 0 305); do printf 'M 100644 :%d files/%d.bin\n' $((k + 1)) "$k"; done
            printf 'M 100644 inline architecture.dot\ndata 20\ndigraph g { a -> b }'
        }
        printf '\nM 100644 inline noise.bin\ndata 262144\n'
        head -c 262144 /dev/urandom
    done
    printf '\ndone\n'
}
git init -q --bare -b main "$top/a.git"
history | git -C "$top/a.git" fast-import --quiet --done
"$server" "$top" >"$top/port" &
pid=$!
until [ -s "$top/port" ]; do sleep 0.05; done
url=http://127.0.0.1:$(cat "$top/port")/a.git

# measure NAME COMMAND…: appends "milliseconds bytes" to $top/NAME.
measure() {
    name=$1
    shift
    : >"$top/log"
    before=$(date +%s%N)
    "$@" >/dev/null
    after=$(date +%s%N)
    # The server adds up when a connection is closed.
    until [ "$(grep -c '^sent' "$top/log")" -ge "$(grep -cE '^(GET|POST) ' "$top/log")" ]; do sleep 0.01; done
    echo "$(((after - before) / 10000)) $(awk '/^sent/ { n += $2 } END { print n }' "$top/log")" >>"$top/$name"
}
for i in $(seq $runs); do
    measure grade "$grade" -q "$url"
    measure git git clone -q --depth 1 "$url" "$top/clone-$i"
done
median() { cut -d' ' -f"$2" "$top/$1" | sort -n | sed -n "$((runs / 2 + 1))p"; }
awk -v pack="$(du -sk "$top/a.git/objects" | cut -f1)" -v a="$(median grade 1)" -v b="$(median git 1)" \
    -v x="$(median grade 2)" -v y="$(median git 2)" 'BEGIN {
        printf "fetch, %.0f MB of history %9.2f ms %9d bytes   %.2f x git clone --depth 1 (%.2f ms), %.3f x its bytes\n",
            pack * 1024 / 1e6, a / 100, x, a / b, b / 100, x / y }'
