#!/bin/bash
# sweep.sh PROGRAM - the short fault sweep of `make test`: each call that puts files in place fails once, the others
# at sampled places; interrupts, kills, full outputs, runs at once. torture.sh is the whole of it.
set -u
FORMATS=${FORMATS:-csv}
. "$(dirname "$0")/prepare.sh"

sample() { # MODE CALL ERROR COUNT: places spread evenly over the calls
    local last
    last=$(calls "$2")
    for ((i = 1; i <= $4 && i <= last; i++)); do
        echo "call $1 $2 $3 $((last <= $4 ? i : 1 + (last - 1) * (i - 1) / ($4 - 1)))"
    done
}

{
    for call in rename link fsync mkdir; do
        sample parent $call EIO 40
    done
    sample parent unlink EIO 4
    sample parent unlinkat EIO 6
    sample parent write ENOSPC 6
    sample parent openat EMFILE 12
    sample parent read EIO 12
    sample parent close EIO 6
    sample all write ENOSPC 12
    sample all openat EACCES 6
    printf 'limit -f %d\n' 0 1 8
    printf 'limit -n %d\n' 6 9 12
    printf 'full-stdout\nclosed-stdout\n'
    printf 'signal TERM 0.%02d\n' 3 7 11 15
    printf 'signal INT 0.%02d\n' 5 9 13
    printf 'signal KILL 0.%02d\n' {1..30}
} >"$work/trials"
run_trials <"$work/trials"
