#!/bin/sh
# Servers and repositories that mean harm. Bounds are processor seconds, not a clock. Arguments: those of run.sh.
. "$(dirname "$0")/common.sh"

# bounded SECONDS ARGS…: grade, where no process may use more processor time than that.
bounded() {
    (
        ulimit -t "$1"
        shift
        "$GRADE" --format json "$@" >"$top/out" 2>"$top/err"
    )
    status=$?
}

# partial TEXT…: graded, every text in the review, which says that something was left out.
partial() {
    [ "$status" -eq 0 ] || { echo "#   status $status"; return 1; }
    for text in "$@"; do grep -qF -- "$text" "$top/out" || { echo "#   no '$text'"; return 1; }; done
    grep -q '"partial": true' "$top/out" && temp_is_empty
}

# No byte that steers a terminal.
clean() {
    ! LC_ALL=C tr -d '\n\t' <"$top/err" | LC_ALL=C grep -q '[[:cntrl:]]'
}

# ---- redirects ----

start_server
home=$url
for where in "http://localhost:${home##*:}/a.git" "$home/a.git" "https://127.0.0.1/a.git" "http://169.254.169.254/a.git" \
    "file://$top/root/a.git" "git://127.0.0.1/a.git" "ssh://127.0.0.1/a.git"; do
    start_server "redirect=$where/info/refs?service=git-upload-pack"
    bounded 2 "$url/a.git"
    ok "a redirect to $(echo "$where" | sed "s|$top|…|;s|:[0-9][0-9]*/|:PORT/|")" refused 3 "not followed"
done
start_server "redirect=/a.git/info/refs?service=git-upload-pack"
bounded 2 "$url/a.git"
ok "a redirect without an end" refused 3 "redirect"
start_server "moved="
bounded 2 --expect-commit "$first" "$url/old.git"
ok "a redirect on the same host is followed" [ "$status" -eq 0 ]
# libgit2 1.5 reads through a null pointer on it.
start_server "redirect=/elsewhere.git/info/refs"
bounded 2 "$url/a.git"
ok "a redirect without a query" [ "$status" -eq 3 ]
ok "a redirect without a query leaves nothing behind" temp_is_empty

# ---- lists of refs ----

# packet TEXT: with its length; the text is a format of printf.
packet() {
    printf "$1" >"$top/packet"
    printf '%04x' $(($(wc -c <"$top/packet") + 4))
    cat "$top/packet"
}

# list_of CAPABILITIES: HEAD and main at the first commit.
list_of() {
    packet '# service=git-upload-pack\n'
    printf 0000
    packet "$first HEAD\\0$1\\n"
    packet "$first refs/heads/main\\n"
    printf 0000
}

files=$top/files
mkdir "$files"
start_server "files=$files"
{ packet '# service=git-upload-pack\n'; printf 0000; packet 'ERR \033]0;pwned\007\033[2Jno such luck\n'; } >"$files/list"
bounded 2 "$url/a.git"
ok "an error with control characters" refused 3 "no such luck"
ok "an error with control characters is shown without them" clean
{ packet '# service=git-upload-pack\n'; printf "0000fff0$first refs/heads/"; head -c 65463 /dev/zero | tr '\0' a; printf '\n0000'; } \
    >"$files/list"
bounded 2 "$url/a.git"
ok "a name of 64 KB" refused 3
{ packet '# service=git-upload-pack\n'; printf "0000fff0$first refs/heads/"; head -c 8388608 /dev/zero | tr '\0' a; } >"$files/list"
bounded 2 "$url/a.git"
ok "a name of 8 MB" refused 3
for text in '' '0000' 'zzzz' '0001' '001e# service=git-upload-pack\n' '<html>not git</html>' '0000000000000000'; do
    printf "$text" >"$files/list"
    bounded 2 "$url/a.git"
    ok "a list that is '$(printf %.20s "$text")'" refused 3
done
awk -v id="$first" 'BEGIN { for (i = 0; i < 60000; i++) printf "%04x%s refs/pull/%06d/head\n", 67, id, i }' >"$top/many"
{ packet '# service=git-upload-pack\n'; printf 0000; packet "$first HEAD\\0 ofs-delta\\n"; cat "$top/many"; printf 0000; } \
    >"$files/list"
bounded 2 --max-fetch 8M "$url/a.git"
ok "a list of refs over its part of the bytes" refused 3 "lists more than 2 MiB of refs"
start_server refs
bounded 2 --max-fetch 32M "$url/a.git"
ok "refs without an end" refused 3 "refs: given up (--max-fetch)"

