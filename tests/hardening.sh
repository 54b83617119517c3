#!/bin/bash
# hardening.sh PROGRAM - the program has what Debian's packages have (dpkg-buildflags with hardening=+all), read from
# its ELF file: what only stands in the Makefile does not count.
set -u
program=$1
passed=0 failed=0
export LC_ALL=C

claim() { # SENTENCE COMMAND...: the command succeeds
    local sentence=$1
    shift
    if "$@" >/dev/null; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "not so: $sentence"
    fi
}
has() { # PATTERN OPTION...: what readelf says with these options
    local pattern=$1
    shift
    readelf -W "$@" "$program" | grep -E "$pattern"
}
no_writable_code() { ! has 'GNU_STACK.* RWE|LOAD.* RWE' -l; }

claim 'it may be loaded anywhere (PIE)' has 'Type: +DYN' -h
claim 'no memory is both written and run' no_writable_code
claim 'its tables of addresses are closed after the start (RELRO)' has GNU_RELRO -l
claim 'all addresses are found at the start (now)' has BIND_NOW -d
claim 'stacks are guarded' has __stack_chk_fail --dyn-syms
claim 'copies know their bounds (FORTIFY)' has '__(v?s?n?printf|mem[a-z]+|str[a-z]+|read|poll)_chk' --dyn-syms
case $(readelf -h "$program" | sed -n 's/.*Machine: *//p') in
*X86-64*) claim 'jumps and returns are guarded (CET)' has 'IBT, SHSTK' -n ;;
esac
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
