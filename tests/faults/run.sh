#!/bin/sh
# What goes wrong around the program: memory, disk, pipes, signals, descriptors. Whatever it is, grade ends by itself, with
# a documented status and a line that says why, leaves nothing behind and writes no half report.
# usage: run.sh GRADE TEST_BUILD_FOLDER SOURCE_FOLDER
set -u
case $1 in /*) grade=$1 ;; *) grade=$PWD/$1 ;; esac
tests=$(cd "$2" && pwd) source=$(cd "$3" && pwd)
shim=$tests/libfailing_malloc.so
top=$(cd "$(mktemp -d)" && pwd -P)
server= waiting= mounted=
cleanup() {
    for pid in $server $waiting; do kill -9 "$pid" 2>/dev/null; done
    [ -z "$mounted" ] || umount "$mounted"
    rm -rf "$top"
}
trap cleanup EXIT
trap 'exit 1' INT TERM
cd "$top" || exit 2
unset GRADE_TOKEN http_proxy https_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY all_proxy
export TMPDIR="$top/tmp" HOME="$top/home" LC_ALL=C.UTF-8 GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=t GIT_AUTHOR_EMAIL=t@example.org GIT_COMMITTER_NAME=t GIT_COMMITTER_EMAIL=t@example.org
mkdir tmp home out
failed=0 checks=0

bad() {
    echo "faults: $1" >&2
    sed 's/^/    /' err 2>/dev/null | head -4 >&2
    failed=$((failed + 1))
}
check() { # NAME COMMAND...
    checks=$((checks + 1))
    name=$1
    shift
    "$@" || bad "$name"
}

# A submission with every kind of text that a library reads.
mkdir input
cp -R "$source/fixtures/strong/submission/." input/
cp "$source"/fixtures/medium-dot/submission/*.dot input/
printf '\n```dot\ndigraph { fence -> post; }\n```\n\n```mermaid\ngraph LR\n a-->b\n```\n' >>input/README.md
strip() { sed -e '/^  "source": {$/,/^  },\{0,1\}$/d' -e '/^  "sandbox": {$/,/^  },\{0,1\}$/d' "$1"; }
"$grade" -f json input 2>err | strip - >whole
check "the submission is graded" grep -q '"criteria"' whole

# ---- what holds after every run ----

# run ARGUMENT...: grade writes out/report.json, where another report was. The time is for what hangs, no bound.
run() {
    echo old >out/report.json
    timeout -k 1 15 env ${fault:-} "$grade" -f json -o out/report.json "$@" >said 2>err
    status=$?
}
# complains: lines that are grade's, the first of which begins with its name.
complains() { head -1 err | grep -q '^grade: ' && ! tail -n +2 err | grep -qv '^  '; }
# Everything is as it was before.
untouched() { [ "$(ls -A out)" = report.json ] && [ "$(cat out/report.json)" = old ] && [ ! -s said ]; }
nothing_left() { [ -z "$(ls -A tmp)" ]; }
# What was graded is all of it, or says that it is not.
whole_or_partial() {
    [ "$(ls -A out)" = report.json ] && [ "$(tail -c 2 out/report.json)" = '}' ] || return 1
    strip out/report.json >now
    cmp -s whole now || grep -q '"partial": true' now
}
# endured NAME: after run.
endured() {
    case $status in
    0) check "$1: graded, not whole and not partial" whole_or_partial ;;
    2 | 3)
        check "$1: status $status without a clear line" complains
        check "$1: status $status, and the report is not what it was" untouched
        ;;
    *) check "$1: status $status" false ;;
    esac
    check "$1: left in the temporary folder: $(ls -A tmp)" nothing_left
}
# refused NAME STATUS TEXT: and in one line.
refused() {
    check "$1: status $status, not $2" [ "$status" -eq "$2" ]
    check "$1: not one line" [ "$(wc -l <err)" -eq 1 ]
    check "$1: not '$3'" grep -qF -- "$3" err
    endured "$1"
}

# ---- a call that fails ----

# The shared file, as it is before a run.
board() { printf -- '- 0000000000 0000000000%42s' '' >board; }
seen() { cut -c3-12 board | sed 's/^0*//;s/^$/0/'; }
# The process, once its number is all there.
struck() { sed -n 's/^.\{13\}0*\([1-9][0-9]*\)!.*/\1/p' board; }
# slay PID...: only what is grade.
slay() {
    for pid; do
        [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = grade ] || { bad "process $pid is not grade"; continue; }
        kill -9 "$pid"
    done
}
# with PROCESS CALL NTH [SETTING...]: sets what the next run has to endure.
with() {
    board
    fault="LD_PRELOAD=$shim FAULT_FILE=$top/board FAULT_IN=$1 FAULT_CALL=$2 FAULT_NTH=$3"
    shift 3
    fault="$fault $*"
}
# spread PROCESS CALL POINTS WHAT [SETTING...]: the call fails once, and for good, at the first POINTS numbers and at as
# many others, ever farther apart, to the last one.
spread() {
    process=$1 call=$2 points=$3 what=$4
    shift 4
    with "$process" "$call" 0
    run "$what"
    most=$(seen)
    # How often a pipe is read and waited for is chance: the first times are sure. No kernel refuses a wait for ever.
    case $call in
    read | write | wait) last=$((most < points ? most : points)) ;;
    *) last=$most ;;
    esac
    check "$process makes a $call on $what" [ "$most" -gt 0 ]
    for nth in $(awk -v most="$last" -v points="$points" 'BEGIN {
            for (i = 1; i <= points && i <= most; i++) print i
            if (most > points) for (i = 1; i <= points; i++) {
                n = int(points * exp(log(most / points) * i / points) + 0.5)
                if (n > last && n > points && n < most) print n
                last = n
            }
        }'); do
        for more in '' +; do
            [ "$call$more" = wait+ ] && continue
            with "$process" "$call" "$nth$more" "$@"
            run "$what"
            check "$process: $call $nth$more was not made" [ -n "$(struck)" ]
            endured "$what, $process, $call $nth$more of $most"
        done
    done
    fault=
}

