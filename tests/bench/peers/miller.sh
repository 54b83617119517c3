#!/bin/sh
# miller.sh JOBS IN OUT: Miller; the aggregates only, as CSV
J=$1 I=$2 O=$3
mkdir -p "$O"
mlr --icsv --ocsv --from "$I/don_vi.csv" put -q '@cap[$ma_don_vi] = $cap; @par[$ma_don_vi] = $ma_cap_tren;
  end { n = 0; for (k, v in @cap) { if (v == "tinh") { n += 1 } } lv = n == 1 ? "huyen" : "tinh";
    for (k, v in @par) { a = k; while (a != "" && @cap[a] != lv) { a = @par[a] } if (a != "") { emit1 {"ma_don_vi": k, "anc": a} } } }' > "$O/up.csv"
m="mlr --icsv --ocsv -S"
case $J in *J1*|ALL)
  $m cut -f nam,ma_don_vi,xep_loai then join -j ma_don_vi -f "$O/up.csv" then count-distinct -f nam,anc,xep_loai "$I/xep_loai.csv" > "$O/J1.csv"
esac
case $J in *J2*|ALL)
  $m cut -f ma_don_vi,chuyen_mon,ly_luan_chinh_tri then join -j ma_don_vi -f "$O/up.csv" then count-distinct -f anc,chuyen_mon,ly_luan_chinh_tri "$I/trinh_do.csv" > "$O/c2.csv"
  mlr --icsv --ocsv stats1 -a sum -f count -g anc,chuyen_mon "$O/c2.csv" > "$O/J2a.csv"
  mlr --icsv --ocsv stats1 -a sum -f count -g anc,ly_luan_chinh_tri "$O/c2.csv" > "$O/J2b.csv"
  mlr --icsv --ocsv stats1 -a sum -f count -g chuyen_mon,ly_luan_chinh_tri "$O/c2.csv" > "$O/J2c.csv"
esac
case $J in *J3*|ALL)
  y=$(mlr --icsv --onidx put -q '@y = max(@y, int(sub($ngay_quyet_dinh, "^.*/", ""))); end { emit @y }' "$I/ky_luat.csv")
  mlr --icsv --ocsv cut -f ngay_quyet_dinh,ma_don_vi,hinh_thuc,nhom_vi_pham then filter '$ngay_quyet_dinh =~ "/'"$y"'$"' \
    then put '$thang = sub($ngay_quyet_dinh, "^../0?([0-9]+)/.*$", "\1")' then join -j ma_don_vi -f "$O/up.csv" "$I/ky_luat.csv" > "$O/k.csv"
  $m count-distinct -f thang,hinh_thuc "$O/k.csv" > "$O/J3a.csv"
  $m count-distinct -f nhom_vi_pham,hinh_thuc "$O/k.csv" > "$O/J3b.csv"
  $m count-distinct -f anc,hinh_thuc "$O/k.csv" > "$O/J3c.csv"
esac