# ---- replies ----

start_server "files=$files"
list_of " ofs-delta shallow" >"$files/list"
# reply CHECKSUM FILE: "NAK" and the pack, with the checksum that it should have or not.
reply() {
    printf '0008NAK\n' >"$files/reply"
    cat "$2" >>"$files/reply"
    case $1 in
    good) openssl dgst -sha1 -binary "$2" >>"$files/reply" ;;
    bad) printf '12345678901234567890' >>"$files/reply" ;;
    esac
}
"$bomb" count 4294967295 >"$top/pack"
reply none "$top/pack"
bounded 2 "$url/a.git"
ok "four milliard objects" refused 3 "more than 200000 objects" "--max-objects"
"$bomb" count 200000 >"$top/pack"
reply none "$top/pack"
bounded 2 "$url/a.git"
ok "a pack that ends before its objects" refused 3
"$bomb" zeros 100 >"$top/pack"
reply bad "$top/pack"
bounded 2 "$url/a.git"
ok "a pack with a wrong checksum" refused 3
if command -v openssl >/dev/null; then
    reply good "$top/pack"
    bounded 2 "$url/a.git"
    ok "a pack without the commit" refused 3
    "$bomb" delta 1073741824 >"$top/pack"
    reply good "$top/pack"
    bounded 2 "$url/a.git"
    ok "an object of 1 GiB out of 80 KB" refused 3 "an object of more than 64 MiB" "--max-object"
    "$bomb" zeros 629145600 >"$top/pack"
    reply good "$top/pack"
    bounded 15 "$url/a.git"
    ok "ten bytes out of 600 MiB of zeros" refused 3
fi
for text in '0008NAK\n' '' '0034shallow 1111' '0010shallow xyz\n0008NAK\n' '0000' 'zzzz' 'fff0shallow '; do
    printf "$text" >"$files/reply"
    bounded 2 "$url/a.git"
    ok "a reply that is '$(printf %.20s "$text")'" refused 3
done
awk -v id="$first" 'BEGIN { for (i = 0; i < 100000; i++) printf "0035shallow %s\n", id }' >"$files/reply"
printf '00000008NAK\n' >>"$files/reply"
bounded 2 --max-fetch 1M "$url/a.git"
ok "more about history than allowed" refused 3 "sent more than 1 MiB"
start_server progress
grade --fetch-timeout 1 "$url/a.git"
ok "progress without an end" refused 3 "took longer than 1 s"
ok "progress is not shown" clean

# ---- a server that cannot cut off history ----

for i in 1 2 3; do
    dd if=/dev/urandom of="$work/noise.bin" bs=1024 count=200 2>/dev/null
    git -C "$work" add -A && git -C "$work" commit -qm "noise $i"
done
git -C "$work" push -q "$top/root/a.git" main:noise
start_server
grade --max-fetch 300K --ref noise "$url/a.git"
ok "a commit without its history" [ "$status" -eq 0 ]
start_server no-shallow
grade --ref noise "$url/a.git"
ok "a server without 'shallow'" [ "$status" -eq 0 ]
grade --max-fetch 300K --ref noise "$url/a.git"
ok "the whole history under the same limit" refused 3 "sent more than 307200 bytes" "--max-fetch"

# ---- repositories ----

start_server
# repository NAME: of what `git mktree` is given on stdin, with a drawing beside it.
repository() {
    git init -q --bare "$top/root/$1.git"
    git="git -C $top/root/$1.git"
    drawing=$($git hash-object -w "$work/architecture.dot")
    { printf '100644 blob %s\tarchitecture.dot\n' "$drawing"; cat; } | $git mktree --missing >"$top/tree" &&
        $git update-ref HEAD "$(echo one | $git commit-tree "$(cat "$top/tree")")"
}
# into NAME: where the next objects go.
into() {
    git init -q --bare "$top/root/$1.git"
    git="git -C $top/root/$1.git"
}
# both NAME SECONDS: over http, then the folder itself; each must be as check says.
both() {
    bounded "$2" "$url/$1.git"
    ok "$1, fetched" check
    bounded "$2" "$top/root/$1.git"
    ok "$1, here" check
}

