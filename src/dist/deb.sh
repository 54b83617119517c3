#!/bin/bash
# deb.sh PROGRAM FOLDER - packs the program into FOLDER/tongket_VERSION_ARCHITECTURE.deb and prints that path.
# The same program gives the same bytes: the only time in the package is that of the last commit.
set -euo pipefail
program=$(realpath "$1") folder=$2
cd "$(dirname "$0")/../.."
export LC_ALL=C
umask 022

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
stage=$work/stage
mkdir "$stage"

# Packages that hold the libraries, and the fonts, which no library asks for.
depends() {
    local fonts=fonts-liberation2
    if command -v dpkg-shlibdeps >/dev/null; then
        mkdir "$work/debian"
        printf 'Source: tongket\n\nPackage: tongket\nArchitecture: any\n' >"$work/debian/control"
        (cd "$work" && dpkg-shlibdeps -O "$stage/usr/bin/tongket" 2>/dev/null) |
            sed "s/^shlibs:Depends=\(.*\)/\1, $fonts/"
    else
        local database=
        ! ldd "$stage/usr/bin/tongket" | grep -q libpq || database=', libpq5'
        echo "libc6, libglib2.0-0, libjson-glib-1.0-0, libyaml-0-2, libcsv3, libxlsxwriter4," \
            "libcairo2, libpango-1.0-0, libpangocairo-1.0-0, libpangoft2-1.0-0, libfontconfig1, libpng16-16," \
            "libdeflate0, libexpat1, libminizip1, libssl3, zlib1g$database, $fonts"
    fi
}

epoch=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 1735689600)}
export SOURCE_DATE_EPOCH=$epoch
version=$("$program" --version | cut -d' ' -f2)
architecture=$(dpkg --print-architecture)

src/dist/install.sh install "$program" "$stage" /usr /etc
strip --strip-unneeded --remove-section=.comment "$stage/usr/bin/tongket"
printf 'tongket (%s) stable; urgency=low\n\n  * See README.md.\n\n -- tongket contributors <tongket@localhost>  %s\n' \
    "$version" "$(date -uRd "@$epoch")" | gzip -9n >"$stage/usr/share/doc/tongket/changelog.gz"
chmod -R u=rwX,go=rX "$stage"

depends=$(depends)
size=$(find "$stage" -type f -printf '%s\n' | awk '{ k += int(($1 + 1023) / 1024) } END { print k }')
mkdir "$stage/DEBIAN"
sed "s/@VERSION@/$version/; s/@ARCHITECTURE@/$architecture/; s/@SIZE@/$size/; s/@DEPENDS@/$depends/" \
    src/dist/control.in >"$stage/DEBIAN/control"
echo /etc/tongket/hang-thang.yaml >"$stage/DEBIAN/conffiles"
(cd "$stage" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$stage/DEBIAN/md5sums"

# A reader never sees half a package.
package=tongket_${version}_$architecture.deb
mkdir -p "$folder"
dpkg-deb --root-owner-group -Zxz --build "$stage" "$work/$package" >/dev/null
install -m 644 "$work/$package" "$folder/.$package.new"
mv "$folder/.$package.new" "$folder/$package"
echo "$folder/$package"
