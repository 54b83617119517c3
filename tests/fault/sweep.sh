#!/bin/bash
# sweep.sh PROGRAM - the short fault sweep of `make test`: each call that puts files in place fails once, the others
# at sampled places; interrupts, kills, full outputs, runs at once. torture.sh is the whole of it.
set -u
FORMATS=${FORMATS:-csv}
. "$(dirname "$0")/prepare.sh"

fail() { # MODE CALL ERROR COUNT
    spread "$4" "$(calls "$2")" | sed "s/^/call $1 $2 $3 /"
}

end() { # SIGNAL CALL COUNT
    spread "$3" "$(calls "$2")" | sed "s/^/at $1 $2 /"
}

{
    for call in rename link fsync mkdir unlink; do
        fail parent $call EIO 24
    done
    fail parent unlinkat EIO 5
    for call in rename link unlink; do
        end KILL $call 24
    done
    end KILL unlinkat 5
    fail parent write ENOSPC 4
    fail parent openat EMFILE 12
    fail parent read EIO 10
    fail parent close EIO 4
    fail all write ENOSPC 10
    fail all openat EACCES 6
    end TERM rename 4
    end INT fsync 4
    printf 'limit -f %d\n' 0 1 8
    printf 'limit -n %d\n' 5 6 9 12
    printf 'signal TERM 0.%02d\n' 3 7 11 15
    printf 'signal KILL 0.%02d\n' 4 8 12 16 20
    fail_memory 6
    printf 'full-stdout\nclosed-stdout\n'
} >"$work/trials"
run_trials <"$work/trials"
