#!/bin/bash
# dist.sh PROGRAM - the package installs into a clean root, runs there, and is removed without a trace;
# manual page, completion, cron line and systemd units are what their readers expect.
set -u
program=$(realpath "$1")
cd "$(dirname "$0")/.." || exit
src/dist/install-dependencies.sh dist || exit
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
export LC_ALL=C.UTF-8 PATH=$PATH:/usr/sbin:/sbin
unset TONGKET_TEMPLATES TONGKET_TODAY

claim() { # SENTENCE COMMAND...: the command succeeds
    local sentence=$1
    shift
    if "$@" >"$work/said" 2>&1 </dev/null; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "not so: $sentence"
        head -20 "$work/said"
    fi
}

# ---- the package ----

two_packages_are_the_same_bytes() {
    src/dist/deb.sh "$program" "$work/a" && (umask 077 && src/dist/deb.sh "$program" "$work/b") &&
        cmp "$work"/a/*.deb "$work"/b/*.deb
}
claim 'packing twice gives the same bytes' two_packages_are_the_same_bytes
package=$(ls "$work"/a/*.deb)

root=$work/root
mkdir -p "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/updates"
touch "$root/var/lib/dpkg/status"
in_root() { dpkg --root="$root" --force-not-root --force-depends --log=/dev/null "$@"; }
files_left() { find "$root" -path "$root/var/lib/dpkg" -prune -o ! -type d -print; }

depends=$(dpkg-deb -f "$package" Depends)
claim 'the package asks for its fonts and libraries' \
    awk -v text="$depends" 'BEGIN { exit !(text ~ /fonts-liberation2/ && text ~ /libcairo2/ && text ~ /libxlsxwriter/) }'
claim 'the package installs' in_root --install "$package"
claim 'every file has the digest and mode it should' in_root --verify tongket
modes_are_right() {
    [ -z "$(cd "$root/usr" && find . -type f ! -perm 644 ! -path ./bin/tongket -o -type d ! -perm 755)" ] &&
        [ "$(stat -c %a "$root/usr/bin/tongket")" = 755 ]
}
claim 'only the program may be executed' modes_are_right
no_build_folder() { ! grep -raF "$PWD" "$root/usr" && ! grep -raF "$work" "$root/usr"; }
claim 'no path of the building machine is in it' no_build_folder

# ---- the installed program ----

installed=$root/usr/bin/tongket
reports_are_equal() {
    "$program" report ky-luat samples --period 2024 --formats xlsx,csv --out "$work/one" -q >/dev/null &&
        "$installed" report ky-luat samples --period 2024 --formats xlsx,csv --out "$work/two" >"$work/paths" 2>/dev/null &&
        [ -s "$work/paths" ] && diff -r "$work/one" "$work/two"
}
claim 'installed, it makes the same report' reports_are_equal
five_templates() { (cd "$work" && [ "$("$installed" list templates | wc -l)" -eq "$(ls "$OLDPWD"/templates/*.yaml | grep -vc tu-dien)" ]); }
claim 'installed, it finds the shipped templates' five_templates
silent() { [ -z "$("$installed" report can-bo samples --period 2024 --formats csv --out "$work/three" -q 2>&1)" ]; }
claim 'with -q it says nothing when all is well' silent

packed_is_hardened() { tests/hardening.sh "$root/usr/bin/tongket"; }
claim 'the packed program is hardened' packed_is_hardened

# ---- the manual page and the completion ----

page=$work/tongket.1
gunzip -c "$root/usr/share/man/man1/tongket.1.gz" >"$page"
page_is_clean() { [ -z "$(groff -Kutf8 -man -Tutf8 -ww -z "$page" 2>&1)" ]; }
claim 'groff has no warning for the manual page' page_is_clean
page_has_all() {
    local command
    groff -Kutf8 -man -Tascii -P-c -P-b -P-o -P-u "$page" >"$page.txt"
    for command in $("$program" --help | sed -n 's/^  tongket \([a-z]*\).*/\1/p'); do
        grep -q "tongket $command" "$page.txt" || return
        "$program" "$command" --help | grep -o -e '--[a-z-]*' | while read -r option; do
            grep -qF -e "$option" "$page.txt" || exit 1
        done || return
    done
}
claim 'the manual page tells of every command and option' page_has_all

completed() { # LAST-WORDS... : what TAB offers for the last word
    PATH=$root/usr/bin:$PATH bash --norc -c '
        compopt() { :; }
        . "$0"
        COMP_WORDS=(tongket "$@") COMP_CWORD=$#
        _tongket
        printf "%s\n" "${COMPREPLY[@]}"' "$root/usr/share/bash-completion/completions/tongket" "$@" | sort | paste -sd ' '
}
offers() { [ "$(completed "${@:2}")" = "$1" ] || { completed "${@:2}"; false; }; }
claim 'TAB offers commands' offers report rep
claim 'TAB offers templates' offers 'ky-luat ky-luat-so-luong' report ky-
claim 'TAB offers options' offers '--period' report ky-luat --pe
claim 'TAB offers lists' offers templates list te
claim 'TAB offers folders behind --out' offers samples report ky-luat --out sam
claim 'TAB offers folders behind --out=' offers samples report ky-luat --out = sam
claim 'TAB offers files as DATA' offers samples/ky_luat.csv report ky-luat samples/ky

# ---- cron and systemd ----

