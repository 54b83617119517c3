#!/bin/bash
# trial.sh WORK KIND ARGUMENT... - one run in a folder with the old set while something fails. Prints
# "KIND ARGUMENTS new|old|BAD: why".
#
# The rule: exit 0 means the whole new set; any other exit the old one, byte for byte; nothing else in the folder; one
# line on stderr. A run that was killed by a signal, or that a fault has ended (7), is followed by another command,
# and then one whole set stands. Where standard output is what fails, the set is new already.
set -u
work=$1 kind=$2
shift 2
here=$(dirname "$0")
mapfile -t command <"$work/command"
dir=$(mktemp -d "$work/trial.XXXXXX")
trap 'rm -rf "$dir"' EXIT
out=$dir/out
cp -a "$work/old/out" "$out"
command+=(--out "$out")
loud=() # the same without -q, which prints the files made and, on stderr, a line of sums
for word in "${command[@]}"; do
    [ "$word" = -q ] || loud+=("$word")
done
export TMPDIR=$work/tmp
exec 2>"$dir/stderr"

faulty() { # MODE CALL ERROR N; MODE: all processes, or the parent alone
    local follow='-f --seccomp-bpf'
    [ "$1" = parent ] && follow=
    strace $follow -o "$dir/trace" -e trace="$2" -e "inject=$2:error=$3:when=$4" -- "${command[@]}" >/dev/null
}

killed() { # SIGNAL CALL N: the parent, at its N-th call
    strace -o "$dir/trace" -e trace="$2" -e "inject=$2:signal=$1:when=$3" -- "${command[@]}" >/dev/null
}

limited() { # ulimit's arguments
    (ulimit "$@" && exec "${command[@]}" >/dev/null)
}

interrupted() { # SIGNAL SECONDS
    "${command[@]}" >/dev/null &
    local child=$!
    sleep "$2"
    kill -"$1" $child 2>/dev/null
    wait $child
}

short_of_memory() { # PROCESS N once|on
    FAIL_ALLOCATION="$*" LD_PRELOAD=$work/alloc.so "${command[@]}" >/dev/null
}

small_disk() { # KILOBYTES; the old set lies on a file system that soon is full
    mount -t tmpfs -o size="$1"k tongket "$dir/out" || exit
    cp -a "$work/old/out/." "$dir/out/"
    "${command[@]}" >/dev/null
}

case $kind in
full-stdout) "${loud[@]}" >/dev/full ;;
closed-stdout) "${loud[@]}" >&- ;;
call) faulty "$@" ;;
at) killed "$@" ;;
limit) limited "$@" ;;
signal) interrupted "$@" ;;
memory) short_of_memory "$@" ;;
disk) small_disk "$@" ;;
esac
status=$?

verdict() {
    echo "$kind ${name:--} $1"
    exit
}
name=$(tr ' ' , <<<"$*")
case $kind in *-stdout) sed -i '/^tongket: files: /d' "$dir/stderr" ;; esac
lines=$(grep -vc -e '^/.*: line [0-9]*: .*\(Killed\|Terminated\|Hangup\|Interrupt\|Aborted\|Trace\|Segm\)' "$dir/stderr")

[ "$kind" != memory ] || [ $status -lt 128 ] || verdict "BAD: ended by signal $((status - 128)), not with 7"
# The next command mends what a killed or crashed one left.
if [ $status -ge 128 ] || { [ $status -eq 7 ] && grep -q ': ended' "$dir/stderr"; }; then
    [ $status -ge 128 ] || [ "$lines" -eq 1 ] || verdict "BAD: exit 7, $lines lines: $(tail -n 2 "$dir/stderr" | tr '\n' ' ')"
    "${loud[@]}" --unit 34.342 --formats csv --wait 20 >"$dir/paths" || verdict "BAD: after exit $status: $(tail -n 1 "$dir/stderr")"
    xargs -d '\n' rm -f <"$dir/paths"
    find "$out" -mindepth 1 -type d -empty -delete
    status=killed
fi
"$here/list.sh" "$out" >"$dir/list"
found=mixed
cmp -s "$dir/list" "$work/old.list" && found=old
cmp -s "$dir/list" "$work/new.list" && found=new
[ "$kind" = disk ] && umount "$out"

[ $found != mixed ] || verdict "BAD: exit $status, mixed: $(diff "$dir/list" "$work/$([ "$status" = 0 ] && echo new || echo old).list" | head -n 4 | tr '\n' ' ')$(tail -n 1 "$dir/stderr")"
[ $status != killed ] || verdict $found
[ $status -ne 0 ] || [ $found = new ] || verdict "BAD: exit 0, old set"
[ $status -ne 0 ] || [ "$lines" -eq 0 ] || verdict "BAD: exit 0, yet it says: $(head -n 1 "$dir/stderr")"
[ $status -eq 0 ] || [ "$lines" -eq 1 ] || verdict "BAD: exit $status, $lines lines: $(head -n 2 "$dir/stderr" | tr '\n' ' ')"
! grep -q 'standard output' "$dir/stderr" || verdict $found
[ $status -eq 0 ] || [ $found = old ] || verdict "BAD: exit $status, new set: $(cat "$dir/stderr")"
verdict $found
