#include "reading_fixture.h"

static void blanks_at_the_end_of_a_row_may_be_left_out_or_too_many(void)
{
    reading_check(
        "can_bo",
        "ma_don_vi,ma_can_bo,ngay_sinh,chuc_vu\n34,A\n34,B,1/2/1990\n34,C,,,,\n34,D,,x,,y\n",
        "lines 5 header 1 blank 0 records 4 used 3 so_o_sai 1\n0:5:0 so_o_sai 6 4");
}

static void notes_below_the_last_row_are_left_out_and_told_once(void)
{
    reading_check(
        "can_bo",
        "ma_don_vi,ma_can_bo,ngay_sinh,chuc_vu\n34,A,,x\nTổng cộng,1,,\n35.99,C,,x\n"
        "Người lập biểu,,,Thủ trưởng\n,,,\"Hà Nội, ngày 5 tháng 1 năm 2025\"\n(đã ký)\n",
        "lines 7 header 1 blank 0 records 6 used 1 don_vi_la 1 dong_tong 1 dong_ghi_chu_cuoi 3\n"
        "0:3:1 dong_tong Tổng cộng -\n0:4:1 don_vi_la 35.99  (34.99?)\n"
        "0:5:0 dong_ghi_chu_cuoi Người lập biểu 3");
}

static void a_note_between_rows_is_a_broken_row(void)
{
    reading_check("can_bo",
                  "ma_don_vi,ma_can_bo,ngay_sinh,chuc_vu\n34,A,,x\nGhi chú: hết,,,\n34,B,,x\n",
                  "lines 4 header 1 blank 0 records 3 used 2 don_vi_la 1\n"
                  "0:3:1 don_vi_la Ghi chú: hết -\n0:3:2 de_trong  ma_can_bo");
}

static void a_header_that_comes_again_is_left_out(void)
{
    reading_check(
        "can_bo",
        "ma_don_vi,ma_can_bo,ngay_sinh,chuc_vu\n34,A,,x\nMa_don_vi,MA CAN BO,ngay_sinh,chuc_vu\n"
        "(1),(2),(3),(4)\n34,B,,x\n",
        "lines 5 header 1 blank 0 records 4 used 2 tieu_de_lap 2\n"
        "0:3:1 tieu_de_lap Ma_don_vi -\n0:4:1 tieu_de_lap (1) -");
}

static void a_header_in_another_order_refuses_the_file(void)
{
    reading_check(
        "can_bo",
        "ma_don_vi,ma_can_bo,ngay_sinh,chuc_vu\n34,A,,x\nma_can_bo,ma_don_vi,ngay_sinh,chuc_vu\n"
        "B,34,,x\n",
        "a.csv:3:0: error: tep_hai_tieu_de: a second header begins here, with other columns or in "
        "another order — two files were put together: cut them apart here\n"
        "0:3:0 tep_hai_tieu_de  ");
}

static void a_header_that_fits_no_row_is_one_error(void)
{
    reading_check(
        "can_bo", "ma_don_vi,ma_can_bo,ngay_sinh,chuc_vu\n34,A,,x,1\n34,B,,x,2\n34,C,,x,3\n",
        "a.csv:1:0: error: tep_tieu_de_khong_khop: none of the 3 rows fits the header (≠ 4) — look "
        "for a column too many or too few, or in another order than the header says\n"
        "0:1:0 tep_tieu_de_khong_khop 3 ≠ 4");
    reading_check(
        "can_bo", "ma_don_vi,ma_can_bo,ngay_sinh,chuc_vu\nA,34,x,\nB,34,x,\nC,34,y,\n",
        "a.csv:1:0: error: tep_tieu_de_khong_khop: none of the 3 rows fits the header (ma_don_vi, "
        "ngay_sinh) — look for a column too many or too few, or in another order than the header "
        "says\n0:1:0 tep_tieu_de_khong_khop 3 ma_don_vi, ngay_sinh");
}

static void dates_that_begin_with_the_month_refuse_the_file(void)
{
    reading_check(
        "can_bo", "ma_don_vi,ma_can_bo,ngay_sinh,chuc_vu\n34,A,3/4/1990,x\n34,B,12/31/1990,x\n",
        "a.csv:3:0: error: tep_thang_truoc_ngay: the dates of ngay_sinh begin with the month:  ×1 "
        "— "
        "write them as 31/08/2024 or 2024-08-31; nothing of this file is counted, since the others "
        "would fall into wrong months\n0:3:0 tep_thang_truoc_ngay ngay_sinh  ×1");
    reading_check("can_bo",
                  "ma_don_vi,ma_can_bo,ngay_sinh,chuc_vu\n34,A,13/4/1990,x\n34,B,12/31/1990,x\n",
                  "lines 3 header 1 blank 0 records 2 used 1 ngay_sai 1\n"
                  "0:3:3 ngay_sai 12/******* 31/08/2024");
}

static CU_TestInfo tests[] = {
    {"blanks at the end of a row may be left out or too many",
     blanks_at_the_end_of_a_row_may_be_left_out_or_too_many},
    {"notes below the last row are left out and told once",
     notes_below_the_last_row_are_left_out_and_told_once},
    {"a note between rows is a broken row", a_note_between_rows_is_a_broken_row},
    {"a header that comes again is left out", a_header_that_comes_again_is_left_out},
    {"a header in another order refuses the file", a_header_in_another_order_refuses_the_file},
    {"a header that fits no row is one error", a_header_that_fits_no_row_is_one_error},
    {"dates that begin with the month refuse the file",
     dates_that_begin_with_the_month_refuse_the_file},
    CU_TEST_INFO_NULL,
};

CU_SuiteInfo file_end_suite = {"file_end", NULL, NULL, NULL, NULL, tests};