examples=$root/usr/share/doc/tongket/examples
cron_line() {
    local lines
    lines=$(grep -Ev '^(#|$|[A-Z_]+=)' "$examples/tongket.cron")
    [[ $lines =~ ^[0-5]?[0-9]\ [0-2]?[0-9]\ 3\ \*\ \*\ [a-z_][a-z0-9_-]*\ /usr/bin/tongket\ run\ /etc/tongket/hang-thang\.yaml\ -q$ ]] &&
        [ -z "$(tail -c 1 "$examples/tongket.cron")" ]
}
claim 'the cron line is one line for the 3rd of each month' cron_line
units_are_good() {
    mkdir -p "$root/etc/systemd/system"
    local said
    for unit in service timer; do
        sed "s|=/usr/bin/tongket|=$installed|" "$examples/tongket.$unit" >"$work/tongket.$unit"
    done
    said=$(systemd-analyze verify --man=no "$work/tongket.service" "$work/tongket.timer" 2>&1) || { echo "$said"; return 1; }
    [ -z "$(grep tongket <<<"$said")" ] || { echo "$said"; return 1; }
    grep -qx 'ExecStart=/usr/bin/tongket run /etc/tongket/hang-thang.yaml -q' "$examples/tongket.service"
}
claim 'systemd finds nothing wrong with the units' units_are_good
calendar() {
    local when
    when=$(sed -n 's/^OnCalendar=//p' "$examples/tongket.timer")
    TZ=UTC systemd-analyze calendar --base-time='2024-12-05 00:00:00' --iterations=2 "$when" >"$work/calendar" &&
        grep -q '2025-01-03 06:30:00' "$work/calendar" && grep -q '2025-02-03 06:30:00' "$work/calendar"
}
claim 'the timer runs on the 3rd of each month' calendar

# ---- the monthly job ----

job=$root/etc/tongket/hang-thang.yaml
job_runs() {
    local said
    sed "s|/srv/tongket/du-lieu|$PWD/samples|; s|/srv/tongket/bao-cao|$work/hang-thang|" "$job" >"$work/hang-thang.yaml"
    said=$(TONGKET_TODAY=2024-09-03 "$installed" run "$work/hang-thang.yaml" -q 2>&1) || { echo "$said"; return 1; }
    [ -z "$said" ] && [ -s "$work/hang-thang/tong-hop-thang-2024-08.xlsx" ]
}
claim 'the monthly job runs, and says nothing when all is well' job_runs
job_is_kept() {
    sed -i 's|/srv/tongket/du-lieu|/srv/khac|' "$job" && in_root --force-confold --install "$package" </dev/null &&
        grep -q /srv/khac "$job" && in_root --remove tongket && grep -q /srv/khac "$job" &&
        in_root --force-confold --install "$package" && grep -q /srv/khac "$job"
}
claim 'a job that was changed is kept by another version and after a removal' job_is_kept

# ---- without a trace ----

rm -rf "$root/etc/systemd"
claim 'the package is removed' in_root --purge tongket
nothing_left() { [ -z "$(files_left)" ] && [ ! -e "$root/usr/share/tongket" ] || { files_left; false; }; }
claim 'nothing is left behind' nothing_left

installs_and_uninstalls() {
    mkdir -p "$work/made/usr/local/bin" && echo other >"$work/made/usr/local/bin/other" &&
        src/dist/install.sh install "$program" "$work/made" /usr/local /usr/local/etc &&
        "$work/made/usr/local/bin/tongket" list templates >/dev/null &&
        grep -q '^ExecStart=/usr/local/bin/tongket ' "$work/made/usr/local/share/doc/tongket/examples/tongket.service" &&
        grep -q '^ExecStart=.* run /usr/local/etc/tongket/hang-thang.yaml ' "$work/made/usr/local/share/doc/tongket/examples/tongket.service" &&
        sed 's|/usr/local/etc|/etc|' "$work/made/usr/local/etc/tongket/hang-thang.yaml" | cmp - src/dist/hang-thang.yaml &&
        src/dist/install.sh uninstall "$program" "$work/made" /usr/local /usr/local/etc &&
        [ "$(cd "$work/made" && find . ! -type d)" = ./usr/local/bin/other ]
}
changed_job_stays() {
    local job=$work/again/etc/tongket/hang-thang.yaml places="/usr/local /etc"
    src/dist/install.sh install "$program" "$work/again" $places && echo '# mine' >>"$job" &&
        src/dist/install.sh install "$program" "$work/again" $places && grep -q '# mine' "$job" &&
        src/dist/install.sh uninstall "$program" "$work/again" $places && grep -q '# mine' "$job"
}
# `make install` itself, with no place but the one that is named.
writes_below_the_prefix() {
    make --no-print-directory install DESTDIR="$work/dest" PREFIX=/opt/tongket PROGRAM="$program" &&
        [ -z "$(find "$work/dest" ! -type d ! -path "$work/dest/opt/tongket/*")" ] &&
        [ -s "$work/dest/opt/tongket/etc/tongket/hang-thang.yaml" ] && [ -x "$work/dest/opt/tongket/bin/tongket" ] &&
        make --no-print-directory install DESTDIR="$work/dest" PREFIX=/opt/tongket sysconfdir=/etc PROGRAM="$program" &&
        [ -s "$work/dest/etc/tongket/hang-thang.yaml" ] &&
        make --no-print-directory uninstall DESTDIR="$work/dest" PREFIX=/opt/tongket PROGRAM="$program" &&
        [ "$(find "$work/dest" ! -type d)" = "$work/dest/etc/tongket/hang-thang.yaml" ]
}
claim 'make install writes only below DESTDIR and PREFIX, and below sysconfdir where that is elsewhere' writes_below_the_prefix
claim 'a job that was changed is left by make install and make uninstall' changed_job_stays
claim 'make uninstall takes away what make install put there' installs_and_uninstalls

echo "$passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
