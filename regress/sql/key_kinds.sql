-- Credit codes, cards, telephones, plates, names and masks: each problem code
-- once, and what is repaired.
SET search_path = supervise;

SELECT v, credit_code(v), organisation_code(v), credit_code_problem(v) AS problem
FROM (VALUES ('91350100M000100Y43'), ('９１３５０１００ ｍ０００１００ｙ ４３'), ('M000100Y-4'), ('m000100y4'), ('M000100Y5'),
	('110108000000016'), ('110108000000017'), ('9135O100M000100Y43'), ('110102199101010078'), ('911100006000373000'),
	('91350100M000100Y44'), ('B1350100M000100Y41'), ('91160100M000100Y4R'), ('91350100M000100Y56'),
	(''), ('9111000060003****L'), ('9.1E+17'), ('91350100M000100Y43;91110000600037341L'), ('某公司')) t (v);

SELECT v, bank_card(v), bank_card_problem(v) AS problem
FROM (VALUES ('6285328712784428'), ('6285 3287-1278 ４４２８'), ('6285328712784429'), ('6228480123456780000'), ('0000000000000000'),
	('628532871278'), ('62853287127844280000'), ('628532******4428'), ('6.28533E+15'), ('6285328712784428、6285328712784428'), ('卡'), (' ')) t (v);

SELECT v, mobile_number(v), mobile_number_problem(v) AS problem
FROM (VALUES ('13812345678'), ('+86 138-1234-5678'), ('(+86)13812345678'), ('008613812345678'), ('8613812345678'), ('013812345678'), ('16212345678'), ('17012345678'),
	('010-12345678'), ('(0755)12345678'), ('62345678'), ('95588'), ('4008123123'), ('+1 202 555 0123'), ('15412345678'), ('1440012345678'),
	('11111111111'), ('1381234567'), ('13812345678,13912345678'), ('138****5678'), ('1.38E+10'), ('无'), ('')) t (v);

SELECT v, plate_number(v), plate_number_kind(v), plate_number_problem(v) AS problem
FROM (VALUES ('京a·12345'), ('粤B D12345'), ('粤B12345F'), ('京A1234警'), ('京A1234学'), ('京A1234挂'), ('沪A0123领'), ('014578使'), ('粤Z1234港'), ('粤Z1234澳'),
	('川X1234应急'), ('WJ京12345'), ('VA12345'), ('京A1234'), ('A123456'), ('京112345'), ('京A1234O'), ('粤BZ12345'), ('京A***45'), ('无牌'), ('')) t (v);

SELECT v, person_name(v), person_name_problem(v) AS problem
FROM (VALUES (' 张　三'), ('阿依古丽・买买提'), ('阿依古丽•买买提'), ('阿依古丽．买买提'), ('Ｊｏｈｎ  smith'), ('张三2'), ('张某某'), ('张**'), ('不详'), ('N/A'), ('　'), (repeat('张', 101))) t (v);

SELECT v, org_name(v), org_name_problem(v) AS problem
FROM (VALUES ('ＡＢＣ（北京） 有限公司'), ('甲有限公司'), ('甲有限责任公司'), ('甲公司第一分公司'), ('a & b co., ltd.'), ('12345'), ('无'), ('甲**公司'), ('')) t (v);

SELECT kind, mask(v, kind)
FROM (VALUES ('110102199101010078', 'resident_id'), ('130609460119818', 'resident_id'), ('1101021991', 'resident_id'), ('6285328712784428', 'bank_card'),
	('+86 13812345678', 'mobile_number'), ('京A·12345', 'plate_number'), ('张三', 'person_name'), ('欧阳娜娜', 'person_name'), ('阿依古丽·买买提', 'person_name'),
	('13812345678', 'all'), (NULL, 'all')) t (v, kind);
SELECT mask('1', 'passport');
SELECT mask('1', NULL);

-- NULL in, NULL out.
SELECT credit_code(NULL), credit_code_problem(NULL), organisation_code(NULL), bank_card(NULL), bank_card_problem(NULL), mobile_number(NULL), mobile_number_problem(NULL),
	plate_number(NULL), plate_number_kind(NULL), plate_number_problem(NULL), person_name(NULL), person_name_problem(NULL), org_name(NULL), org_name_problem(NULL);

-- A canonical form is there exactly where no problem is.
SELECT count(*) AS texts, count(*) FILTER (WHERE
	(credit_code(v) IS NULL) <> (credit_code_problem(v) IS NOT NULL) OR (bank_card(v) IS NULL) <> (bank_card_problem(v) IS NOT NULL)
	OR (mobile_number(v) IS NULL) <> (mobile_number_problem(v) IS NOT NULL) OR (plate_number(v) IS NULL) <> (plate_number_problem(v) IS NOT NULL)
	OR (person_name(v) IS NULL) <> (person_name_problem(v) IS NOT NULL) OR (org_name(v) IS NULL) <> (org_name_problem(v) IS NOT NULL)
	OR (resident_id(v) IS NULL) <> (resident_id_problem(v) IS NOT NULL)) AS contradict
FROM (SELECT 1380000000::bigint * 10 + g AS n FROM generate_series(0, 999) g) x, LATERAL (VALUES (n::text), ('京A' || n % 100000), (chr((19968 + n % 20000)::int)), (chr((128 + n % 50000)::int))) t (v);
