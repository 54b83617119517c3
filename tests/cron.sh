#!/bin/bash
# cron.sh PROGRAM - a job under a fake clock, month after month, as cron runs it.
#
# A small province grows by a month at a time; on the 3rd of the next one the job runs with -q. Said
# must be nothing, made the right period; and one line when something is missing.
set -u
program=$(realpath "$1")
top=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit
passed=0 failed=0

# expect WHAT COMMAND...: whether the command succeeds.
expect() {
    local what=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "$what: FAILED"
        sed 's/^/    /' said
    fi
}

# run JOB DAY [OPTION...]: the job as cron runs it; what it says is in `said`, its exit code in `code`.
run() {
    local job=$1 day=$2
    shift 2
    env -i PATH=/usr/bin:/bin LANG=C TONGKET_TEMPLATES="${TONGKET_TEMPLATES:-}" TONGKET_TODAY="$day" \
        ASAN_OPTIONS="${ASAN_OPTIONS:-}" UBSAN_OPTIONS="${UBSAN_OPTIONS:-}" LSAN_OPTIONS="${LSAN_OPTIONS:-}" \
        "$program" run "job/$job.yaml" "$@" >said 2>&1
    code=$?
}

silent() { [ "$code" -eq 0 ] && [ ! -s said ]; }
one_line() { [ "$code" -eq "$1" ] && [ "$(wc -l <said)" -eq 1 ] && grep -q "$2" said; }
made() { [ -f "job/bao-cao/tong-hop-thang-$1.manifest.json" ]; }
unchanged() { diff -r before job/bao-cao >/dev/null; }
keep() { rm -rf before && cp -a job/bao-cao before; }
sets() { find job/bao-cao -name 'tong-hop-thang-????-??.manifest.json' | wc -l; }

# month YEAR-MONTH [TIMES]: what the offices export when the month is over.
month() {
    local year=${1%-*} month=${1#*-} i
    for i in 1 2; do
        echo "$month/$year,1.1.1.$i,05/$month/$year,20,18,Có,Không" >>data/sinh_hoat.csv
        echo "1$i-QĐ,0$i/$month/$year,1.1.1.1,Đảng viên,DV$year$month$i,Đảng viên,Khiển trách,Tham nhũng,Chi bộ" \
            >>data/ky_luat.csv
    done
    echo "10/$month/$year,1.1.1,Giám sát,Tổ chức đảng,Không có vi phạm" >>data/kiem_tra.csv
}

mkdir -p job data
cat >data/don_vi.csv <<'END'
ma_don_vi,ten_don_vi,cap,ma_cap_tren,loai_hinh,tu_ngay,den_ngay
1,Tỉnh Mẫu,tinh,,,,
1.1,Huyện Đông,huyen,1,dang_bo,,
1.1.1,Xã Một,co_so,1.1,dang_bo,,
1.1.1.1,Chi bộ Một,chi_bo,1.1.1,chi_bo,,
1.1.1.2,Chi bộ Hai,chi_bo,1.1.1,chi_bo,,
END
echo thang,ma_don_vi,ngay_hop,so_dang_vien,so_du_hop,dung_so_tay,cap_tren_du >data/sinh_hoat.csv
echo so_quyet_dinh,ngay_quyet_dinh,ma_don_vi,doi_tuong,ma_dang_vien,chuc_vu,hinh_thuc,nhom_vi_pham,cap_thi_hanh \
    >data/ky_luat.csv
echo ngay,ma_don_vi,loai,doi_tuong,ket_luan >data/kiem_tra.csv
cat >job/thang.yaml <<'END'
data: [../data]
out: bao-cao
period: last-month
formats: [xlsx]
reports:
  - template: tong-hop-thang
rows_at_least:
  - dataset: sinh_hoat
    rows: 2
total_jump_at_most: 50
END
cat >job/ba.yaml <<'END'
data: [../data]
out: bao-cao
period: last-month
reports:
  - template: tong-hop-thang
    formats: [xlsx, png, png2x, svg, pdf, csv]
  - template: ky-luat
    formats: [csv, xlsx]
  - template: ky-luat
    each: co_so
    formats: [csv]
END

months=(2023-11 2023-12 2024-0{1..9} 2024-1{0..2})
days=(2023-12-03 2024-01-03 2024-02-01 2024-03-31 2024-04-03 2024-05-03 2024-06-03 2024-07-03 2024-08-31
    2024-09-03 2024-10-03 2024-11-03 2024-12-03 2025-01-03)
for i in "${!months[@]}"; do
    month "${months[i]}"
    case ${months[i]} in
    2024-03)
        mv data/ky_luat.csv away
        keep
        run thang "${days[i]}" -q
        expect 'a missing file is one line' one_line 3 'no file of ky_luat'
        expect 'a missing file leaves the reports of the last time' unchanged
        mv away data/ky_luat.csv
        ;;
    2024-06)
        cp -a data/sinh_hoat.csv away
        grep -v '06/2024' away >data/sinh_hoat.csv
        keep
        run thang "${days[i]}" -q
        expect 'an export that was not renewed is one line' one_line 3 'no row of sinh_hoat 2024-06'
        expect 'it leaves the reports of the last time' unchanged
        mv away data/sinh_hoat.csv
        ;;
    esac
    run thang "${days[i]}" -q
    expect "${months[i]}: silent" silent
    expect "${months[i]}: made" made "${months[i]}"
    expect "${months[i]}: nothing for another month" [ "$(sets)" -eq $((i + 1)) ]
