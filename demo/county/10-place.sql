-- Towns and villages.

CREATE TABLE county.town AS
SELECT town_no::int, name_zh, name_en
FROM ROWS FROM (
	unnest('{清溪镇,石桥镇,白鹭镇,松林乡,东岭镇,沙河镇,柳湾乡,新安镇,云门乡,古渡镇,竹坪乡,南塘镇}'::text[]),
	unnest('{Qingxi,Shiqiao,Bailu,Songlin,Dongling,Shahe,Liuwan,Xin''an,Yunmen,Gudu,Zhuping,Nantang}'::text[])
) WITH ORDINALITY AS t (name_zh, name_en, town_no);
ALTER TABLE county.town ADD PRIMARY KEY (town_no);
COMMENT ON TABLE county.town IS 'Towns 乡镇';

-- About 1,700 people to a village.
CREATE TABLE county.village AS
SELECT village_no::int, (village_no % 12 + 1)::int AS town_no,
	substr('上下前后大小新老东西南北高长金福', (village_no / 12 % 16 + 1)::int, 1) ||
	substr('湾坪庄坝岗塘桥井沟坡林泉石竹梅杨柳桃茶麦', (village_no / 192 % 20 + 1)::int, 1) ||
	CASE WHEN village_no >= 3840 THEN (village_no / 3840 + 1)::text ELSE '' END ||
	'村' AS name_zh
FROM county.scale,
	generate_series(0, greatest(24, households / 530) - 1) AS village_no;
ALTER TABLE county.village ADD PRIMARY KEY (village_no);
COMMENT ON TABLE county.village IS 'Villages 行政村';
