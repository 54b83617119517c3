#!/bin/bash
# torture.sh PROGRAM - every call fails once, every limit is met, 200 kills, ten runs at once: the whole of what
# sweep.sh samples, with all formats. Takes an hour or two; CALLS="rename fsync" takes only these calls,
# EVERY=7 only each seventh place. By hand: make torture.
set -u
FORMATS=${FORMATS:-xlsx,png,csv}
. "$(dirname "$0")/prepare.sh"
every=${EVERY:-1}

errors='read EIO
write ENOSPC
pwrite64 ENOSPC
pread64 EIO
lseek EIO
fsync EIO
openat EMFILE
openat EACCES
close EIO
rename EIO
link EIO
link EPERM
unlink EIO
unlinkat EIO
mkdir ENOSPC
newfstatat EIO
getdents64 EIO
clone EAGAIN
pipe2 EMFILE
signalfd4 EMFILE
poll ENOMEM
wait4 EINTR
flock EINTR
mmap ENOMEM
brk ENOMEM'

places() { # CALL
    seq 1 "$every" $(($(calls "$1") + 1))
}

fail_everywhere() {
    local call error
    while read -r call error; do
        [ -z "${CALLS:-}" ] || [[ " $CALLS " == *" $call "* ]] || continue
        places "$call" | sed "s/^/call parent $call $error /"
        places "$call" | sed "s/^/call all $call $error /"
    done <<<"$errors"
}

end_everywhere() {
    local call
    for call in rename link unlink unlinkat mkdir fsync write openat; do
        [ -z "${CALLS:-}" ] || [[ " $CALLS " == *" $call "* ]] || continue
        places "$call" | sed "s/^/at KILL $call /"
        places "$call" | sed "s/^/at TERM $call /"
    done
}

# Ten at once: each waits for its turn, or is turned away with exit 6; in the end the set is whole.
at_once() {
    local command out=$work/at-once/out wait=$1 child status=0
    mapfile -t command <"$work/command"
    mkdir -p "$work/at-once"
    rm -rf "$out" && cp -a "$work/old/out" "$out"
    local children=()
    for _ in {1..10}; do
        "${command[@]}" --out "$out" --wait "$wait" >/dev/null 2>&1 &
        children+=($!)
    done
    for child in "${children[@]}"; do
        wait "$child"
        case $? in 0) ;; 6) [ "$wait" -eq 0 ] || status=1 ;; *) status=1 ;; esac
    done
    "$here/list.sh" "$out" | cmp -s - "$work/new.list" && [ $status -eq 0 ] && echo "at-once $wait new" || echo "at-once $wait BAD"
}

# A small disk needs mount, which only root may.
disks() {
    mkdir -p "$work/probe"
    mount -t tmpfs tongket "$work/probe" 2>/dev/null || return 0
    umount "$work/probe"
    local size=$(($(du -sk "$work/old/out" | cut -f1) + 40))
    seq $size 60 $((3 * size)) | sed 's/^/disk /'
}

{
    fail_everywhere
    end_everywhere
    [[ " ${CALLS:-memory} " != *" memory "* ]] || fail_memory 300
    if [ -z "${CALLS:-}" ]; then
        for i in {0..199}; do echo "signal KILL $((i / 100)).$(printf %02d $((i % 100)))"; done
        for i in {0..49}; do echo "signal TERM $((i / 25)).$(printf %02d $((i % 25 * 4)))"; done
        seq 0 40 1200 | sed 's/^/limit -f /'
        seq 5 30 | sed 's/^/limit -n /'
        seq 100000 20000 500000 | sed 's/^/limit -v /'
        disks
        printf 'full-stdout\nclosed-stdout\n'
    fi
} >"$work/trials"
echo "$(wc -l <"$work/trials") trials"
[ -n "${CALLS:-}" ] || { at_once 60 && at_once 0; } | tee "$work/at-once.out"
run_trials <"$work/trials" && ! grep -q BAD "$work/at-once.out" 2>/dev/null
