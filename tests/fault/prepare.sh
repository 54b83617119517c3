# prepare.sh - sourced by sweep.sh and torture.sh: what every trial starts from, in $work.
#   program   a copy, so that it may be built anew meanwhile
#   old/out/  a set delivered from fewer rows and in other formats, so that files differ, come and go; with OLD=none an
#             empty folder
#   old.list new.list   what a folder holds when the old or the new set is in it
#   command   the command line under trial, without --out
here=$(realpath "$(dirname "$0")")
work=$(mktemp -d)
program=$work/program
cp "$1" "$program"
trap 'rm -rf "$work"' EXIT
export LC_ALL=C

mkdir "$work/data" "$work/data-old" "$work/tmp"
cp "$here"/../../samples/{don_vi,ky_luat}.csv "$work/data"
cp "$work/data/don_vi.csv" "$work/data-old"
head -n 900 "$work/data/ky_luat.csv" >"$work/data-old/ky_luat.csv"
cp -r "$here/../../templates" "$work/templates" # whoever edits them meanwhile
export TONGKET_TEMPLATES=$work/templates
formats=${FORMATS:-xlsx,png,csv}
arguments() { # DATA FORMATS
    printf '%s\n' "$program" report "$here/ngan.yaml" "$1" --period 2022..2024 --as-of 2024-08-31 --formats "$2" -q
}
arguments "$work/data" "$formats" >"$work/command"
arguments "$work/data-old" "${formats/png,/},svg" >"$work/command-old"

deliver() { # COMMAND-FILE DIR
    local command
    mapfile -t command <"$1"
    "${command[@]}" --out "$2" >/dev/null || { echo "0 passed, 1 failed"; exit 1; }
}
# A manifest says the way to the data: all output folders lie equally deep.
if [ "${OLD:-}" = none ]; then
    mkdir -p "$work/old/out"
else
    deliver "$work/command-old" "$work/old/out"
fi
# The old set is what the new one is compared with, and its manifest is kept.
mkdir "$work/ref"
cp -a "$work/old/out" "$work/ref/out"
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

# What fails the N-th allocation, and how many there are: of the parent and of the child.
prepare_memory() {
    local command
    mapfile -t command <"$work/command"
    gcc -shared -fPIC -O2 -o "$work/alloc.so" "$here/alloc.c" || exit
    mkdir "$work/count"
    ALLOCATIONS=$work/allocations LD_PRELOAD=$work/alloc.so "${command[@]}" --out "$work/count/out" >/dev/null
    rm -r "$work/count"
    read -r parent_allocations child_allocations < <(od -An -t d8 "$work/allocations")
}

spread() { # COUNT LAST: COUNT of the numbers 1 to LAST, evenly
    for ((i = 1; i <= $1 && i <= $2; i++)); do
        echo $(($2 <= $1 ? i : 1 + ($2 - 1) * (i - 1) / ($1 - 1)))
    done
}

fail_memory() { # COUNT: so many places in each process
    prepare_memory
    spread "$1" "$parent_allocations" | sed 's/.*/memory parent & once\nmemory parent & on/'
    spread "$1" "$child_allocations" | sed 's/.*/memory child & once\nmemory child & on/'
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
