# Cases that take more than one run: sourced by run.sh, a function each, true where it holds. In an empty folder with
# good.dot; `plain` grades without measuring.

# plain ARGUMENT...: the exit status in $status, output in $work/out and $work/err.
plain() {
    "$grade" "$@" >"$work/out" 2>"$work/err"
    status=$?
}

# A file that is now a drawing and now a link to what is none of the submission's: the link is never followed.
prove_exchanged_file() {
    echo 'digraph { hidden_one -> hidden_two }' >"$work/secret.dot"
    cp good.dot kept
    (
        while [ ! -e "$work/enough" ]; do
            ln -s "$work/secret.dot" next && mv -f next model.dot
            cp kept next && mv -f next model.dot
        done
    ) &
    exchanger=$!
    bad=0
    for run in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        plain -f json .
        [ $status -eq 0 ] && grep -q good.dot "$work/out" && ! grep -q hidden_ "$work/out" || bad=1
    done
    : >"$work/enough"
    wait $exchanger
    rm -f "$work/enough" "$work/secret.dot"
    [ $bad -eq 0 ]
}

prove_no_output() {
    "$grade" . >&- 2>"$work/err"
    [ $? -eq 2 ] && [ -s "$work/err" ] || return 1
    plain -f json -o "$work/nowhere/x.json" .
    [ $status -eq 2 ] && [ -s "$work/err" ] || return 1
    [ ! -c /dev/full ] && return 0
    "$grade" . >/dev/full 2>"$work/err"
    [ $? -eq 2 ] && [ -s "$work/err" ]
}

prove_same_twice() {
    make_names_that_speak
    make_laughs
    make_many_fences
    for format in terminal json markdown sarif junit github tree; do
        plain -f $format . && [ -s "$work/out" ] || { [ $format = github ] || return 1; }
        cp "$work/out" "$work/first"
        plain -f $format .
        cmp -s "$work/first" "$work/out" || return 1
    done
}

# It works, or says what is missing; it never crashes and leaves nothing behind.
prove_little_of_everything() {
    (ulimit -n 16 && exec "$grade" -f json . >"$work/out" 2>"$work/err")
    [ $? -eq 0 ] && grep -q good.dot "$work/out" || return 1
    [ $sanitized -eq 1 ] && return 0
    for kilobytes in 16000 24000 32000 48000 64000 128000; do
        (ulimit -v $kilobytes && exec "$grade" -f json . >"$work/out" 2>"$work/err")
        case $? in
        0) grep -q good.dot "$work/out" || return 1 ;;
        2 | 3) [ "$(wc -l <"$work/err")" -eq 1 ] && [ ! -s "$work/out" ] || return 1 ;;
        127) grep -q 'error while loading shared libraries' "$work/err" || return 1 ;; # not even loaded
        *) return 1 ;;
        esac
    done
}

# score: total and rows of the review in $work/out, and which pack it was.
score() { sed -n '/"pack"/,/}/p; /"total"/p; /"level"/p; /"points"/p' "$work/out"; }

prove_own_rubric() {
    plain -f json .
    score >"$work/before"
    make_own_rubric
    plain -f json .
    score >"$work/after"
    [ -s "$work/before" ] && cmp -s "$work/before" "$work/after"
}

prove_words_to_the_grader() {
    printf 'We drew what we know.\n' >README.md
    plain -f json .
    score >"$work/before"
    make_words_to_the_grader
    plain -f json .
    score >"$work/after"
    [ -s "$work/before" ] && cmp -s "$work/before" "$work/after"
}
