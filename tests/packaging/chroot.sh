#!/bin/sh
# The Debian package is installed into a clean system of the same release, and used there. Takes mmdebstrap and the mirror.
# usage: chroot.sh GRADE TEST_BUILD_FOLDER SOURCE_FOLDER
set -eu
grade=$(realpath "$1")
build=$(dirname "$(realpath "$2")")
source=$(cd "$3" && pwd)
for tool in cpack dpkg-deb dpkg-shlibdeps mmdebstrap; do
    command -v "$tool" >/dev/null || { echo "skipped: no $tool"; exit 77; }
done
[ "$(id -u)" -eq 0 ] || { echo "skipped: not root"; exit 77; }
codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
[ -n "$codename" ] || { echo "skipped: no release of Debian"; exit 77; }
# In memory where there is some: a system is many small files.
work=$(mktemp -d -p "$([ -w /dev/shm ] && [ "$(df --output=avail /dev/shm | tail -n 1)" -gt 1500000 ] && echo /dev/shm || echo "${TMPDIR:-/tmp}")")
trap 'rm -rf "$work"' EXIT
(cd "$build" && cpack -G DEB -B "$work/cpack") >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
mv "$work"/cpack/*.deb "$work/grade.deb"
mkdir "$work/in"
cp -R "$source/fixtures/strong/submission" "$work/grade.deb" "$work/in"
cat >"$work/in/try" <<'TEXT'
set -eu
cd /in
# The clean system is there: from here on nothing is a matter of the mirror being reached.
apt-get install --yes --no-install-recommends ./grade.deb >install.log 2>&1 || { cat install.log; exit 1; }
grade --version
gzip -dc /usr/share/man/man1/grade.1.gz | sed -n 2p
LC_ALL=C.UTF-8 grade -f json -o review.json submission
grade --rubric /usr/share/grade/reference/recommender submission >/dev/null
dpkg --verify grade
dpkg --purge grade >/dev/null
[ ! -e /usr/bin/grade ]
TEXT
TMPDIR=$work mmdebstrap --quiet --variant=apt --mode=root --customize-hook="copy-in '$work/in' /" \
    --customize-hook="touch '$work/made'" \
    --customize-hook='chroot "$1" sh /in/try >"$1/in/said" 2>&1; echo $? >"$1/in/status"' \
    --customize-hook="copy-out /in/said /in/status '$work'" \
    --customize-hook="! [ -e \"\$1/in/review.json\" ] || cp \"\$1/in/review.json\" '$work'" "$codename" /dev/null >"$work/log" 2>&1 || true
if [ ! -e "$work/made" ]; then
    tail -n 3 "$work/log"
    echo "skipped: no clean system could be made"
    exit 77
fi
failed=0
bad() {
    echo "chroot: $*" >&2
    failed=1
}
[ "$(cat "$work/status" 2>/dev/null)" = 0 ] || { cat "$work/said" "$work/log" >&2; bad "status $(cat "$work/status")"; }
grep -qx "$("$grade" --version)" "$work/said" || bad "another version, or none"
grep -q "^\.TH GRADE 1" "$work/said" || bad "no manual"
# The same review as outside, byte for byte.
(cd "$work/in" && LC_ALL=C.UTF-8 "$grade" -f json -o "$work/wanted.json" submission)
cmp "$work/wanted.json" "$work/review.json" || bad "another review than outside"
[ $failed -eq 0 ] && echo "chroot: 1 passed, 0 failed"
exit $failed
