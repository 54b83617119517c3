# The fixed names of columns to headings as offices write them.
1s/\bnam\b/Năm/
1s/\bma_don_vi\b/Mã đơn vị/
1s/\bxep_loai\b/Xếp loại/
1s/\bngay_quyet_dinh\b/Ngày quyết định/
1s/\bghi_chu\b/Ghi chú/
1s/\bso_luong\b/Số lượng/
1s/\bso_quyet_dinh\b/Số QĐ/
1s/\bdoi_tuong\b/Đối tượng/
1s/\bma_dang_vien\b/Mã đảng viên/
1s/\bchuc_vu\b/Chức vụ/
1s/\bhinh_thuc\b/Hình thức/
1s/\bnhom_vi_pham\b/Nhóm vi phạm/
1s/\bcap_thi_hanh\b/Cấp thi hành/
1s/\bten_don_vi\b/Tên đơn vị/
1s/\bcap\b/Cấp/
1s/\bma_cap_tren\b/Mã cấp trên/
1s/\bloai_hinh\b/Loại hình/
1s/\btu_ngay\b/Từ ngày/
1s/\bden_ngay\b/Đến ngày/
1s/\bgiai_doan\b/Giai đoạn/
1s/\bthang\b/Tháng/
1s/\bngay_hop\b/Ngày họp/
1s/\bso_dang_vien\b/Số đảng viên/
1s/\bso_du_hop\b/Số đảng viên dự họp/
1s/\bdung_so_tay\b/Dùng sổ tay điện tử/
1s/\bma_can_bo\b/Mã cán bộ/
1s/\bchuyen_mon\b/Trình độ chuyên môn/
1s/\bly_luan_chinh_tri\b/LÝ LUẬN  CHÍNH TRỊ/
1s/\bma_cu\b/Mã cũ/
1s/\bma_moi\b/Mã mới/
1s/\bgioi_tinh\b/Giới tính/
1s/\bngay_sinh\b/Ngày, tháng, năm sinh/
1s/Ngày, tháng, năm sinh/"&"/
1s/\bngay_vao_dang\b/Ngày kết nạp/
1s/\bcap_tren_du\b/Cấp ủy cấp trên dự/
1s/\bnguoi_dia_phuong\b/Là người địa phương/
1s/\bngay_giu_chuc\b/Ngày bổ nhiệm/
1s/\btu_don_vi\b/Nơi đi/
1s/\bden_don_vi\b/Nơi đến/
1s/\bbien_phap\b/Biện pháp xử lý/
1s/\bloai\b/Loại/
1s/\bket_luan\b/Kết luận/
1s/\bnoi_dung\b/Nội dung/
1s/\bnguon\b/Nguồn/
1s/\bdieu_kien\b/Điều kiện/
1s/\bmau_so\b/Mẫu số/
1s/\bty_le\b/Tỉ lệ/
1s/\bthanh_phan\b/Thành phần/
1s/\bten_moi\b/Tên đơn vị mới/
1s/\bty_trong\b/Tỉ trọng/
1s/^ngay,/Ngày,/
1s/,ngay,/,Ngày,/
1s/,ngay$/,Ngày/
