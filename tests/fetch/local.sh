#!/bin/sh
# Repositories on this machine, as a stranger may have left them. Arguments: those of run.sh.
. "$(dirname "$0")/common.sh"

mkdir "$top/plain"
git -C "$work" archive main | tar -xf - -C "$top/plain"
grade "$top/plain"
cp "$top/out" "$top/expect-main"

# Whose contents must not appear: a repository of the reader's own.
secret=$top/secret
git init -q -b main "$secret"
echo 'digraph s { hidden_one -> hidden_two }' >"$secret/architecture.dot"
git -C "$secret" add -A && git -C "$secret" commit -qm secret
hidden=$(git -C "$secret" rev-parse HEAD)
git -C "$secret" repack -qad

kept() {
    ! grep -qE 'hidden_(one|two)' "$top/out" "$top/err" && temp_is_empty
}
refused_and_kept() {
    refused "$@" && kept
}

# stranger NAME: a repository with the submission; sets $s.
stranger() {
    s=$top/$1
    git clone -q --no-local "$work" "$s"
    git -C "$s" config commit.gpgsign false
}

stranger alternates
echo "$secret/.git/objects" >"$s/.git/objects/info/alternates"
git -C "$s" update-ref refs/heads/main "$hidden"
grade --ref main "$s"
ok "alternates are not read" refused_and_kept 3 "alternates"
grade --ref "$hidden" "$s"
ok "alternates are not read, by a commit" refused_and_kept 3 "alternates"

stranger gitdir
rm -rf "$s/.git"
echo "gitdir: $secret/.git" >"$s/.git"
grade --ref main "$s"
ok "a .git file that leads elsewhere" refused_and_kept 3 "does not lead back"
grade "$s"
ok "the folder itself is read" [ "$status" -eq 0 ]
ok "the folder itself, without the other's rules" grep -qF "does not lead back" "$top/out"

stranger link
rm -rf "$s/.git"
ln -s "$secret/.git" "$s/.git"
grade --ref main "$s"
ok "a .git that is a link" refused_and_kept 3 "not followed"

stranger commondir
echo "$secret/.git" >"$s/.git/commondir"
grade --ref main "$s"
ok "a commondir that leads elsewhere" refused_and_kept 3 "does not lead back"

stranger objects
rm -rf "$s/.git/objects"
ln -s "$secret/.git/objects" "$s/.git/objects"
echo "$hidden" >"$s/.git/refs/heads/main"
grade --ref main "$s"
ok "objects that are a link" refused_and_kept 3 "not followed"

stranger refs
rm -rf "$s/.git/refs"
ln -s "$secret/.git/refs" "$s/.git/refs"
grade --ref main "$s"
ok "refs that are a link" refused_and_kept 3 "not followed"

stranger pipe
rm "$s/.git/HEAD"
mkfifo "$s/.git/HEAD"
grade --expect-commit "$first" "$s"
ok "a HEAD that is a pipe" refused 3 "not followed"

stranger config
printf '[core]\n\tworktree = /\n\texcludesfile = /etc/passwd\n[include]\n\tpath = /etc/passwd\n[includeIf "gitdir:/"]\n\tpath = /etc/passwd\n' \
    >>"$s/.git/config"
grade --ref main "$s"
ok "a config that leads elsewhere" same_as "$top/expect-main"
grade "$s"
ok "a config that leads elsewhere, the folder" same_as "$top/expect-main"
printf 'not a config at all [[[\n' >"$s/.git/config"
grade --ref main "$s"
ok "a config that is none" same_as "$top/expect-main"

# ---- what git itself makes is read ----

stranger tree
git -C "$s" worktree add -q "$top/linked" origin/other
grade --ref main "$top/linked"
ok "a linked work tree" same_as "$top/expect-main"
echo 'local.dot' >"$top/linked/.gitignore"
echo 'digraph l { hidden_one -> hidden_two }' >"$top/linked/local.dot"
grade "$top/linked"
ok "a linked work tree, its ignore rules" kept
git init -q -b main "$top/super"
git -C "$top/super" -c protocol.file.allow=always submodule --quiet add "$work" part
grade --ref "$first" "$top/super/part"
ok "a submodule" same_as "$top/expect-main"
git clone -q --depth 1 "file://$work" "$top/shallow"
grade --ref main "$top/shallow"
ok "a shallow clone" same_as "$top/expect-main"
git -C "$work" config uploadpack.allowFilter true
git clone -q --filter=blob:none --no-checkout "file://$work" "$top/partial"
grade --ref main "$top/partial"
ok "a clone without files" sh -c "[ $status -ne 0 ] || grep -q file-unreadable '$top/out'"
ok "a clone without files leaves nothing behind" temp_is_empty

# ---- what libgit2 cannot read, and what is damaged ----

git init -q --object-format=sha256 -b main "$top/sha256" 2>/dev/null && {
    grade --expect-commit "$first" "$top/sha256"
    ok "SHA-256" refused 3 "SHA-256"
}
stranger reftable
git -C "$s" config extensions.refStorage reftable
grade --ref main "$s"
ok "a reftable" refused 3 "reftable"
stranger packed
git -C "$s" repack -qad
printf '\377tOc damage' | dd of="$(ls "$s"/.git/objects/pack/*.idx)" conv=notrunc 2>/dev/null
chmod u+w "$s"/.git/objects/pack/*
printf '\377tOc damage' | dd of="$(ls "$s"/.git/objects/pack/*.idx)" conv=notrunc 2>/dev/null
grade --ref main "$s"
ok "a damaged index of a pack" refused 3
stranger list
printf 'nonsense\n\0\n' >"$s/.git/packed-refs"
rm "$s/.git/refs/heads/main"
grade --ref main "$s"
ok "packed-refs that are none" refused 3

# loose NAME: replaces the object of the drawing by stdin, which is not compressed yet.
loose() {
    id=$(git -C "$s" rev-parse main:architecture.dot)
    object=$s/.git/objects/$(echo "$id" | cut -c1-2)/$(echo "$id" | cut -c3-)
    chmod u+w "$object"
    node -e 'process.stdout.write(require("zlib").deflateSync(require("fs").readFileSync(0)))' >"$object"
}
if command -v node >/dev/null; then
    for case in 'another content|blob 5\0other' 'less than it says|blob 500\0short' 'no header|nonsense' \
        'a header without an end|blob 99999999999999999999\0x' 'a huge size|blob 99999999999\0x'; do
        s=$top/loose
        rm -rf "$s"
        git init -q -b main "$s"
        cp -r "$work/architecture.dot" "$s" && git -C "$s" add -A && git -C "$s" commit -qm one
        printf "${case#*|}" | loose
        grade --ref main "$s"
        ok "a loose object with ${case%%|*}" sh -c "[ $status -eq 3 ] || grep -qE 'file-unreadable|limit-file-size' '$top/out'"
    done
    # libgit2 1.5 writes beyond the end of its buffer on it.
    rm -rf "$s"
    git init -q -b main "$s"
    cp -r "$work/architecture.dot" "$s" && git -C "$s" add -A && git -C "$s" commit -qm one
    { printf 'blob 5\0'; head -c 500000 /dev/zero; } | loose
    grade --ref main "$s"
    ok "a loose object with more than it says" sh -c "[ $status -eq 3 ] || grep -qE 'file-unreadable' '$top/out'"
    ok "and nothing is left behind" temp_is_empty
fi

ok "no temporary files at the end" temp_is_empty
echo "1..$n"
exit $failed
