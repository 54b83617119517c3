-- A stock without a period column: the period only sets the day on which ages are taken.
create temp table official as
    select f.*, b.bucket, (replace(last, '-', '') - replace(born, '-', '')) / 10000 as age
    from trinh_do f join bucket b using (unit), param;

create temp view age_band as
    select *, case when age is null then 'khong_ghi' when age < 30 then 'duoi_30' when age < 40 then '30_39'
                   when age < 50 then '40_49' when age < 60 then '50_59' else '60_tro_len' end as nhom_tuoi
    from official;

insert into grid_col
    select 'chuyen-mon', code from (select code from closed where field = 'chuyen_mon'
                                    union select chuyen_mon from official union values ('*'));
insert into grid_col
    with t (tab) as (values ('ly-luan'), ('ket-hop'))
    select tab, code from t,
        (select code from closed where field = 'ly_luan_chinh_tri'
         union select ly_luan from official union values ('*'));
insert into grid_col values ('ly-luan', 'trung_cap_tro_len');
insert into grid_col
    select 'do-tuoi', code from (select code from closed where field = 'gioi_tinh'
                                 union select gioi_tinh from official union values ('*'));

insert into grid_row select distinct tab, '*' from grid_col;
insert into grid_row
    with t (tab) as (values ('chuyen-mon'), ('ly-luan'))
    select tab, code from unit_row, t;
insert into grid_row select 'ket-hop', code from closed where field = 'chuyen_mon';
insert into grid_row select 'do-tuoi', code from closed where field = 'nhom_tuoi';

insert into hit
    select 'chuyen-mon', 'period', bucket, col, 1, null from official
    join grid_col c on c.tab = 'chuyen-mon' and c.col in (chuyen_mon, '*');
insert into hit
    select 'ly-luan', 'period', bucket, col, 1, null from official
    join grid_col c on c.tab = 'ly-luan' and (c.col in (ly_luan, '*')
        or c.col = 'trung_cap_tro_len' and ly_luan in ('trung_cap', 'cao_cap', 'cu_nhan'));
insert into hit
    select 'ket-hop', 'period', chuyen_mon, col, 1, null from official
    join grid_col c on c.tab = 'ket-hop' and c.col in (ly_luan, '*');
insert into hit
    select 'do-tuoi', 'period', nhom_tuoi, col, 1, null from age_band
    join grid_col c on c.tab = 'do-tuoi' and c.col in (gioi_tinh, '*');

insert into measure select tab, col, 'count', null, null from grid_col;
insert into measure select tab, col, 'share_row', null, '*' from grid_col where tab in ('chuyen-mon', 'ly-luan');
insert into measure select tab, col, 'share_table', '*', '*' from grid_col where tab = 'ket-hop';
insert into measure select tab, col, 'share_col', '*', null from grid_col where tab = 'do-tuoi';

-- Each grassroots organization owes its staff.
insert into expects
    select tab, s.unit from scope s join valid v on v.code = s.unit
    join (select 'chuyen-mon' as tab union select 'ly-luan') where s.level = 2;
