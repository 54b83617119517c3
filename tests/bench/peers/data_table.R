# data.table + openxlsx + ggplot2 (ragg).   Rscript data_table.R JOB IN OUT
suppressPackageStartupMessages({library(data.table)})
setDTthreads(2)
a <- commandArgs(TRUE); job <- a[1]; inp <- a[2]; out <- a[3]
dir.create(out, showWarnings = FALSE, recursive = TRUE)
CLASSES <- c("Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ", "Không hoàn thành nhiệm vụ")
CM <- c("Tiến sĩ", "Thạc sĩ", "Đại học", "Cao đẳng", "Trung cấp", "Sơ cấp", "Chưa qua đào tạo")
LL <- c("Cử nhân", "Cao cấp", "Trung cấp", "Sơ cấp", "Chưa qua đào tạo")
HT <- c("Khiển trách", "Cảnh cáo", "Cách chức", "Khai trừ")
COLORS <- c("#1b9e77", "#66a61e", "#e6ab02", "#d95f02", "#7570b3", "#a6761d", "#999999")

rd <- function(name, cols, ...) fread(file.path(inp, name), select = cols, sep = ",", quote = "\"", encoding = "UTF-8", nThread = 2,
                                      showProgress = FALSE, na.strings = NULL, ...)
# ---------------------------------------------------------------- units
load_units <- function() rd("don_vi.csv", c("ma_don_vi", "ten_don_vi", "cap", "ma_cap_tren"), colClasses = "character")
rollup <- function(D, lv) {                       # for every unit: index of its ancestor among the level's units
  at <- which(D$cap == lv); rank <- rep(NA_integer_, nrow(D)); rank[at] <- seq_along(at)
  par <- chmatch(D$ma_cap_tren, D$ma_don_vi); cur <- par
  for (i in 1:4) { m <- is.na(rank) & !is.na(cur); rank[m] <- rank0(rank, at, cur[m]); cur <- par[cur] }
  list(at = at, rank = rank)
}
rank0 <- function(rank, at, i) { r <- match(i, at); r }
unit_of <- function(D, R, codes) { u <- R$rank[chmatch(codes, D$ma_don_vi)]; if (anyNA(u)) stop("rows with an unknown unit"); u }
tab <- function(x, dims) { array(tabulate(x, prod(dims)), dims) }

# ---------------------------------------------------------------- xlsx
styles <- NULL
book <- function() {
  if (is.null(styles)) {
    suppressPackageStartupMessages(library(openxlsx))
    B <- "TopBottomLeftRight"
    mk <- function(f = "GENERAL", bold = FALSE) createStyle(numFmt = f, border = B, textDecoration = if (bold) "bold" else NULL)
    styles <<- list(title = createStyle(fontSize = 14, textDecoration = "bold"),
      head = createStyle(textDecoration = "bold", fgFill = "#D9E1F2", border = B, wrapText = TRUE, halign = "center", valign = "center"),
      text = mk(), num = mk("#,##0"), pct = mk("0.0%"), chg = mk("+0.0%;-0.0%;0.0%"),
      btext = mk(bold = TRUE), bnum = mk("#,##0", TRUE), bpct = mk("0.0%", TRUE), bchg = mk("+0.0%;-0.0%;0.0%", TRUE))
  }
  createWorkbook()
}
sheet <- function(wb, name, title, labels, heads, counts, share = FALSE, change = NULL, classes = NULL) {
  addWorksheet(wb, name)
  nl <- length(labels); k <- ncol(counts); n <- nrow(counts)
  full <- rbind(counts, colSums(counts)); tot <- rowSums(full)
  lab <- lapply(seq_len(nl), function(j) c(as.character(labels[[j]]), if (j == nl) "Cộng" else NA))
  d <- c(lab, lapply(seq_len(k), function(j) full[, j]), list(tot)); h <- c(heads, "Tổng"); sh <- NULL
  if (share) { sh <- full / tot; d <- c(d, lapply(seq_len(k), function(j) sh[, j])); h <- c(h, paste("Tỷ lệ", classes)) }
  if (!is.null(change)) {
    ch <- if (is.matrix(change)) sh - change else matrix(NA_real_, n + 1, k)
    d <- c(d, lapply(seq_len(k), function(j) ch[, j])); h <- c(h, paste("Tăng/giảm", classes))
  }
  d <- as.data.frame(d, stringsAsFactors = FALSE); names(d) <- h
  writeData(wb, name, title, startRow = 1); addStyle(wb, name, styles$title, 1, 1)
  writeData(wb, name, d, startRow = 3, keepNA = FALSE, headerStyle = styles$head)
  setRowHeights(wb, name, 3, 48); freezePane(wb, name, firstActiveRow = 4, firstActiveCol = nl + 1)
  setColWidths(wb, name, seq_along(h), c(if (nl == 2) c(14, 40) else 36, rep(12, length(h) - nl)))
  st <- function(p, cols) { addStyle(wb, name, styles[[p]], 4:(3 + n), cols, gridExpand = TRUE)
                            addStyle(wb, name, styles[[paste0("b", p)]], 4 + n, cols, gridExpand = TRUE) }
  st("text", 1:nl); st("num", (nl + 1):(nl + k + 1))
  if (share) st("pct", (nl + k + 2):(nl + 2 * k + 1))
  if (!is.null(change)) st("chg", (nl + 2 * k + 2):(nl + 3 * k + 1))
  sh
}
save <- function(wb, f) saveWorkbook(wb, file.path(out, f), overwrite = TRUE)

