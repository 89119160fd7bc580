#!/bin/sh
# Real clones, from servers on this machine: run.sh GRADE [FOLDER_OF_TEST_PROGRAMS [SOURCE]]
. "$(dirname "$0")/common.sh"

# What each commit must give: read as plain folders, without git.
for branch in main other pr; do
    mkdir "$top/plain-$branch"
    git -C "$work" archive "$branch" | tar -xf - -C "$top/plain-$branch"
    grade "$top/plain-$branch"
    ok "folder of $branch is graded" [ "$status" -eq 0 ]
    cp "$top/out" "$top/expect-$branch"
done

# ---- clones ----

start_server
a=$url/a.git

grade "$a"
ok "default branch" [ "$status" -eq 0 ]
ok "default branch is what the folder is" same_as "$top/expect-main"
ok "the commit is named" grep -qF "$first" "$top/out"
ok "no temporary files" temp_is_empty

grade --ref other "$a"
ok "a branch" same_as "$top/expect-other"
ok "a branch is not the default one" differs_from "$top/expect-main"
grade --ref refs/heads/other "$a"
ok "a full ref name" same_as "$top/expect-other"
grade --ref v1 "$a"
ok "a tag" same_as "$top/expect-main"
grade --ref v1a "$a"
ok "an annotated tag" same_as "$top/expect-main"
ok "an annotated tag leads to its commit" grep -qF "$first" "$top/out"
grade --ref "$second" "$a"
ok "a commit" same_as "$top/expect-other"
git -C "$top/root/a.git" update-ref refs/heads/main "$second"
grade --ref "$first" "$a"
ok "a commit that is no tip" same_as "$top/expect-main"
git -C "$top/root/a.git" update-ref refs/heads/main "$first"
grade --pr 7 "$a"
ok "a pull request" same_as "$top/expect-pr"
grade --pr 8 "$a"
ok "a merge request" same_as "$top/expect-pr"
grade --pr 7 --expect-commit "$third" "$a"
ok "a pull request at the expected commit" same_as "$top/expect-pr"
ok "no temporary files after all that" temp_is_empty

grade --pr 7 --expect-commit "$first" "$a"
ok "not the expected commit" refused 3 "refs/pull/7/head is $third, not the expected $first"
grade --ref nowhere "$a"
ok "a missing ref" refused 3 "no ref 'nowhere'"
grade --ref 1234567890123456789012345678901234567890 "$a"
ok "a missing commit" refused 3 "no commit '1234567890123456789012345678901234567890'"
grade --pr 99 "$a"
ok "a missing pull request" refused 3 "no pull or merge request 99"
grade "$url/empty.git"
ok "an empty repository" refused 3 "is empty: it has no commit"
grade "$url/nothing.git"
ok "no such repository" refused 3 "no such repository, or it is private"
grade --max-fetch 65536 --ref other "$a"
ok "a limit of bytes does not hurt a small clone" [ "$status" -eq 0 ]
dd if=/dev/urandom of="$work/noise.bin" bs=1024 count=300 2>/dev/null
git -C "$work" checkout -q -b noise && git -C "$work" add -A && git -C "$work" commit -qm noise
git -C "$work" push -q "$top/root/a.git" noise
git -C "$work" checkout -q main
grade --max-fetch 65536 --ref noise "$a"
ok "more bytes than allowed" refused 3 "sent more than 65536 bytes"

start_server private
grade "$url/a.git"
ok "a private repository" refused 3 "no such repository, or it is private"
# ---- addresses that are refused ----

grade "http://example.org/a.git"
ok "http off this machine" refused 2 "--allow-http"
grade "https://user:secret@example.org/a.git"
ok "a password in the URL" refused 2 "user name or password"
ok "the password is not printed" sh -c "! grep -q secret '$top/err'"
for address in git://example.org/a.git ext::sh; do
    grade "$address"
    ok "$address is not supported" refused 2 "not supported"
done
grade "http://127.0.0.1:1/a.git"
ok "nobody listens" refused 3 "cannot be reached"

# ---- servers that stall ----

for mode in stall stall-pack drip refs; do
    start_server $mode
    before=$(date +%s)
    grade --fetch-timeout 2 "$url/a.git"
    after=$(date +%s)
    ok "$mode: given up" refused 3 "given up"
    ok "$mode: in time" [ $((after - before)) -le 4 ]
done
start_server stall
grade --fetch-timeout 30 --idle-timeout 1 "$url/a.git"
ok "an idle server" refused 3 "sent nothing for 1 s"

# A shell that starts a program with & lets it ignore SIGINT: SIGTERM takes the same way.
for signal in TERM HUP; do
    "$GRADE" --format json "$url/a.git" >/dev/null 2>&1 &
    pid=$!
    tries=0
    while temp_is_empty && [ $tries -lt 100 ]; do tries=$((tries + 1)); sleep 0.05; done
    ok "SIG$signal: a temporary folder was there" sh -c "! [ -z \"\$(ls -A '$TMPDIR')\" ]"
    kill -s $signal $pid
    wait $pid 2>/dev/null
    status=$?
    ok "SIG$signal ends the program" [ "$status" -gt 128 ]
    ok "SIG$signal leaves nothing behind" temp_is_empty
done
if command -v setsid >/dev/null && setsid --help 2>&1 | grep -q -- --wait; then
    # A process group of its own, SIGINT as a terminal sets it, and Ctrl-C to all of the group.
    cat >"$top/interrupt" <<'EOF'
