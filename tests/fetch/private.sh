#!/bin/sh
# Private repositories: a token over TLS, keys over ssh, and where neither may go. Arguments: those of run.sh.
. "$(dirname "$0")/common.sh"

mkdir "$top/plain"
git -C "$work" archive main | tar -xf - -C "$top/plain"
grade "$top/plain"
cp "$top/out" "$top/expect-main"

# secret_is_kept SECRET: in nothing that was written.
secret_is_kept() {
    ! grep -qF -- "$1" "$top/out" "$top/err"
}

# The server heard it N times: offered TEXT N.
offered() {
    [ "$(grep -cF -- "Authorization: Basic $1" "$HTTP_GIT_LOG")" -eq "$2" ]
}

# ---- https ----

# authority NAME: a certificate authority of our own.
authority() {
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=$1" -keyout "$top/$1.key" -out "$top/$1.pem" 2>/dev/null
}

# certificate NAME AUTHORITY HOST [OPTION…]: one signed by it.
certificate() {
    name=$1 signer=$2 host=$3
    shift 3
    openssl req -newkey rsa:2048 -nodes -subj "/CN=$host" -keyout "$top/$name.key" -out "$top/$name.csr" 2>/dev/null
    echo "subjectAltName=DNS:$host" >"$top/$name.ext"
    openssl x509 -req -in "$top/$name.csr" -CA "$top/$signer.pem" -CAkey "$top/$signer.key" -CAcreateserial \
        -extfile "$top/$name.ext" -out "$top/$name.pem" "$@" 2>/dev/null
}

# start_tls NAME: TLS with that certificate in front of the server that was started last; sets $tls.
start_tls() {
    node "$here/tls_front.mjs" "$top/$1.pem" "$top/$1.key" "${url##*:}" >"$top/tls-port" &
    servers="$servers $!"
    tries=0
    until [ -s "$top/tls-port" ] || [ $tries -eq 200 ]; do tries=$((tries + 1)); sleep 0.05; done
    tls=https://localhost:$(cat "$top/tls-port")
    rm "$top/tls-port"
}