# ---- where a report cannot be written ----

run input
endured "nothing wrong"
check "and the new report is there" cmp -s whole now
# written NAME TEXT: it could not be, for that reason, and the other report that was asked for was.
written() {
    check "$1: status $status" [ "$status" -eq 2 ]
    check "$1: not one line" [ "$(wc -l <err)" -eq 1 ]
    check "$1: not '$2'" grep -qF -- "$2" err
    check "$1: the other report" whole_or_partial
}
run -f tree -o /dev/full input
written "/dev/full" "grade: cannot write /dev/full: No space left on device"
run -f tree -o missing/tree input
written "no such folder" "grade: cannot write missing/tree: No such file or directory"
run -f tree -o /proc/tree input
written "a folder without files" "grade: cannot write /proc/tree"
for where in '>/dev/full' '>&-'; do
    case $where in *full) text="No space left on device" ;; *) text="Bad file descriptor" ;; esac
    eval '"$grade" -f tree input 2>err '"$where"
    status=$?
    check "$where: status $status" [ "$status" -eq 2 ]
    check "$where: not one line" [ "$(wc -l <err)" -eq 1 ]
    check "$where: not '$text'" grep -qF "cannot write standard output: $text" err
    for words in --help --version 'rubric' 'explain' 'completion bash'; do
        eval '"$grade" $words 2>err '"$where"
        status=$?
        check "$words $where: status $status" [ "$status" -eq 2 ]
        check "$words $where: one line" [ "$(wc -l <err)" -eq 1 ]
    done
