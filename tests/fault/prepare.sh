# prepare.sh - sourced by sweep.sh and torture.sh: what every trial starts from, in $work.
#   old/out/  a set delivered from fewer rows and with one more format, so that files differ, come and go
#   old.list new.list   what a folder holds when the old or the new set is in it
#   command   the command line under trial, without --out
program=$(realpath "$1")
here=$(realpath "$(dirname "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C

mkdir "$work/data" "$work/data-old" "$work/tmp"
cp "$here"/../../samples/{don_vi,ky_luat}.csv "$work/data"
cp "$work/data/don_vi.csv" "$work/data-old"
head -n 900 "$work/data/ky_luat.csv" >"$work/data-old/ky_luat.csv"
cp -r "$here/../../templates" "$work/templates" # whoever edits them meanwhile
export TONGKET_TEMPLATES=$work/templates
formats=${FORMATS:-xlsx,png,csv}
printf '%s\n' "$program" report ky-luat "$work/data" --period 2022..2024 --formats "$formats" -q >"$work/command"
printf '%s\n' "$program" report ky-luat "$work/data-old" --period 2022..2024 --formats "$formats,svg" -q >"$work/command-old"

deliver() { # COMMAND-FILE DIR
    local command
    mapfile -t command <"$1"
    "${command[@]}" --out "$2" >/dev/null || { echo "0 passed, 1 failed"; exit 1; }
}
# A manifest says the way to the data: all output folders lie equally deep.
deliver "$work/command-old" "$work/old/out"
deliver "$work/command" "$work/ref/out"
"$here/list.sh" "$work/old/out" >"$work/old.list"
"$here/list.sh" "$work/ref/out" >"$work/new.list"
! cmp -s "$work/old.list" "$work/new.list" || { echo "the sets are equal: no trial can tell them apart"; exit 1; }

# Most calls of one kind that a single process or thread of a run without faults makes.
calls() { # SYSCALL
    local command
    mapfile -t command <"$work/command"
    mkdir "$work/count"
    cp -a "$work/old/out" "$work/count/out"
    strace -f -o "$work/trace" -e trace="$1" -- "${command[@]}" --out "$work/count/out" >/dev/null
    rm -r "$work/count"
    grep -E "^[0-9]+ +$1\(" "$work/trace" | awk '{ n[$1]++ } END { for (p in n) if (n[p] > max) max = n[p]; print max + 0 }'
}

# Takes trials (arguments of trial.sh, one a line), runs them side by side, prints a table of outcomes
# by kind and what went wrong, and ends with the count.
run_trials() {
    xargs -P "$(nproc)" -L 1 "$here/trial.sh" "$work" >"$work/outcomes"
    grep ' BAD' "$work/outcomes" | sort | head -n 40
    awk '{ sub(/:$/, "", $3); kinds[$1]; n[$1, $3]++ } END { for (k in kinds) printf "  %-24s new %d, old %d, bad %d\n", k, n[k, "new"], n[k, "old"], n[k, "BAD"] }' \
        "$work/outcomes" | sort
    awk '$3 ~ /^BAD/ { bad++ } END { printf "%d passed, %d failed\n", NR - bad, bad; exit bad > 0 || NR == 0 }' "$work/outcomes"
}
