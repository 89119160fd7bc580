#!/bin/sh
# Installs the program as plan.sh decided; a package that lies in the folder already came from the cache.
# In: GRADE_HOW (deb or source), GRADE_DEB, GRADE_FOLDER, GRADE_RELEASES, GRADE_SHA256; GITHUB_ACTION_PATH.
set -eu
fail() {
    echo "::error title=grade::$1"
    exit 2
}
# What is downloaded comes over https, except from this machine.
download() { # ADDRESS FILE
    case $1 in
    https://* | http://127.0.0.1:* | http://localhost:*) ;;
    *) fail "released packages are fetched over https only" ;;
    esac
    curl --fail --silent --show-error --location --max-time 300 --retry 2 --output "$2.part" "$1" && mv "$2.part" "$2"
}
root=
[ "$(id -u)" -eq 0 ] || root=sudo
mkdir -p "$GRADE_FOLDER"
package=$GRADE_FOLDER/$GRADE_DEB

if [ "$GRADE_HOW" = deb ]; then
    wanted=$GRADE_SHA256
    if [ -z "$wanted" ]; then
        download "$GRADE_RELEASES/SHA256SUMS" "$GRADE_FOLDER/SHA256SUMS" || fail "no SHA256SUMS below $GRADE_RELEASES"
        wanted=$(awk -v name="$GRADE_DEB" '$2 == name || $2 == "*" name { print $1 }' "$GRADE_FOLDER/SHA256SUMS")
        [ -n "$wanted" ] || fail "the release has no $GRADE_DEB: use install: source, or another runner"
    fi
    [ -f "$package" ] || download "$GRADE_RELEASES/$GRADE_DEB" "$package" || fail "cannot download $GRADE_DEB"
    # What the cache kept is checked like what was downloaded.
    if [ "$(sha256sum <"$package" | cut -d ' ' -f 1)" != "$wanted" ]; then
        rm -f "$package"
        fail "$GRADE_DEB is not what was released: its SHA-256 is another"
    fi
elif [ ! -f "$package" ]; then
    sources=$(cd "$GITHUB_ACTION_PATH/../../.." && pwd)
    "$sources/dev" deb "$GRADE_FOLDER"
    [ -f "$package" ] || fail "building did not make $GRADE_DEB"
fi

export DEBIAN_FRONTEND=noninteractive
install="$root apt-get install --yes --no-install-recommends"
missing=
command -v jq >/dev/null 2>&1 || missing=jq
# Lists of packages may be missing or old on a runner: a second try with new ones.
# shellcheck disable=SC2086
$install "$package" $missing || { $root apt-get update && $install "$package" $missing; } || fail "cannot install $GRADE_DEB"
grade --version