trap 'true' INT
"$1" --format json "$2" >/dev/null 2>&1
echo $? >"$3"
EOF
    setsid --wait sh -c 'trap - INT; exec env --default-signal=INT sh "$@"' sh "$top/interrupt" "$GRADE" "$url/a.git" \
        "$top/int-status" &
    tries=0
    while temp_is_empty && [ $tries -lt 100 ]; do tries=$((tries + 1)); sleep 0.05; done
    group=$(ps -eo pgid=,args= | grep -F "$top/interrupt" | grep -v grep | awk '{print $1}' | tail -n 1)
    if [ -n "$group" ]; then
        kill -s INT -- "-$group"
        tries=0
        while [ ! -s "$top/int-status" ] && [ $tries -lt 100 ]; do tries=$((tries + 1)); sleep 0.05; done
        ok "Ctrl-C ends the program" [ "$(cat "$top/int-status")" = 130 ]
        ok "Ctrl-C leaves nothing behind" temp_is_empty
    fi
fi

# ---- on this machine ----

grade "file://$top/root/a.git"
ok "file://" same_as "$top/expect-main"
grade --ref other "file://$top/root/a.git"
ok "file:// with a ref" same_as "$top/expect-other"
grade "$top/root/a.git"
ok "PATH.git" same_as "$top/expect-main"
grade --pr 7 "$top/root/a.git"
ok "PATH.git with a pull request" same_as "$top/expect-pr"
grade --ref other "$work"
ok "a ref of a work tree" same_as "$top/expect-other"
grade --ref "$second" "$work"
ok "a commit of a work tree" same_as "$top/expect-other"
grade --ref other --expect-commit "$first" "$work"
ok "a ref of a work tree, not the expected commit" refused 3 "refs/heads/other is $second, not the expected $first"
grade --ref nowhere "$work"
ok "a missing ref of a work tree" refused 3 "no ref 'nowhere'"
grade "$top/root/empty.git"
ok "an empty repository here" refused 3 "is empty: it has no commit"
grade "$top/nowhere"
ok "no such folder" refused 3 "No such file"
grade "file://$top/nowhere.git"
ok "no such repository here" refused 3 "No such file"
cp -r "$top/root/a.git" "$top/damaged.git"
find "$top/damaged.git/objects" -type f -exec sh -c 'chmod u+w "$1"; printf "damage" >"$1"' sh {} \;
grade "$top/damaged.git"
ok "a damaged repository" refused 3 "damaged"
mkdir "$top/plain.git"
grade "$top/plain.git"
ok "a .git folder that is none" refused 3 "is not a git repository"
grade --ref main "$top/plain-main"
ok "a ref of no repository" refused 2 "is not in a git repository"
grade --ref main "$top/plain-main/architecture.dot"
ok "a ref of a file" refused 2 "is a file"

# ---- a work tree, read as it stands ----

grade "$work"
ok "a clean work tree is its commit" same_as "$top/expect-main"
cp "$top/out" "$top/clean"
sed 's/Scoring service/Feature store/' "$work/architecture.dot" >"$top/x" && cp "$top/x" "$work/architecture.dot"
echo 'digraph b { x -> y }' >"$work/docs/extra.dot"
grade "$work"
ok "uncommitted changes are read" same_as "$top/expect-other"
git -C "$work" checkout -q architecture.dot
rm "$work/docs/extra.dot"

mkdir "$work/build" "$work/kept"
echo 'digraph x { x1 -> x2 }' >"$work/build/generated.dot"
echo 'digraph x { x3 -> x4 }' >"$work/local.dot"
echo 'digraph x { x5 -> x6 }' >"$work/secret.dot"
printf '/build/\nlocal.*\n' >"$work/.gitignore"
echo secret.dot >>"$work/.git/info/exclude"
grade "$work"
ok ".gitignore and info/exclude are honoured" same_as "$top/clean"
git -C "$work" add -f local.dot
grade "$work"
ok "what is in the index is not ignored" differs_from "$top/clean"
git -C "$work" rm -q --cached local.dot
grade "$work/build"
ok "a folder that is ignored is read when it is named" [ "$status" -eq 0 ]
grade "$work/docs"
ok "a folder inside a work tree is read alone" sh -c "! grep -q 'architecture.dot' '$top/out'"

echo 'digraph s { hidden_one -> hidden_two }' >"$top/outside.dot"
ln -s "$top/outside.dot" "$work/link.dot"
ln -s "$top" "$work/kept/up"
grade "$work"
ok "a link is not followed" sh -c "! grep -q hidden_one '$top/out'"
ok "a link is named" grep -qF link.dot "$top/out"
rm -r "$work/link.dot" "$work/kept"
mkfifo "$work/pipe.dot"
grade "$work"
ok "a pipe does not block" [ "$status" -eq 0 ]
rm "$work/pipe.dot"

cp -r "$work" "$top/broken"
rm -rf "$top/broken/.git/HEAD"
printf 'broken' >"$top/broken/.git/config"
grade "$top/broken"
ok "a broken .git does not keep the files from being read" [ "$status" -eq 0 ]

ok "no temporary files at the end" temp_is_empty
echo "1..$n"

for part in private hostile local; do
    echo "# $part"
    sh "$here/$part.sh" "$@" || failed=1
done
exit $failed
