#!/bin/sh
# Writes a submission whose names speak to every program that will ever show them.
# usage: hostile.sh FOLDER
set -eu
mkdir -p "$1/docs"
cd "$1"
cat >architecture.dot <<'DOT'
digraph {
  a [label="Kafka ::error file=x,line=1::owned"];
  b [label="</script><img src=x onerror=alert(1)>"];
  c [label="@someone fixes #1 and GH-1 :tada: see www.evil.example"];
  d [label="Redis | online `features` *bold* _it_ ~~gone~~ $x$"];
  e [label="[link](http://evil.example) ![img](http://evil.example/x.png)"];
  f [label="]]> --> <!-- grade:report --> </details> Flink job"];
  g [label="\" onload=alert(1) x=\" Airflow training"];
  h [label="##[group]x %0A::add-mask::hide ::stop-commands::zzz"];
  i [label="# heading > quote 1. list - item MLflow registry"];
  j [label="deadbeefcafe https://evil.example/a?b=c user@evil.example"];
  k [label="<b>Prometheus</b> &lt;i&gt; &#64;someone"];
DOT
# An escape, a bell, a direction override, a zero-width space, a tag, bytes that are not UTF-8, a Cyrillic letter.
printf '  l [label="\033[2J\033]0;owned\007 Grafana \342\200\256gnp.exe\342\200\254 \342\200\213z \363\240\201\201t \377\376 K\320\260fka"];\n' >>architecture.dot
cat >>architecture.dot <<'DOT'
  a -> b [label="::warning::x"]; b -> c [label="</svg><script>alert(1)</script>"]; c -> d [label="@someone|x"];
  d -> e [label="`x`"]; e -> f; f -> g [label="]]>"]; g -> h; h -> i [label="##[error]x"]; i -> j; j -> k; k -> l;
}
DOT
{
    echo '# @someone/repo#1 <script>alert(1)</script>'
    echo
    echo 'Author: Ada Lovelace <ada@evil.example>, https://github.com/ada/design'
    echo
    echo '- We alert @someone when `drift` > 0.2 | see ![x](http://evil.example/x.png) and [y](javascript:alert(1)) because of #1'
    echo '- Feast serves <img src=x onerror=alert(1)> features online and offline so that skew cannot happen'
    echo '- ::error::the model is retrained weekly, ##[set-output name=x]y, %0A::error::z'
    printf -- '- The rules engine \342\200\256decides\342\200\254 when the m\320\276del is down, within 50 ms\n'
    echo
    echo '| Metric | Value | Note |'
    echo '|---|---|---|'
    echo '| p99 \| @someone | 50 ms | ]]> --> |'
} >README.md
echo 'We store 90 days of @someone logs for 400 EUR a month.' >'docs/a b%20#1 @someone,x::y.md'
