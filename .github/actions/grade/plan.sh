#!/bin/sh
# Decides where the program comes from: it is there already, a released .deb for this system, or the sources beside this
# action. Writes how, deb, folder, releases, key and cache to GITHUB_OUTPUT.
# In: GRADE_INSTALL, GRADE_RELEASES, GRADE_SHA256, GRADE_CACHE; RUNNER_TEMP, GITHUB_ACTION_PATH, GITHUB_ACTION_REPOSITORY.
set -eu
sources=$(cd "$GITHUB_ACTION_PATH/../../.." && pwd)
version=$(sed -n 's/^project(grade VERSION \([0-9.]*\).*/\1/p' "$sources/CMakeLists.txt")
# shellcheck disable=SC1090
system=$(. "${GRADE_OS_RELEASE:-/etc/os-release}" && printf '%s%s' "${ID:-unknown}" "${VERSION_ID:-}" | tr -cd 'a-z0-9.')
arch=$(dpkg --print-architecture 2>/dev/null || uname -m)
deb=grade_${version}_${system}_$arch.deb
folder=$RUNNER_TEMP/grade-package
releases=$GRADE_RELEASES
if [ -z "$releases" ] && [ -n "${GITHUB_ACTION_REPOSITORY:-}" ]; then
    releases=${GITHUB_SERVER_URL:-https://github.com}/$GITHUB_ACTION_REPOSITORY/releases/download
fi
[ -z "$releases" ] || releases=${releases%/}/v$version

case $GRADE_INSTALL in
auto)
    if [ "$(grade --version 2>/dev/null || true)" = "grade $version" ]; then
        how=present
    elif [ -z "$releases" ]; then
        how=source
    # Systems that are released for: docs/install.md.
    elif curl --fail --silent --show-error --location --max-time 30 --output /dev/null "$releases/SHA256SUMS" 2>/dev/null; then
        how=deb
    else
        how=source
    fi
    ;;
deb)
    how=deb
    [ -n "$releases" ] || { echo "::error title=grade::install: deb needs the input releases where the action is not used by its repository's name"; exit 2; }
    ;;
source) how=source ;;
*)
    echo "::error title=grade::install is auto, deb or source"
    exit 2
    ;;
esac

# A package of the same version and system that was built of other sources is another package.
case $how in
source) content=$(cd "$sources" && find CMakeLists.txt dev cmake grader reference schemas docs -type f -exec sha256sum {} + | LC_ALL=C sort | sha256sum | cut -c 1-16) ;;
*) content=released-${GRADE_SHA256:-any} ;;
esac
cache=false
[ "$how" = present ] || [ "$GRADE_CACHE" != true ] || cache=true
{
    echo "how=$how"
    echo "deb=$deb"
    echo "folder=$folder"
    echo "releases=$releases"
    echo "key=grade-$how-$system-$arch-$version-$content"
    echo "cache=$cache"
} >>"$GITHUB_OUTPUT"
echo "grade $version for $system: $how"
