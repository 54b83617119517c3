#!/bin/bash
# pictures.sh - by hand: makes the pictures of README.md in samples/hinh from what `make report gallery` made.
# Needs LibreOffice, pdftoppm and convert (packages libreoffice-calc, poppler-utils, imagemagick).
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p samples/hinh

page() { # workbook, page, picture, pixels an inch
    soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf --outdir "$work" \
        "out/reports/$1.xlsx" >/dev/null 2>&1
    pdftoppm -r "${4:-80}" -f "$2" -l "$2" -png "$work/$1.pdf" "$work/page"
    convert "$work"/page*.png -trim -bordercolor white -border 16 -colors 64 "samples/hinh/$3.png"
    rm "$work"/page*.png
}

page xep-loai-nam-2024 1 bia
page xep-loai-nam-2024 3 xep-loai-trang 96
convert out/reports/ky-luat-2022..2024/hinh-thuc.png -resize 900x -colors 64 samples/hinh/ky-luat-bieu-do.png
# The clock of the day has no place in them.
mogrify -strip -define png:exclude-chunks=date,time samples/hinh/*.png
cp out/gallery/gallery.png samples/hinh/bieu-do.png