# ---------------------------------------------------------------- png
gg <- function() suppressPackageStartupMessages(library(ggplot2))
png_out <- function(p, file) { ragg::agg_png(file, width = 1600, height = 900, res = 100); print(p); invisible(dev.off()) }
stacked <- function(file, title, names, data, series, ylab, pct) {
  gg()
  if (pct) data <- data / rowSums(data) * 100
  n <- nrow(data)
  d <- data.frame(x = rep(seq_len(n), length(series)), y = as.vector(data), s = factor(rep(series, each = n), levels = rev(series)))
  p <- ggplot(d, aes(x, y, fill = s)) + geom_col(width = .8) + scale_fill_manual(values = setNames(COLORS[seq_along(series)], series), breaks = series, name = NULL) +
    scale_x_continuous(breaks = seq_len(n), labels = names, expand = c(.01, 0)) + labs(title = title, x = NULL, y = ylab) + theme_bw() +
    theme(legend.position = "bottom", plot.title = element_text(hjust = .5), axis.text.x = element_text(angle = if (n > 12) 60 else 20, hjust = 1, size = 8))
  png_out(p, file)
}
lines_ <- function(file, title, years, data, series, ylab) {
  gg()
  d <- data.frame(x = rep(years, length(series)), y = as.vector(data), s = factor(rep(series, each = length(years)), levels = series))
  p <- ggplot(d, aes(x, y, colour = s)) + geom_line() + geom_point(size = 2.5) + scale_colour_manual(values = COLORS[seq_along(series)], name = NULL) +
    scale_x_continuous(breaks = years) + labs(title = title, x = NULL, y = ylab) + theme_bw() + theme(legend.position = "bottom", plot.title = element_text(hjust = .5))
  png_out(p, file)
}