done

keep
stat -c '%n %i %y' job/bao-cao/* >stamps
run thang 2025-01-03 -q --if-changed
expect 'nothing changed: silent' silent
stat -c '%n %i %y' job/bao-cao/* >stamps-now
expect 'nothing changed: nothing is written' cmp -s stamps stamps-now
echo "20/12/2024,1.1.1,Giám sát,Tổ chức đảng,Không có vi phạm" >>data/kiem_tra.csv
echo "21-QĐ,20/12/2024,1.1.1.1,Đảng viên,DV9,Đảng viên,Khiển trách,Tham nhũng,Chi bộ" >>data/ky_luat.csv
keep
run thang 2025-01-03 -q --if-changed
expect 'a total that jumps is one line' one_line 3 'run with --accept'
expect 'it leaves the reports of the last time' unchanged
run thang 2025-01-03 -q --accept
expect 'accepted: silent' silent
expect 'accepted: made' eval '! unchanged'
run thang 2025-01-03 -q
expect 'the accepted total is history' silent

rm -rf job/bao-cao
run ba 2025-01-03 --dry-run
expect 'a dry run is done' [ "$code" -eq 0 ]
expect 'a dry run writes nothing' [ ! -e job/bao-cao ]
sed -n 's/^  makes: //p' said | sort >would
run ba 2025-01-03
find job/bao-cao -type f ! -name .tongket.lock | sort >are
expect 'a dry run names the files that are made' cmp -s would are
run ba 2025-01-03 -q --if-changed
expect 'several reports, nothing changed: silent' silent
env -i PATH=/usr/bin:/bin LANG=C TONGKET_TEMPLATES="${TONGKET_TEMPLATES:-}" "$program" report ky-luat data \
    --period 2024-12 --formats csv,xlsx --out alone -q >/dev/null 2>&1
expect 'a report of a job is the one that is made alone' diff -r alone/ky-luat-2024-12 job/bao-cao/ky-luat-2024-12
expect 'its workbook, too' cmp -s {alone,job/bao-cao}/ky-luat-2024-12.xlsx

# ---- what was found is said; nothing else is ----

cat >job/thieu.yaml <<'END'
data: [../data]
out: thieu
period: last-month
formats: [csv]
reports:
  - template: tong-hop-thang
END
told() { [ "$code" -eq "$1" ] && [ "$(wc -l <said)" -eq 2 ] && grep -q "$2" said; } # the finding and the sums
cp -a data/sinh_hoat.csv away
grep -v '^12/2024,1.1.1.2' away >data/sinh_hoat.csv
run thieu 2025-01-03 -q
expect 'a unit that has not reported is told' told 0 '1.1.1.2 has not reported: sinh_hoat 0/1'
run thieu 2025-01-03 -q --strict
expect 'it is a warning' told 0 '1.1.1.2 has not reported'
cp -a away data/sinh_hoat.csv
echo '12/2024,1.1.9.9,05/12/2024,20,18,Có,Không' >>data/sinh_hoat.csv
run thieu 2025-01-03 -q
expect 'a rejected row is told' told 0 'unknown unit 1.1.9.9'
run thieu 2025-01-03 -q --strict
expect 'with --strict it is exit 1' told 1 'unknown unit 1.1.9.9'
run thieu 2025-01-03 --dry-run -q --strict
expect 'a dry run ends the same way' told 1 'unknown unit 1.1.9.9'
mv away data/sinh_hoat.csv
run thieu 2025-01-03 -q --strict
expect 'all is well again: silent' silent

# ---- what --if-changed looks at, one thing after the other ----

cp "$top/templates/ky-luat.yaml" job/mau.yaml
printf 'issuer: BAN TỔ CHỨC\n' >job/van-phong.yaml
printf 'datasets:\n  - name: ky_luat\n    columns:\n      - name: hinh_thuc\n        aliases: [Hình phạt]\n' \
    >job/tu-dien.yaml
cat >job/rieng.yaml <<'END'
data: [../data]
out: rieng
period: last-month
office: van-phong.yaml
dictionary: tu-dien.yaml
formats: [xlsx]
reports:
  - template: mau.yaml
    each: co_so
END
books() { stat -c '%n %i' job/rieng/*.manifest.json; }
again() { # WHAT yes|no: whether the job makes its books anew
    local before
    before=$(books)
    run rieng 2025-01-03 -q --if-changed
    expect "$1: silent" silent
    expect "$1: made again: $2" [ "$([ "$before" = "$(books)" ] && echo no || echo yes)" = "$2" ]
}
run rieng 2025-01-03 -q
expect 'a job with a template, a dictionary and an office of its own' silent
again 'nothing changed' no
for file in mau van-phong tu-dien; do
    sed -i 's/Kỷ luật/Kỉ luật/; s/CHỨC/CHỨC TỈNH/; s/Hình phạt/Mức phạt/' "job/$file.yaml"
    again "another $file.yaml" yes
    again "$file.yaml stayed" no
done
echo "22-QĐ,21/12/2024,1.1.1.1,Đảng viên,DV8,Đảng viên,Khiển trách,Tham nhũng,Chi bộ" >>data/ky_luat.csv
again 'another row' yes
sed -i 's/^out:/status: final\nout:/' job/rieng.yaml
again 'another choice in the job' yes
rm job/rieng/*danh-muc-*.xlsx
again 'a file was taken away' yes
again 'nothing changed since' no
mine=$program
LC_ALL=C sed 's/0\.1\.0/9.9.9/g' "$mine" >other && chmod +x other # the version, in as many bytes
program=$PWD/other
TONGKET_TEMPLATES=$top/templates again 'another version of the program' yes
program=$mine

# ---- each dataset is read once, however many reports there are ----

# bytes_read JOB: of each file of data, as the kernel counts them.
bytes_read() {
    rm -rf job/bao-cao job/mot
    TONGKET_TEMPLATES=$top/templates TONGKET_TODAY=2025-01-03 LC_ALL=C \
        strace -f -y -qq -e trace=read,pread64 -e signal=none -o calls "$program" run "job/$1.yaml" -q >said 2>&1 || return
    sed -n 's|.*<[^>]*/data/\([a-z_]*\)\.csv>.* = \([0-9]*\)$|\1 \2|p' calls |
        awk '{ sum[$1] += $2 } END { for (file in sum) print file, sum[file] }' | sort
}
cat >job/mot.yaml <<'END'
data: [../data]
out: mot
period: last-month
formats: [csv]
reports:
  - template: ky-luat
END
bytes_read mot >one
bytes_read ba >three
expect 'one report reads ky_luat' grep -q '^ky_luat [1-9]' one
same_bytes() { [ "$(grep '^ky_luat ' one)" = "$(grep '^ky_luat ' three)" ] && [ "$(grep '^don_vi ' one)" = "$(grep '^don_vi ' three)" ]; }
expect 'three reports of a job read ky_luat and don_vi no more than one does' same_bytes

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
