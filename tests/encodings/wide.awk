# wide.awk - the rows of xep_loai_dang_vien.csv as the form in which offices fill them in: a row a unit and year, a column
# a value, merged cells as a text and blanks, a row of the numbers of columns, totals beside and below.
# With PLANT=1 one total in the last row is one too many.
BEGIN {
    FS = OFS = ","
    n = split("Hoàn thành xuất sắc nhiệm vụ,Hoàn thành tốt nhiệm vụ,Hoàn thành nhiệm vụ,Không hoàn thành nhiệm vụ", ranked)
    split("Miễn đánh giá,Chưa xếp loại", others)
}
NR > 1 {
    row = $1 OFS $2
    if (!(row in known)) {
        known[row] = 1
        rows[++count] = row
    }
    number[row, $3] = $4
}
function said(row, value) {
    return number[row, value] + 0
}
END {
    print "BIỂU TỔNG HỢP KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN,,,,,,,,,,,,,,,"
    print "TT,Năm,Mã đơn vị,Tổng số,Được xếp loại,,,,,,,,,Không xếp loại,,Ghi chú"
    print ",,,,Cộng,HTXS,,HTT,,HTNV,,KHTNV,,Miễn,Chưa đánh giá,"
    print ",,,,,SL,Tỷ lệ (%),SL,Tỷ lệ (%),SL,Tỷ lệ (%),SL,Tỷ lệ (%),,,"
    print "A,B,C,1=2+7+8,2=3+4+5+6,3,,4,,5,,6,,7,8,9"
    for (i = 1; i <= count; i++) {
        row = rows[i]
        sum = 0
        cells = ""
        for (k = 1; k <= n; k++) {
            cells = cells OFS said(row, ranked[k]) OFS "1%"
            total[k] += said(row, ranked[k])
            sum += said(row, ranked[k])
        }
        all = sum
        for (k = 1; k <= 2; k++) {
            cells = cells OFS (said(row, others[k]) > 0 ? said(row, others[k]) : "")
            total[n + k] += said(row, others[k])
            all += said(row, others[k])
        }
        print i, row, all, sum cells, ""
        sums += sum
        alls += all
    }
    cells = ""
    for (k = 1; k <= n + 2; k++)
        cells = cells OFS total[k] + (PLANT && k == 2) (k <= n ? OFS : "")
    print "", "", "Tổng cộng", alls, sums cells, ""
}