export HTTP_GIT_LOG="$top/heard"
if command -v openssl >/dev/null && command -v node >/dev/null; then
    authority ours
    authority theirs
    certificate good ours localhost -days 2
    certificate other ours example.org -days 2
    certificate foreign theirs localhost -days 2
    certificate late ours localhost -days -1
    export SSL_CERT_FILE="$top/ours.pem"

    start_server
    start_tls good
    grade "$tls/a.git"
    ok "https" same_as "$top/expect-main"
    grade --public-only "$tls/a.git"
    ok "--public-only: this machine is not the public internet" refused 3 "private address" "127.0.0.1" "--public-only"
    SSL_CERT_FILE=$top/nowhere grade "$tls/a.git"
    ok "no certificates" refused 2 "SSL_CERT_FILE"
    for case in "other|wrong name|does not match" "foreign|unknown authority|not correctly signed" "late|expired|expired"; do
        start_tls "${case%%|*}"
        words=${case#*|}
        grade "$tls/a.git"
        ok "a certificate, ${words%|*}" refused 3 "certificate is not trusted" "${words#*|}"
    done

    # x-access-token:sesame-open, grace:sesame-open
    any=$(printf x-access-token:sesame-open | openssl base64)
    named=$(printf grace:sesame-open | openssl base64)
    start_server "auth=$any"
    start_tls good
    grade "$tls/a.git"
    ok "private, without a token" refused 3 "or it is private (GRADE_TOKEN)"
    : >"$HTTP_GIT_LOG"
    GRADE_TOKEN=sesame-open grade "$tls/a.git"
    ok "private, with the token" same_as "$top/expect-main"
    ok "the token is kept" secret_is_kept sesame-open
    ok "no token before it is asked for" sh -c "head -n 1 '$HTTP_GIT_LOG' | grep -q '^GET ' &&
        ! sed '/^sent/q' '$HTTP_GIT_LOG' | grep -q Authorization"
    : >"$HTTP_GIT_LOG"
    GRADE_TOKEN=wrong-token grade "$tls/a.git"
    ok "private, with a wrong token" refused 3 "GRADE_TOKEN is not allowed"
    ok "a wrong token is kept" secret_is_kept wrong-token
    ok "a wrong token is offered once" offered "$(printf x-access-token:wrong-token | openssl base64)" 1
    : >"$HTTP_GIT_LOG"
    GRADE_TOKEN=sesame-open grade "$url/a.git"
    ok "no TLS, no token" refused 3 "over https:// alone"
    ok "the server did not hear it" offered "$any" 0
    GRADE_TOKEN='a b' grade "$tls/a.git"
    ok "what is no token" refused 2 "GRADE_TOKEN"
    start_server "auth=$named"
    start_tls good
    GRADE_TOKEN=grace:sesame-open grade "$tls/a.git"
    ok "a token with a name" same_as "$top/expect-main"

    # A thief: what he hears is in the log of his server, for all ends have one log.
    start_server "auth=nothing-is-good-enough"
    start_tls good
    thief=$tls
    for where in "$thief/a.git" "https://127.0.0.1:${thief##*:}/a.git" "$url/a.git" "file:///etc/passwd" \
        "ssh://git@localhost/a.git" "$top/root/a.git"; do
        start_server "redirect=$where/info/refs?service=git-upload-pack"
        start_tls good
        : >"$HTTP_GIT_LOG"
        GRADE_TOKEN=sesame-open grade "$tls/a.git"
        ok "a redirect to $(echo "$where" | sed "s|$top|…|;s|:[0-9][0-9]*/|:PORT/|") is refused" [ "$status" -eq 3 ]
        ok "no token went along" offered "$any" 0
        ok "nobody else was asked" sh -c "! grep '^Host:' '$HTTP_GIT_LOG' | grep -qv 'localhost:${tls##*:}'"
        ok "the token is kept" secret_is_kept sesame-open
    done
    # The same host, another path: it is read there, and gets no token.
    start_server "moved=$any"
    start_tls good
    : >"$HTTP_GIT_LOG"
    GRADE_TOKEN=sesame-open grade "$tls/old.git"
    ok "a redirect on the same host to what is private" refused 3 "GRADE_TOKEN"
    ok "no token after a redirect" offered "$any" 0
    GRADE_TOKEN=sesame-open grade "$tls/a.git"
    ok "the present address" same_as "$top/expect-main"
    unset SSL_CERT_FILE

    # What other processes could see of the token while one is at work.
    start_server stall
    start_tls good
    SSL_CERT_FILE=$top/ours.pem GRADE_TOKEN=sesame-open "$GRADE" --idle-timeout 20 "$tls/a.git" >/dev/null 2>&1 &
    pid=$!
    tries=0
    while temp_is_empty && [ $tries -lt 100 ]; do tries=$((tries + 1)); sleep 0.05; done
    child=$(ps -eo pid=,ppid= | awk -v parent=$pid '$2 == parent { print $1 }')
    for process in $pid $child; do
        ok "the token is not in the environment of a process" sh -c "! grep -qF sesame-open /proc/$process/environ &&
            ! tr '\\0' ' ' </proc/$process/cmdline | grep -qF sesame-open"
    done
    kill $pid
    wait $pid 2>/dev/null
else
    echo "# skipped: https (openssl or node is missing)"
fi

# ---- ssh ----

sshd=$(command -v sshd || ls /usr/sbin/sshd 2>/dev/null)
if [ -n "$sshd" ] && command -v ssh-agent >/dev/null; then
    me=$(id -un)
    # As root it wants this folder, as anybody else it does not.
    [ "$(id -u)" -ne 0 ] || mkdir -p /run/sshd
    mkdir -m 700 "$top/ssh" "$HOME/.ssh"
    for key in host other user stranger; do ssh-keygen -q -t ed25519 -N '' -C '' -f "$top/ssh/$key"; done
    # start_sshd: sets $ssh to host:port of one that is up.
    start_sshd() {
        for port in 22422 22423 22424 22425 22426 22427; do
            cat >"$top/ssh/config" <<CONFIG
Port $port
ListenAddress 127.0.0.1
HostKey $top/ssh/host
AuthorizedKeysFile $top/ssh/user.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
CONFIG
            "$sshd" -D -e -f "$top/ssh/config" 2>"$top/ssh/log" &
            pid=$!
            tries=0
            until grep -q 'Server listening' "$top/ssh/log" || ! kill -0 $pid 2>/dev/null || [ $tries -eq 100 ]; do
                tries=$((tries + 1))
                sleep 0.05
            done
            if grep -q 'Server listening' "$top/ssh/log"; then
                servers="$servers $pid"
                ssh=127.0.0.1:$port
                return 0
            fi
        done
        return 1
    }
    # knows KEY: known_hosts holds that one for the server.
    knows() {
        echo "[127.0.0.1]:$port $(cut -d' ' -f1,2 "$top/ssh/$1.pub")" >"$HOME/.ssh/known_hosts"
    }
    ok "sshd listens" start_sshd
    a=ssh://$me@$ssh$top/root/a.git
    knows host
    unset SSH_AUTH_SOCK
    grade "$a"
    ok "ssh without an agent" refused 3 "no ssh agent is running"
    eval "$(ssh-agent -s)" >/dev/null
    servers="$servers $SSH_AGENT_PID"
    grade "$a"
    ok "ssh, an agent without keys" refused 3 "no key of the ssh agent is accepted"
    ssh-add -q "$top/ssh/stranger"
    grade "$a"
    ok "ssh, a stranger's key" refused 3 "no key of the ssh agent is accepted"
    ssh-add -q "$top/ssh/user"
    grade "$a"
    ok "ssh" same_as "$top/expect-main"
    ok "ssh: no temporary files" temp_is_empty
    grade --ref other --expect-commit "$second" "$a"
    ok "ssh, a branch" [ "$status" -eq 0 ]
    git -C "$top/root/a.git" update-ref refs/heads/main "$second"
    grade --ref "$first" "$a"
    ok "ssh, a commit that is no tip" same_as "$top/expect-main"
    git -C "$top/root/a.git" update-ref refs/heads/main "$first"
    grade --public-only "$a"
    ok "ssh, --public-only" refused 3 "private address"
    grade "ssh://$me@$ssh$top/root/nothing.git"
    ok "ssh, no such repository" refused 3 "does not appear to be a git repository"
    cat "$HOME/.ssh/known_hosts" >"$top/known"
    knows other
    grade "$a"
    ok "ssh, another host key than known" refused 3 "host key $(ssh-keygen -lf "$top/ssh/host.pub" | cut -d' ' -f2)"
    rm "$HOME/.ssh/known_hosts"
    grade "$a"
    ok "ssh, no host key known" refused 3 "known_hosts"
    ok "known_hosts is not written" [ ! -e "$HOME/.ssh/known_hosts" ]
    cp "$top/known" "$HOME/.ssh/known_hosts"
    for i in 1 2 3; do
        dd if=/dev/urandom of="$work/noise.bin" bs=1024 count=200 2>/dev/null
        git -C "$work" add -A && git -C "$work" commit -qm "noise $i"
    done
    git -C "$work" push -q "$top/root/a.git" main:noise
    grade --max-fetch 300K --ref noise "$a"
    ok "ssh, without history" [ "$status" -eq 0 ]
    grade --max-fetch 150K --ref noise "$a"
    ok "ssh, more bytes than allowed" refused 3 "sent more than 153600 bytes"
    # A server that takes the connection and says nothing.
    start_server stall
    grade --idle-timeout 1 "ssh://$me@${url##*/}$top/root/a.git"
    ok "ssh, a silent server" refused 3 "sent nothing for 1 s"
else
    echo "# skipped: ssh (openssh-server is missing)"
fi

ok "no temporary files at the end" temp_is_empty
echo "1..$n"
exit $failed