into tree-bomb
tree=$(printf '100644 blob %s\tf.md\n' "$(echo x | $git hash-object -w --stdin)" | $git mktree)
for level in 1 2 3 4 5 6 7 8 9 10; do
    tree=$(for i in 0 1 2 3 4 5 6 7 8 9; do printf '040000 tree %s\td%s\n' "$tree" $i; done | $git mktree)
done
printf '040000 tree %s\tbomb\n' "$tree" | repository tree-bomb
check() { partial limit-entries "more than 100000 files and folders"; }
both tree-bomb 5

into deep
tree=$(printf '100644 blob %s\tf.dot\n' "$(echo x | $git hash-object -w --stdin)" | $git mktree)
for level in $(seq 100); do tree=$(printf '040000 tree %s\td\n' "$tree" | $git mktree); done
printf '040000 tree %s\td\n' "$tree" | repository deep
check() { partial limit-entries; }
both deep 2

into wide
file=$(echo x | $git hash-object -w --stdin)
awk -v id="$file" 'BEGIN { for (i = 0; i < 150000; i++) printf "100644 blob %s\t%06d.md\n", id, i }' >"$top/wide"
repository wide <"$top/wide"
check() { partial limit-entries; }
both wide 5
bounded 5 --max-entries 1000 "$url/wide.git"
ok "--max-entries" partial "more than 1000 files and folders"
bounded 2 --max-objects 2 "$url/wide.git"
ok "--max-objects" refused 3 "holds more than 2 objects"

into large
large=$(head -c 80000000 /dev/zero | $git hash-object -w --stdin)
printf '100644 blob %s\tmodel.yaml\n' "$large" | repository large
check() { partial limit-file-size "80000000 bytes"; }
both large 5
# A tree of some hundred KB, and a limit below it.
check() { [ "$status" -eq 3 ] && says "--max-object"; }
bounded 5 --max-object 64K "$top/root/wide.git"
ok "--max-object" check

into odd
id=$(echo x | $git hash-object -w --stdin)
link=$(printf /etc/passwd | $git hash-object -w --stdin)
lfs=$(printf 'version https://git-lfs.github.com/spec/v1\noid sha256:%064d\nsize 5\n' 0 | $git hash-object -w --stdin)
tree=$(printf '100644 blob %s\tf.dot\n' "$id" | $git mktree)
long=$(head -c 4000 /dev/zero | tr '\0' n)
{
    printf '100644 blob %s\tesc\033[2J.md\0' "$id"
    printf '100644 blob %s\tline\nbreak.md\0' "$id"
    printf '100644 blob %s\tnot\377utf8.md\0' "$id"
    printf '100644 blob %s\tback\\slash.md\0' "$id"
    printf '100644 blob %s\t%s.md\0' "$id" "$long"
    printf '120000 blob %s\tmodel.yaml\0' "$link"
    printf '160000 commit %s\tpart\0' "$first"
    printf '100644 blob %s\tbig.yaml\0' "$lfs"
    printf '040000 tree %s\tgit~1\0' "$tree"
    printf '100644 blob %s\tarchitecture.dot\0' "$($git hash-object -w "$work/architecture.dot")"
} | $git mktree -z --missing >"$top/tree"
$git update-ref HEAD "$(echo one | $git commit-tree "$(cat "$top/tree")")"
check() {
    partial file-name "control character" "not UTF-8" "backslash" "git keeps its own" file-symlink \
        file-submodule file-lfs limit-entries && ! grep -q root: "$top/out"
}
both odd 2

# A tree that git itself would not write: an entry without a name.
into damaged
printf '100644 \0aaaaaaaaaaaaaaaaaaaa' | $git hash-object -w -t tree --literally --stdin >"$top/tree"
$git update-ref HEAD "$(echo one | $git commit-tree "$(cat "$top/tree")")"
check() { refused 3 "damaged"; }
both damaged 2

into missing
printf '100644 blob %s\tgone.md\n' 1234567890123456789012345678901234567890 | repository missing
check() { partial file-unreadable gone.md; }
bounded 2 "$top/root/missing.git"
ok "an object that is missing, here" check

git -C "$top/root/a.git" update-ref refs/tags/file "$(git -C "$work" rev-parse main:architecture.dot)"
grade --ref file "$url/a.git"
ok "a tag of a file, fetched" refused 3 "is no commit"
grade --ref file "$top/root/a.git"
ok "a tag of a file, here" refused 3 "no commit"

ok "no temporary files at the end" temp_is_empty
echo "1..$n"
exit $failed
