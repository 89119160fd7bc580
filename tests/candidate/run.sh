#!/bin/sh
# The candidate's door as a new user meets it: grade init, an edit, grade check; completion in the shells that are there.
# usage: run.sh GRADE BUILD-FOLDER SOURCE-FOLDER
set -u
grade=$(realpath "$1") source=$(cd "$3" && pwd)
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0 checks=0
LC_ALL=C.UTF-8
export LC_ALL

bad() {
    echo "candidate: $1" >&2
    failed=$((failed + 1))
}
# status WANTED ARGUMENT...: runs grade; what it said is in $work/out and $work/err.
status() {
    wanted=$1
    shift
    checks=$((checks + 1))
    "$grade" "$@" >"$work/out" 2>"$work/err"
    got=$?
    [ "$got" -eq "$wanted" ] || { bad "grade $*: exit $got, not $wanted"; head -3 "$work/err" >&2; }
}
says() {
    checks=$((checks + 1))
    grep -qF -- "$2" "$work/$1" || { bad "'$2' is not in what it said"; head -20 "$work/$1" >&2; }
}
not() {
    checks=$((checks + 1))
    ! grep -qF -- "$2" "$work/$1" || bad "'$2' should not be in what it said"
}

# From nothing to a description that was read, in three commands.
for format in yaml dot mermaid; do
    mkdir "$work/$format" && cd "$work/$format" || exit 2
    status 0 init -f "$format"
    says out "README.md"
    case $format in mermaid) drawing=architecture.mmd ;; *) drawing=architecture.$format ;; esac
    for file in "$drawing" README.md .github/workflows/grade.yml; do
        [ -f "$file" ] || bad "init -f $format did not write $file"
    done
    sed -i -e 's/Hand scanners in forty depots/Card terminals of the shops/' -e 's/Queue of scans/Queue of payments/' \
        -e 's/tool: RabbitMQ/tool: RabbitMQ, quorum queues/' "$drawing"
    status 0 check
    says out "$drawing  "
    says out "2 boxes, 1 arrow"
    says out "warning[scaffold-unchanged]: 3 boxes"
    says out "public self-check; reviewers see more"
    cd "$work" || exit 2