done
"$grade" -f json input 2>&- | strip - >now
check "without standard error" cmp -s whole now
"$grade" -f json input 2>/dev/full | strip - >now
check "with a full standard error" cmp -s whole now
"$grade" -f json input <&- 2>err | strip - >now
check "without standard input" cmp -s whole now
"$grade" -f json input <&- 2>&- >&-
check "without any of them" [ $? -eq 2 ]

# full_disk NAME: a tmpfs of 16 KiB; false where this user may mount none.
full_disk() {
    mkdir "$1" && mount -t tmpfs -o size=16k tmpfs "$1" 2>/dev/null && mounted=$top/$1
}
if full_disk small; then
    echo old >small/report.json
    "$grade" -f json -o small/report.json input >said 2>err
    status=$?
    check "a full disk: status $status" [ "$status" -eq 2 ]
    check "a full disk: why" grep -qF "cannot write small/report.json: No space left on device" err
    check "a full disk: what was there is there" [ "$(cat small/report.json)" = old ]
    check "a full disk: nothing else: $(ls -A small)" [ "$(ls -A small)" = report.json ]
    rm small/report.json
else
    echo "# this user may mount no tmpfs: a full one is left out"
fi

# ---- a reader that goes away ----

# gone SETTING REDIRECTION: the reader has closed the pipe before grade begins.
gone() {
    rm -f closed rc
    { until [ -e closed ]; do sleep 0.01; done
      eval "$1"
      echo $? >rc; } | { exec <&-; : >closed; }
    until [ -s rc ]; do sleep 0.01; done
    status=$(cat rc)
}
gone '"$grade" --all input 2>err'
check "a closed pipe ends it as it ends any program: $status" [ "$status" -eq 141 ]
check "a closed pipe: silently" [ ! -s err ]
gone '(trap "" PIPE; exec "$grade" --all input 2>err)'
check "a closed pipe, signals ignored: status $status" [ "$status" -eq 2 ]
check "a closed pipe, signals ignored" grep -q "cannot write standard output: Broken pipe" err
echo old >out/report.json
gone '"$grade" -f json -o out/report.json input 2>&1'
check "nobody reads standard error: status $status" [ "$status" -eq 0 ]
check "nobody reads standard error" whole_or_partial
"$grade" --all input 2>err | head -1 >now
check "the first line of a report" [ "$(wc -l <now)" -eq 1 ]
check "head: nothing said" [ ! -s err ]
# A pipe with a name, where the reader takes one byte.
mkfifo fifo
head -c 1 fifo >now &
waiting=$!
"$grade" -f json -o fifo input 2>err
status=$?
wait "$waiting"
waiting=
case $status in 0 | 141) ;; *) bad "a named pipe: status $status" ;; esac
check "a named pipe is still one" [ -p fifo ]

# ---- few descriptors ----

# few N WHAT: the shell needs some of its own while it redirects.
few() {
    echo old >out/report.json
    (exec >said 2>err && ulimit -n "$1" && exec "$grade" -f json -o out/report.json "$2")
    status=$?
}
for n in 16 12 10 8 7 6 5 4; do
    few $n input
    # Where the loader itself has too few, grade was not started: status 127.
    [ "$n" -le 5 ] && [ "$status" -eq 127 ] || endured "$n descriptors"
    [ "$n" -lt 16 ] || check "16 descriptors are enough" [ "$status" -eq 0 ]
done

# ---- a repository and a server ----

remote=no
if [ -x "$tests/http_git_server" ] && command -v git >/dev/null && [ -x "$(git --exec-path)/git-http-backend" ]; then
    remote=yes
    mkdir root
    cp -R input repository
    (cd repository && git init -q && git add -A && git -c commit.gpgsign=false commit -qm one) || bad "no repository"
    git clone -q --bare repository root/a.git
else
    echo "# no git http-backend: what concerns fetching is left out"
