#!/bin/sh
# install-dependencies.sh GROUP... - installs the Debian 12 packages of these groups that are missing.
# Says nothing and does nothing when all are there. Groups: build,
# test, lint, dist, office, node, postgres.
set -eu

packages_of() {
    case $1 in
    build)
        echo gcc libc6-dev make pkg-config libglib2.0-dev libjson-glib-dev libyaml-dev \
            libcsv-dev libxlsxwriter-dev libcairo2-dev libpango1.0-dev libfontconfig-dev libpng-dev \
            libexpat1-dev libdeflate-dev libminizip-dev libssl-dev zlib1g-dev fonts-liberation2
        ;;
    test) echo libcunit1-dev sqlite3 strace clang-format locales python3 valgrind ;;
    lint) echo clang-tidy ;;
    office) echo libreoffice-calc poppler-utils python3-openpyxl ;;
    node) echo nodejs npm ;;
    postgres) echo postgresql-15 libpq-dev util-linux ;;
    dist) echo dpkg-dev groff-base systemd ;;
    *)
        echo "install-dependencies.sh: no group '$1'" >&2
        exit 2
        ;;
    esac
}

# The packages among the arguments that are not installed.
missing_of() {
    installed=$(dpkg-query -W -f '/${db:Status-Status} ${Package}/' "$@" 2>/dev/null || true)
    for package in "$@"; do
        case $installed in
        *"/installed $package/"*) ;;
        *) printf '%s ' "$package" ;;
        esac
    done
}

wanted=
for group in "$@"; do
    wanted="$wanted $(packages_of "$group")"
done

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    [ "${DEPENDENCIES:-}" = ready ] && exit 0
    echo "This is not a Debian system. Install what these Debian 12 packages hold:" >&2
    printf ' %s\n' $wanted >&2
    echo "Then run make with DEPENDENCIES=ready in the environment." >&2
    exit 1
fi

missing=$(missing_of $wanted)
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "Packages are missing and only root can install them:" >&2
        echo "    apt-get install --no-install-recommends $missing" >&2
        exit 1
    fi
    as_root=sudo
fi
echo "Installing: $missing"
$as_root apt-get -q update
$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qy install --no-install-recommends $missing