done
[ "$(ls yaml)" = "README.md
architecture.yaml" ] || bad "init wrote more than it should"
# shellcheck disable=SC2016
head -n 1 yaml/architecture.yaml | grep -q '^# yaml-language-server: \$schema=' || bad "no schema for editors"

# Nothing that is there is overwritten.
mkdir taken taken/.github
echo mine >taken/README.md
status 0 init taken
says out "README.md                   is there already: left alone"
[ "$(cat taken/README.md)" = mine ] || bad "init overwrote a README"
status 2 init taken
says err "nothing was written"
ln -s "$work/elsewhere" taken/architecture.dot
status 2 init -f dot taken
[ ! -e elsewhere ] || bad "init followed a symbolic link"
status 0 init new/folder/
[ -f new/folder/architecture.yaml ] || bad "init made no folder"
status 0 init -- -odd
[ -f ./-odd/README.md ] || bad "init took a folder for an option"
echo file >plain
status 2 init plain
says err "cannot write plain/architecture.yaml: Not a directory"
if [ "$(id -u)" -ne 0 ]; then
    mkdir closed && chmod 555 closed
    status 2 init closed
    says err "Permission denied"
fi
status 2 init -f svg other
says err "there are yaml, dot, mermaid"
status 2 init -f yaml -f dot other
says err "one format at a time"
[ ! -e other ] || bad "init made a folder for nothing"
status 2 init --rubric "$source/reference/recommender" other
says err "no scaffold"

# A fresh scaffold is worth nothing, and says so.
mkdir fresh
status 0 init fresh
status 0 check fresh
says out "not read: is as 'grade init' wrote it"
says out "yet but the example of 'grade init': put your"
not out "Ask yourself"
status 1 --fail-under 0.1 fresh
says out "no total"

# A folder that can be read is never status 3, whatever is in it.
mkdir void broken
status 0 check void
says out "nothing: no file here is of a kind that is read"
status 0 check "$source/fixtures/empty/submission"
printf 'digraph {' >broken/a.dot
printf '\377\376\000{{[' >broken/b.yaml
: >broken/c.mmd
status 0 check broken
says out "could not be used"
status 1 check --strict broken
says err "(--strict)"
status 0 check --strict "$source/fixtures/strong/submission"
status 1 check --strict "$source/fixtures/broken-yaml/submission"
status 0 check -f json void
says out '"hints": []'
status 3 check ./not-there
status 2 check --fail-under 3 void
says err "unknown option"

# The same input, the same output.
for name in strong gaming broken-dot; do
    status 0 check "$source/fixtures/$name/submission"
    cp out first
    status 0 check "$source/fixtures/$name/submission"
    cmp -s first out || bad "two self-checks of $name differ"
done
status 0 check yaml -f terminal -f json -o page.json
says page.json '"note": "public self-check; reviewers see more"'
status 2 check yaml -o no-such-folder/page

# The hook that others use: what it runs is there.
entry=$(sed -n 's/^  entry: grade //p' "$source/.pre-commit-hooks.yaml")
[ -n "$entry" ] || bad ".pre-commit-hooks.yaml runs nothing"
# shellcheck disable=SC2086
(cd "$source/fixtures/strong/submission" && "$grade" $entry >/dev/null 2>&1) || bad "grade $entry fails where all is well"

# Completion: every option and format that --help names, for each command, in each shell.
commands=$("$grade" --help | sed -n 's/^       grade \([a-z]*\) .*/\1/p')
[ "$(echo "$commands" | wc -l)" -ge 7 ] || bad "--help names few commands"
for shell in bash zsh fish; do
    status 0 completion $shell
    cp out completion.$shell
    for command in $commands; do
        grep -qF -- "$command" completion.$shell || bad "completion $shell lacks $command"
    done
    for option in $(for command in grade $commands; do "$grade" help "$command"; done | grep -oE '^ +(-., )?--[a-z-]+' |
        sed 's/.*--//' | sort -u); do
        case $shell in fish) word="-l $option" ;; *) word="--$option" ;; esac
        grep -qE -- "$word([^a-z-]|\$)" completion.$shell || bad "completion $shell lacks --$option"
    done
done
status 2 completion tcsh
says err "bash, zsh and fish"
status 2 completion

# bash WANTED WORD...: what bash offers for the last word.
bash_offers() {
    wanted=$1
    shift
    checks=$((checks + 1))
    # shellcheck disable=SC2016
    got=$(cd "$source" && bash -c '. "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _grade; echo ${COMPREPLY[*]}' \
        "$work/completion.bash" "$@" 2>&1)
    [ "$got" = "$wanted" ] || bad "bash offers '$got', not '$wanted', after: $*"
}
bash_offers check grade che
bash_offers --format grade check --fo
bash_offers json grade check --format = js
bash_offers "yaml dot mermaid" grade init -f ""
bash_offers "--rubric" grade --ru
bash_offers reference grade --rubric ref
bash_offers "bash zsh fish" grade completion ""
bash_offers init grade help in
bash_offers "auto always" grade --color a
bash_offers "" grade rubric --strict
bash_offers --strict grade check --st
if command -v zsh >/dev/null 2>&1; then
    zsh -n completion.zsh || bad "zsh does not take its completion"
fi
if command -v fish >/dev/null 2>&1; then
    fish -n completion.fish || bad "fish does not take its completion"
    fish -c 'source completion.fish; complete -C "grade init -f d"' | grep -q '^dot' || bad "fish offers no dot"
fi

[ "$failed" -eq 0 ] || { echo "candidate: $failed of $checks checks failed" >&2; exit 1; }
echo "candidate: $checks checks"