fi
# serve MODE: the address is in $url, what is asked for in the file log.
serve() {
    stop_server
    : >port
    : >log
    HTTP_GIT_LOG=$top/log "$tests/http_git_server" "$top/root" "$@" >port &
    server=$!
    until [ -s port ]; do sleep 0.01; done
    url=http://127.0.0.1:$(cat port)
}
stop_server() {
    [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null
    server=
}
if [ $remote = yes ]; then
    serve
    "$grade" -f json "$url/a.git" 2>err | strip - >whole.remote
    check "the repository is graded" grep -q '"criteria"' whole.remote
    for dir in /proc "$top/nowhere" "$top/input/README.md"; do
        fault="TMPDIR=$dir"
        run "$url/a.git"
        refused "TMPDIR is $dir" 2 "$dir: no temporary folder can be made there"
        run input
        check "a folder needs no TMPDIR" [ "$status" -eq 0 ]
    done
    fault=
    if [ -n "$mounted" ]; then
        head -c 12000 /dev/zero >small/taken
        fault="TMPDIR=$mounted"
        run "$url/a.git"
        check "a full TMPDIR: status $status" [ "$status" -eq 3 ]
        endured "a full TMPDIR"
        check "a full TMPDIR: left: $(ls -A small)" [ "$(ls -A small)" = taken ]
        fault=
    fi
    for n in 16 12 10 8; do
        few $n "$url/a.git"
        cp whole whole.folder && cp whole.remote whole
        endured "fetching with $n descriptors"
        cp whole.folder whole
    done
fi

# ---- signals from outside, at known moments ----

# launch ARGUMENT...: grade in the background, as from a terminal: a shell has what it starts there ignore Ctrl-C.
launch() {
    echo old >out/report.json
    env --default-signal=INT,QUIT,TERM,HUP ${fault:-} "$grade" -f json -o out/report.json "$@" >said 2>err &
    waiting=$!
}
# until_true COMMAND...: twenty seconds at most, for a program that never comes there.
until_true() {
    tries=0
    until "$@"; do
        tries=$((tries + 1))
        [ $tries -lt 1000 ] || return 1
        sleep 0.02
    done
}
ended() {
    wait "$waiting" 2>/dev/null
    status=$?
    waiting=
}
# stopped NAME NUMBER: by that signal, with nothing said or left.
stopped() {
    check "$1: status $status" [ "$status" -eq $((128 + $2)) ]
    check "$1: the report is what it was" untouched
    check "$1: left: $(ls -A tmp)" nothing_left
}
gone_process() { ! kill -0 "$1" 2>/dev/null; }
has_child() { [ -n "$(child_of "$1")" ]; }
child_of() { cat "/proc/$1/task/$1/children" 2>/dev/null; }

if [ $remote = yes ]; then
    for signal in INT:2 QUIT:3 TERM:15 HUP:1; do
        for mode in stall stall-pack; do
            serve "$mode"
            launch "$url/a.git"
            case $mode in
            stall) check "it is about to ask" until_true has_child "$waiting" ;;
            *) check "it has asked for objects" until_true grep -q POST log ;;
            esac
            worker=$(child_of "$waiting")
            check "there is a worker" [ -n "$worker" ]
            check "there is a temporary folder" [ -n "$(ls -A tmp)" ]
            kill -"${signal%:*}" "$waiting"
            ended
            stopped "${signal%:*} while the server is silent ($mode)" "${signal#*:}"
            check "and the worker is gone" gone_process "$worker"
        done
    done
    serve stall-pack
    launch "$url/a.git"
    until_true grep -q POST log
    slay $(child_of "$waiting")
    ended
    refused "the git worker is killed" 3 "signal 9"
    # What nobody can catch leaves the folder; the worker does not stay.
    serve stall
    launch "$url/a.git"
    until_true has_child "$waiting"
    worker=$(child_of "$waiting")
    slay "$waiting"
    ended
    check "the worker goes with the parent" until_true gone_process $worker
    rm -rf tmp/*
    stop_server
fi

# ---- calls that fail, and moments inside the program ----

if [ -f "$shim" ] && with p malloc 0 && run input && [ "$(seen)" -gt 0 ]; then
    # parked NAME PROCESS CALL NTH ARGUMENT...: grade runs, and that process waits there.
    parked() {
        name=$1
        with "$2" "$3" "$4" FAULT_DO=park
        shift 4
        launch "$@"
        check "$name: it comes there" until_true eval '[ -n "$(struck)" ]'
    }
    release() { printf r | dd of=board conv=notrunc 2>/dev/null; }

    fault=FAULT_SHORT=1\ LD_PRELOAD=$shim
    run input
    endured "short reads and writes"
    check "short reads and writes: status $status" [ "$status" -eq 0 ]
    check "short reads and writes: the same review" cmp -s whole now
    if [ $remote = yes ]; then
        serve
        run "$url/a.git"
        strip out/report.json >now
        check "short reads and writes while fetching" cmp -s whole.remote now
        check "short reads and writes: left: $(ls -A tmp)" nothing_left
    fi

    spread p malloc 6 input
    spread p1 malloc 14 input
    spread p11 malloc 4 input
    spread p111 malloc 10 input
    for call in fork pipe wait read; do spread p $call 3 input; done
    for call in pipe write; do spread p1 $call 3 input; done
    for call in fork pipe read write; do spread p11 $call 3 input; done
    spread p111 write 2 input
    # A disk that is full when the file is written, closed or renamed; no memory for the stream.
    for call in fdopen fflush fclose rename; do spread p $call 4 input FAULT_ERRNO=28; done
    if [ $remote = yes ]; then
        cp whole whole.folder && cp whole.remote whole
        spread p malloc 8 "$url/a.git"
        spread p1 malloc 16 "$url/a.git"
        for call in fork pipe wait read; do spread p $call 3 "$url/a.git"; done
        for call in read write; do spread p1 $call 3 "$url/a.git" FAULT_ERRNO=5; done
        stop_server
        cp whole.folder whole
    fi

    # Before, while and after the worker reads.
    for nth in 1 40 400; do
        for signal in INT:2 QUIT:3 TERM:15 HUP:1; do
            parked "the worker reads" p1 malloc $nth input
            worker=$(struck)
            kill -"${signal%:*}" "$waiting"
            ended
            stopped "${signal%:*} at the worker's allocation $nth" "${signal#*:}"
            check "and the worker is gone" gone_process "$worker"
        done
        parked "the worker reads" p1 malloc $nth input
        slay $(struck)
        ended
        refused "the worker is killed at its allocation $nth" 2 "signal 9"
    done
    # The keeper, and a process that reads one DOT text: the rest is graded.
    for process in p11 p111; do
        parked "a DOT text is read" $process read 1 input
        [ -n "$(struck)" ] || parked "a DOT text is read" $process malloc 1 input
        slay $(struck)
        ended
        check "$process is killed: status $status" [ "$status" -eq 0 ]
        endured "$process is killed"
        check "$process is killed: partial" grep -q '"partial": true' out/report.json
    done
    # The report is written, and not yet in its place.
    for signal in INT:2 QUIT:3 TERM:15 HUP:1; do
        for call in fdopen:1 fclose:1 rename:1; do
            parked "the report is written" p "${call%:*}" "${call#*:}" input
            kill -"${signal%:*}" "$waiting"
            release
            ended
            check "${signal%:*} at ${call%:*}: status $status" [ "$status" -eq $((128 + ${signal#*:})) ]
            check "${signal%:*} at ${call%:*}: left: $(ls -A out)" [ "$(ls -A out)" = report.json ]
            [ "$(cat out/report.json)" = old ] || check "${signal%:*} at ${call%:*}: half a report" whole_or_partial
        done
    done
else
    echo "# nothing can be loaded in front of this build: failing calls are left out"
fi

[ "$failed" -eq 0 ] || { echo "faults: $failed of $checks checks failed" >&2; exit 1; }
echo "faults: $checks checks"
