#!/bin/bash
# install.sh install|uninstall PROGRAM ROOT PREFIX SYSCONFDIR - puts the program and all that belongs to it below
# ROOT/PREFIX, and the monthly job into ROOT/SYSCONFDIR/tongket, or removes that; nothing else is written. ROOT is
# empty but for packages; what others put there is left, and so is a job that somebody has changed.
set -eu
action=$1 program=$2 root=$3 prefix=$4 config=$5
top=$(cd "$(dirname "$0")/../.." && pwd)
to=$root$prefix
job=$root$config/tongket/hang-thang.yaml

# The file on stdin, as $1 below ROOT/PREFIX.
put() {
    install -d "$(dirname "$to/$1")"
    rm -f "$to/$1"
    (umask 022 && cat >"$to/$1")
    chmod 644 "$to/$1"
}

# What is shipped says where Debian's package puts program and job; the text on stdin with the places of this one.
placed() { sed "s|/usr/bin/tongket|$prefix/bin/tongket|; s|/etc/tongket/|$config/tongket/|g"; }

install_all() {
    install -d "$to/bin"
    install -m 755 "$program" "$to/bin/tongket"
    for template in "$top"/templates/*.yaml; do
        put "share/tongket/templates/$(basename "$template")" <"$template"
    done
    "$program" manual | placed | gzip -9n | put share/man/man1/tongket.1.gz
    "$program" completion bash | put share/bash-completion/completions/tongket
    for example in tongket.cron tongket.service tongket.timer; do
        placed <"$top/src/dist/$example" | put "share/doc/tongket/examples/$example"
    done
    put share/doc/tongket/examples/van-phong.yaml <"$top/samples/van-phong.yaml"
    placed <"$top/src/dist/hang-thang.yaml" | put share/doc/tongket/examples/hang-thang.yaml
    [ -e "$job" ] || install -D -m 644 "$to/share/doc/tongket/examples/hang-thang.yaml" "$job"
    put share/doc/tongket/copyright <"$top/LICENSE"
    put share/doc/tongket/README.md <"$top/README.md"
}

uninstall_all() {
    rm -f "$to/bin/tongket" "$to/share/man/man1/tongket.1.gz" "$to/share/bash-completion/completions/tongket"
    if placed <"$top/src/dist/hang-thang.yaml" | cmp -s "$job" -; then
        rm -f "$job"
        rmdir --ignore-fail-on-non-empty "$(dirname "$job")"
    fi
    rm -rf "$to/share/tongket" "$to/share/doc/tongket"
}

set -o pipefail
"${action}_all"
