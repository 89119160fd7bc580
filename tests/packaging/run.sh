#!/bin/sh
# The Debian package: what is in it, where, with which rights, and what it depends on.
# usage: run.sh GRADE TEST_BUILD_FOLDER SOURCE_FOLDER
set -eu
grade=$(realpath "$1")
build=$(dirname "$(realpath "$2")")
for tool in cpack dpkg-deb dpkg-shlibdeps file; do
    command -v "$tool" >/dev/null || { echo "skipped: no $tool"; exit 77; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0 passed=0
# check WORDS COMMAND…: the command succeeds.
check() {
    words=$1
    shift
    if "$@" >"$work/said" 2>&1; then
        passed=$((passed + 1))
    else
        echo "packaging: $words" >&2
        head -5 "$work/said" >&2
        failed=$((failed + 1))
    fi
}
(cd "$build" && cpack -G DEB -B "$work/cpack") >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
deb=$(ls "$work"/cpack/*.deb)
version=$("$grade" --version | sed 's/^grade //')
# The name that .github/actions/grade/plan.sh looks for.
system=$(. /etc/os-release && printf '%s%s' "$ID" "$VERSION_ID")
arch=$(dpkg --print-architecture)
check "the package is called $(basename "$deb")" [ "$(basename "$deb")" = "grade_${version}_${system}_$arch.deb" ]

field() { dpkg-deb -f "$deb" "$1"; }
check "Version is $(field Version)" [ "$(field Version)" = "$version-1~$system" ]
check "Architecture is $(field Architecture)" [ "$(field Architecture)" = "$arch" ]
for library in libc6 libgit2 libcgraph libyaml libmd4c libjansson libseccomp; do
    check "does not depend on $library" sh -c "echo '$(field Depends)' | grep -q '\\b$library'"
done

root=$work/root
dpkg-deb -x "$deb" "$root"
for path in usr/bin/grade usr/share/man/man1/grade.1.gz usr/share/doc/grade/copyright usr/share/doc/grade/cli.md \
    usr/share/doc/grade/ci/gitlab-ci.yml usr/share/grade/schemas/review.schema.json \
    usr/share/grade/schemas/architecture.schema.json usr/share/grade/reference/fraud-detection/rubric.yaml usr/share/grade/ci/comment.sh; do
    check "lacks $path" [ -s "$root/$path" ]
done
if "$grade" completion bash >/dev/null 2>&1; then
    check "lacks bash's completion" "$grade" completion bash
    cp "$work/said" "$work/wanted"
    check "bash's completion is another" cmp "$work/wanted" "$root/usr/share/bash-completion/completions/grade"
    check "lacks zsh's completion" [ -s "$root/usr/share/zsh/vendor-completions/_grade" ]
    check "lacks fish's completion" [ -s "$root/usr/share/fish/vendor_completions.d/grade.fish" ]
fi
check "the manual is there uncompressed, too" [ ! -e "$root/usr/share/man/man1/grade.1" ]
check "the manual is another" sh -c "gzip -dc '$root/usr/share/man/man1/grade.1.gz' | cmp - '$3/docs/grade.1'"
dpkg-deb -c "$deb" >"$work/list"
check "rights are other than those of Debian" sh -c "! grep -vE '^(drwxr-xr-x|-rwxr-xr-x|-rw-r--r--) root/root ' '$work/list'"
check "something lies elsewhere" sh -c "! grep -vE ' \\./(usr/(bin/(grade)?|share/((man|doc|grade|bash-completion|zsh|fish)(/.*)?)?)?)?\$' '$work/list'"
check "the program is not stripped" sh -c "file '$root/usr/bin/grade' | grep -q ', stripped'"
check "a folder of this machine is in the program" sh -c "! grep -aqF '$build' '$root/usr/bin/grade'"
check "the program of the package says another version" sh -c "[ \"\$('$root/usr/bin/grade' --version)\" = 'grade $version' ]"
dpkg-deb -e "$deb" "$work/control"
check "a file is not what md5sums says" sh -c "cd '$root' && md5sum --quiet -c '$work/control/md5sums'"
echo "packaging: $passed passed, $failed failed"
[ $failed -eq 0 ]
