#!/bin/sh
# What the kernel sees: which files are read, that the processes that parse make no call they should not, and what
# happens on a machine that gives less. usage: run.sh GRADE TEST_BUILD_FOLDER SOURCE_FOLDER
set -u
case $1 in /*) grade=$1 ;; *) grade=$PWD/$1 ;; esac
source=$(cd "$3" && pwd)
command -v strace >/dev/null || { echo "strace is not installed"; exit 77; }
strace -f -o /dev/null true 2>/dev/null || { echo "this process may not trace"; exit 77; }
"$grade" --version --verbose | grep -q 'sandbox: none' && { echo "an instrumented build is not confined"; exit 77; }
top=$(cd "$(mktemp -d)" && pwd -P)
trap 'rm -rf "$top"' EXIT
failed=0 checks=0
cd "$top" || exit 2
export TMPDIR="$top/tmp" HOME="$top/home" LC_ALL=C.UTF-8
mkdir tmp home

bad() {
    echo "confine: $1" >&2
    failed=$((failed + 1))
}
check() { # NAME COMMAND...
    checks=$((checks + 1))
    name=$1
    shift
    "$@" || bad "$name"
}
# lacks FILE PATTERN: no line matches; shows those that do.
lacks() { ! grep -E -m 5 -- "$2" "$1" >&2; }

# trace NAME ARGUMENT...: strace's lines are in NAME.all, those of the first process in NAME.parent, and those of each
# other one, from the moment when it is confined, in NAME.children.
trace() {
    name=$1
    shift
    strace -f -qq -s 300 -o "$name.all" "$grade" "$@" >"$name.out" 2>"$name.err"
    status=$?
    main=$(head -1 "$name.all" | cut -d' ' -f1)
    grep "^$main " "$name.all" >"$name.parent"
    grep -v "^$main " "$name.all" >"$name.rest"
    # A process that applied the parsers' Landlock rules, and all that it started.
    awk '
        $0 ~ /landlock_restrict_self\(/ { confined[$1] = 1 }
        confined[$1] { print }
        $0 ~ / (clone|fork|vfork|clone3)\(/ && $NF ~ /^[0-9]+$/ { if (confined[$1]) confined[$NF] = 1 }
        $0 ~ /<\.\.\. (clone|fork|vfork|clone3) resumed/ && $NF ~ /^[0-9]+$/ { if (confined[$1]) confined[$NF] = 1 }
    ' "$name.rest" >"$name.children"
}

mkdir input
cp -R "$source/fixtures/strong/submission/." input/
cp "$source"/fixtures/medium-dot/submission/*.dot input/
cp "$source"/reference/fraud-detection/solution/architecture.dot input/solution.dot 2>/dev/null || true
printf '\n```dot\ndigraph { fence -> post; }\n```\n\n```mermaid\ngraph LR\n a-->b\n```\n' >>input/README.md

# 1. A folder: between the line and the end nothing but memory and pipes.
trace folder -f json -o out.json -f tree -o out.tree -f terminal input
check "a folder is graded" [ "$status" -eq 0 ]
check "a DOT file was read" grep -q '"format": "dot"' out.json
check "there are confined processes" [ -s folder.children ]
check "they do the parsing" grep -q 'write(3, "grade-d1' folder.children
check "several of them" [ "$(cut -d' ' -f1 folder.children | sort -u | wc -l)" -ge 3 ]
check "no forbidden call in a confined process" lacks folder.children \
    ' (open|openat|openat2|creat|socket|connect|bind|execve|execveat|ptrace|kill|tkill|unlink|unlinkat|rename|stat|access|readlink|getdents64)\('
check "no memory that is written and run" lacks folder.children ' (mmap|mprotect)\([^)]*PROT_EXEC'
check "no call was refused to them" lacks folder.children '= -1 EPERM'
check "nobody runs another program" [ "$(grep -c ' execve(' folder.all)" -eq 1 ]
check "nobody uses the network" lacks folder.all ' (socket|connect)\('

# 2. What the parent reads: itself, the input, the output.
opened() { # FILE: what was opened with success, after the program was loaded
    sed -n 's/^[0-9]* *open[a-z0-9]*(\([^,]*, \)\{0,1\}"\([^"]*\)".*= [0-9].*/\2/p' "$1" | sort -u
}
opened folder.all | grep -vE '^(/etc/ld\.so|/lib|/usr/lib)' >folder.opened
grep -vE '^(input(/.*)?|[A-Za-z0-9._-]+\.(yaml|yml|md|dot|gv|mmd|json|txt)|out\.(json|tree)\.[0-9-]+\.tmp|\.|docs|/dev/null)$' \
    folder.opened >folder.strange
check "no other file of the machine is opened: $(tr '\n' ' ' <folder.strange)" [ ! -s folder.strange ]