# ---------------------------------------------------------------- jobs
j1 <- function(D, R) {
  d <- rd("xep_loai.csv", c("nam", "ma_don_vi", "xep_loai"), colClasses = list(integer = "nam", character = c("ma_don_vi", "xep_loai")))
  years <- sort(unique(d$nam)); nu <- length(R$at)
  i <- match(d$nam, years) + length(years) * (unit_of(D, R, d$ma_don_vi) - 1L) + length(years) * nu * (chmatch(d$xep_loai, CLASSES) - 1L)
  c <- tab(i, c(length(years), nu, 4L)); stopifnot(sum(c) == nrow(d))
  ma <- D$ma_don_vi[R$at]; ten <- D$ten_don_vi[R$at]
  wb <- book(); prev <- NA
  for (y in seq_along(years)) prev <- sheet(wb, as.character(years[y]), paste("KẾT QUẢ XẾP LOẠI TỔ CHỨC ĐẢNG NĂM", years[y]), list(ma, ten),
    c("Mã đơn vị", "Tên đơn vị", CLASSES), c[y, , ], TRUE, prev, CLASSES)
  save(wb, "J1_xep_loai.xlsx")
  L <- length(years)
  stacked(file.path(out, "J1_cot.png"), paste0("Xếp loại tổ chức đảng theo đơn vị, năm ", years[L]), ten, c[L, , ], CLASSES, "%", TRUE)
  t <- apply(c, c(1, 3), sum)
  lines_(file.path(out, "J1_duong.png"), "Tỷ lệ xếp loại qua các năm", years, t / rowSums(t) * 100, CLASSES, "%")
}
j2 <- function(D, R) {
  d <- rd("trinh_do.csv", c("ma_don_vi", "chuyen_mon", "ly_luan_chinh_tri"), colClasses = "character")
  nu <- length(R$at)
  i <- unit_of(D, R, d$ma_don_vi) + nu * (chmatch(d$chuyen_mon, CM) - 1L) + nu * 7L * (chmatch(d$ly_luan_chinh_tri, LL) - 1L)
  c <- tab(i, c(nu, 7L, 5L)); stopifnot(sum(c) == nrow(d))
  ma <- D$ma_don_vi[R$at]; ten <- D$ten_don_vi[R$at]; wb <- book(); cm <- apply(c, 1:2, sum)
  sheet(wb, "Chuyên môn", "TRÌNH ĐỘ CHUYÊN MÔN", list(ma, ten), c("Mã đơn vị", "Tên đơn vị", CM), cm)
  sheet(wb, "Lý luận chính trị", "TRÌNH ĐỘ LÝ LUẬN CHÍNH TRỊ", list(ma, ten), c("Mã đơn vị", "Tên đơn vị", LL), apply(c, c(1, 3), sum))
  sheet(wb, "Kết hợp", "CHUYÊN MÔN VÀ LÝ LUẬN CHÍNH TRỊ", list(CM), c("Chuyên môn", LL), apply(c, 2:3, sum))
  save(wb, "J2_trinh_do.xlsx")
  stacked(file.path(out, "J2_cot.png"), "Trình độ chuyên môn theo đơn vị", ten, cm, CM, "%", TRUE)
}
j3 <- function(D, R) {
  d <- rd("ky_luat.csv", c("ngay_quyet_dinh", "ma_don_vi", "hinh_thuc", "nhom_vi_pham"), colClasses = "character")
  d[, `:=`(nam = as.integer(substr(ngay_quyet_dinh, 7, 10)), thang = as.integer(substr(ngay_quyet_dinh, 4, 5)))]
  last <- max(d$nam); d <- d[nam == last]
  h <- chmatch(d$hinh_thuc, HT) - 1L; nu <- length(R$at)
  nhom <- sort(unique(d$nhom_vi_pham), method = "radix")
  m <- tab(d$thang + 12L * h, c(12L, 4L)); g <- tab(chmatch(d$nhom_vi_pham, nhom) + length(nhom) * h, c(length(nhom), 4L))
  u <- tab(unit_of(D, R, d$ma_don_vi) + nu * h, c(nu, 4L)); stopifnot(sum(m) == nrow(d), sum(g) == nrow(d), sum(u) == nrow(d))
  ma <- D$ma_don_vi[R$at]; ten <- D$ten_don_vi[R$at]; wb <- book()
  sheet(wb, "Theo tháng", paste("THI HÀNH KỶ LUẬT THEO THÁNG, NĂM", last), list(1:12), c("Tháng", HT), m)
  sheet(wb, "Theo nhóm vi phạm", paste("THI HÀNH KỶ LUẬT THEO NHÓM VI PHẠM, NĂM", last), list(nhom), c("Nhóm vi phạm", HT), g)
  sheet(wb, "Theo đơn vị", paste("THI HÀNH KỶ LUẬT THEO ĐƠN VỊ, NĂM", last), list(ma, ten), c("Mã đơn vị", "Tên đơn vị", HT), u)
  save(wb, "J3_ky_luat.xlsx")
  stacked(file.path(out, "J3_cot.png"), paste0("Thi hành kỷ luật theo tháng, năm ", last), paste("Tháng", 1:12), m, HT, "Số quyết định", FALSE)
}
j5 <- function(D) {
  RX <- rollup(D, "xa"); RH <- rollup(D, "huyen")
  d <- rd("xep_loai.csv", c("nam", "ma_don_vi", "xep_loai"), colClasses = list(integer = "nam", character = c("ma_don_vi", "xep_loai")))
  last <- max(d$nam); d <- d[nam == last]; nx <- length(RX$at)
  c <- tab(unit_of(D, RX, d$ma_don_vi) + nx * (chmatch(d$xep_loai, CLASSES) - 1L), c(nx, 4L))
  ofh <- RH$rank[RX$at]
  by <- split(seq_len(nx), factor(ofh, levels = seq_along(RH$at)))
  for (h in seq_along(RH$at)) {
    s <- by[[h]]; ma <- D$ma_don_vi[RX$at[s]]; ten <- D$ten_don_vi[RX$at[s]]; hu <- D$ten_don_vi[RH$at[h]]
    wb <- book()
    sheet(wb, "Xếp loại", paste0("XẾP LOẠI TỔ CHỨC ĐẢNG NĂM ", last, " - ", hu), list(ma, ten), c("Mã đơn vị", "Tên đơn vị", CLASSES), c[s, , drop = FALSE], TRUE, NULL, CLASSES)
    f <- tempfile(fileext = ".png")
    stacked(f, paste0("Xếp loại năm ", last, " - ", hu), ten, c[s, , drop = FALSE], CLASSES, "%", TRUE)
    insertImage(wb, "Xếp loại", f, startRow = 3, startCol = 13, width = 800 / 96, height = 450 / 96)
    save(wb, paste0("J5_", D$ma_don_vi[RH$at[h]], ".xlsx")); unlink(f)
  }
}
j4 <- function() {
  suppressPackageStartupMessages(library(openxlsx))
  r <- 0:99999; d <- list()
  for (k in 0:19) d[[paste0("C", k + 1)]] <- if (k %% 2 == 0) ((r * 7919 + k * 104729) %% 1000003) / 100 else paste("Đảng bộ xã số", (r * 31 + k * 17) %% 5000)
  wb <- createWorkbook(); addWorksheet(wb, "Rong"); writeData(wb, "Rong", as.data.frame(d))
  addStyle(wb, "Rong", createStyle(numFmt = "#,##0.00"), 2:100001, seq(1, 19, 2), gridExpand = TRUE)
  save(wb, "J4_rong.xlsx")
}
if (job == "J4") j4() else {
  D <- load_units()
  if (job == "J5") j5(D) else {
    R <- rollup(D, if (sum(D$cap == "tinh") == 1) "huyen" else "tinh")
    for (j in if (job == "ALL") c("J1", "J2", "J3") else job) switch(j, J1 = j1(D, R), J2 = j2(D, R), J3 = j3(D, R))
  }
}
