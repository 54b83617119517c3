#!/bin/bash
# clean_root.sh PROGRAM [ROOT]: by hand, as root, with a network. A fresh Debian 12 with nothing but what every Debian
# has (made by debootstrap, or ROOT, which is a copy of such a one and is changed): the package and what it depends on
# are installed there by apt, it runs there as an ordinary user, and a purge leaves nothing of it.
set -eu
program=$(realpath "$1")
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=${2:-$work/root}
[ -d "$root/var/lib/dpkg" ] || debootstrap --variant=minbase bookworm "$root" >"$work/said" || { cat "$work/said" && exit 1; }
passed=0 failed=0

claim() { # SENTENCE COMMAND...: the command succeeds in the root
    local sentence=$1
    shift
    if "$@" >"$work/said" 2>&1 </dev/null; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "not so: $sentence"
        tail -20 "$work/said"
    fi
}
inside() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive HOME=/ "${@:2}" chroot "$root" sh -c "$1"; }
as_user() { inside "cd /tmp/mau && setpriv --reuid=65534 --regid=65534 --clear-groups $1" "${@:2}"; }
# Files but those that apt and dpkg keep of their own.
files() { (cd "$root" && find . -xdev \( -path ./var/lib/dpkg -o -path ./var/lib/apt -o -path ./var/cache -o -path ./var/log -o -path ./tmp \) \
    -prune -o ! -type d -print | sort); }

package=$(src/dist/deb.sh "$program" "$work/package")
files >"$work/before"
cp "$package" "$root/tmp/"
mkdir -p "$root/tmp/mau/out"
cp -R samples "$root/tmp/mau/"
chmod 777 "$root/tmp/mau/out"
name=$(basename "$package")

claim 'nothing of it is there before' inside '! command -v tongket'
claim 'apt installs it with all it needs' inside "apt-get -qq update && apt-get -qqy install --no-install-recommends /tmp/$name"
claim 'its libraries are all there' inside '! ldd /usr/bin/tongket | grep "not found"'
claim 'it makes all shipped reports' as_user 'sh -ec "
    for line in \"xep-loai-nam samples --period 2024\" \"ky-luat samples --period 2022..2024\" \"trinh-do samples --period 2024\" \
        \"can-bo samples --period 2024\" \"tong-hop-thang samples --period 2024-08\" \"xep-loai-nam samples/2025 --period 2025\"; do
        tongket report \$line --out out -q
    done"' LANG=C
claim 'it speaks Vietnamese' as_user 'sh -c "tongket verify out/ky-luat-2022..2024.xlsx samples | grep giống"' LANG=vi_VN.UTF-8
claim 'its monthly job runs' as_user 'sh -ec "sed \"s|/srv/tongket/du-lieu|/tmp/mau/samples|; s|/srv/tongket/bao-cao|/tmp/mau/out|\" \
    /etc/tongket/hang-thang.yaml >out/job.yaml; tongket run out/job.yaml -q"' LANG=C TONGKET_TODAY=2024-09-03
same_bytes() {
    TONGKET_TEMPLATES=$PWD/templates "$program" report ky-luat samples --period 2022..2024 --out "$work/here" -q >/dev/null 2>&1
    cmp "$work/here/ky-luat-2022..2024.xlsx" "$root/tmp/mau/out/ky-luat-2022..2024.xlsx"
}
claim 'its workbook is the same bytes as that made here' same_bytes
claim 'apt purges it, and what came with it' inside 'apt-get -qqy purge --autoremove tongket'
nothing_left() { files | diff "$work/before" - | grep -i tongket && return 1 || ! test -e "$root/etc/tongket"; }
claim 'nothing of it is left' nothing_left

echo "$passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