# 3. A user's pack is parsed in the worker, too.
trace pack --rubric "$source/reference/recommender" -q input
check "a pack of the user's is used" [ "$status" -eq 0 ]
check "no forbidden call with it" lacks pack.children ' (open|openat|openat2|socket|connect|execve|ptrace|kill)\('
trace calibrate calibrate "$source/docs/examples/calibration/marks.csv" "$source"/docs/examples/calibration/reviews/*.json
check "reviews are compared" [ "$status" -eq 0 ]
check "no forbidden call while reading them" lacks calibrate.children \
    ' (open|openat|openat2|socket|connect|execve|ptrace|kill)\('

# 4. A repository: git's process opens its own and what the C library needs, and no socket.
if command -v git >/dev/null; then
    export GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=t GIT_AUTHOR_EMAIL=t@example.org GIT_COMMITTER_NAME=t \
        GIT_COMMITTER_EMAIL=t@example.org
    cp -R input repository
    (cd repository && git init -q && git add -A && git -c commit.gpgsign=false commit -qm one) || bad "no repository"
    trace git --ref HEAD -q repository
    check "a repository is graded" [ "$status" -eq 0 ]
    opened git.rest | grep -vE "^(/etc/ld\.so|/lib|/usr/lib|/dev/urandom|/dev/null|(\./|$top/)?repository(/.*)?\$)" >git.strange
    check "git's process opens nothing else: $(tr '\n' ' ' <git.strange)" [ ! -s git.strange ]
    check "git's process uses no network" lacks git.all ' (socket|connect)\('
    # An object store that leads out of the repository is not followed to what is no such thing.
    mkdir secret && echo secret >secret/file
    echo "$top/secret" >repository/.git/objects/info/alternates
    trace alternates --ref HEAD -q repository
    check "an alternate that is no object store is not opened" lacks alternates.all "open[a-z0-9]*\(.*secret[^\"]*\".*= [0-9]"
fi

# 5. Machines that give less. The tracer makes the kernel say no.
less() { # NAME WHAT ARGUMENT...
    name=$1 inject=$2
    shift 2
    strace -f -qq -o /dev/null $inject "$grade" "$@" >"$name.out" 2>"$name.err"
    status=$?
}
no_landlock='-e inject=landlock_create_ruleset:error=ENOSYS'
no_seccomp='-e inject=seccomp:error=EINVAL -e inject=prctl:error=EINVAL:when=99+'
less nolandlock "$no_landlock" -f json input
check "without Landlock it grades" [ "$status" -eq 0 ]
check "and says so" grep -q '"landlock": 0' nolandlock.out
check "the filter is there" grep -q '"seccomp": true' nolandlock.out
less required "$no_landlock" --sandbox=require -f json input
check "what is required is required" [ "$status" -eq 2 ]
check "in one line" [ "$(wc -l <required.err)" -eq 1 ]
check "that says what is missing" grep -q 'grade: --sandbox=require: the kernel gives no Landlock' required.err
check "and nothing is printed" [ ! -s required.out ]
less noseccomp "$no_seccomp" -f json input
check "without seccomp it grades" [ "$status" -eq 0 ]
check "and says that, too" grep -q '"seccomp": false' noseccomp.out
less required "$no_seccomp" --sandbox=require -f json input
check "a filter is required, too" [ "$status" -eq 2 ]
check "and named" grep -q 'seccomp' required.err
"$grade" --sandbox=off -f json input >off.out 2>off.err
check "off is off" grep -q '"mode": "off"' off.out
strip() { sed '/^  "sandbox": {$/,/^  },\{0,1\}$/d' "$1"; }
strip out.json >whole
for name in nolandlock noseccomp off; do
    strip $name.out >less
    check "the review is the same ($name)" cmp -s whole less
done

# 6. A piece of work that dies takes its file with it, no more; a worker that dies is reported. Only a piece sets a
# timer, and only a worker restricts itself on this way.
less crashed '-e inject=setitimer:signal=SEGV' -f json input
check "a crash on a DOT file is survived" [ "$status" -eq 0 ]
check "and told" grep -q '"dot-crashed"' crashed.out
check "and the review partial" grep -q '"partial": true' crashed.out
check "and the rest graded" grep -q '"format": "architecture-yaml"' crashed.out
less late '-e inject=setitimer:signal=XCPU' -f json input
check "a DOT file that takes too long is survived" [ "$status" -eq 0 ]
check "and told, too" grep -q 'takes longer than the limit of 2 s of processor time' late.out
less killed '-e inject=landlock_restrict_self:signal=KILL' -f json -o killed.json input
check "a worker that is killed is an internal error" [ "$status" -eq 2 ]
check "which is told in one line" [ "$(wc -l <killed.err)" -eq 1 ]
check "with the signal" grep -q 'internal error: the process that read input failed (signal 9)' killed.err
check "and writes nothing" [ ! -e killed.json ]
rest=$(find "$top/tmp" -mindepth 1)
check "no temporary files are left: $rest" [ -z "$rest" ]

[ "$failed" -eq 0 ] || { echo "confine: $failed of $checks checks failed" >&2; exit 1; }
echo "confine: $checks checks"
