-- Terms against the limits of their signing day.
CREATE TABLE as_of (day date);
INSERT INTO as_of VALUES ('2024-12-31');
CREATE TABLE contract (contract text, collective text, asset text, region text, tenure text, lessee text, signed_on date, starts date, ends date);
INSERT INTO contract VALUES
	('C01 lease 25', 'v1', 'a1', 'Qingxi', 'lease', 'p1', '2015-12-20', '2016-01-01', '2040-12-31'),
	('C02 lease under the code', 'v1', 'a2', 'Qingxi', 'lease', 'p2', '2021-03-01', '2021-03-01', '2042-02-28'),
	('C03 lease 20', 'v1', 'a3', 'Qingxi', 'lease', 'p3', '2015-12-20', '2016-01-01', '2035-12-31'),
	('C04 anniversary', 'v1', 'a4', 'Qingxi', 'lease', 'p4', '2015-12-20', '2016-01-01', '2036-01-01'),
	('C05 first', 'v1', 'a5', 'Qingxi', 'lease', 'p5', '2002-12-20', '2003-01-01', '2022-12-31'),
	('C05 renewed at the end', 'v1', 'a5', 'Qingxi', 'lease', 'p5', '2022-11-20', '2023-01-01', '2042-12-31'),
	('C06 first', 'v1', 'a6', 'Qingxi', 'lease', 'p6', '2016-01-01', '2016-01-01', '2035-12-31'),
	('C06 second, same day', 'v1', 'a6', 'Qingxi', 'lease', 'p6', '2016-01-01', '2036-01-01', '2055-12-31'),
	('C07 before 1999', 'v1', 'a7', 'Qingxi', 'lease', 'p7', '1995-05-01', '1995-05-01', '2035-04-30'),
	('C08 forest 70', 'v1', 'a8', 'Qingxi', 'forest', 'p8', '2008-05-01', '2008-05-01', '2078-04-30'),
	('C09 forest 80', 'v1', 'a9', 'Qingxi', 'forest', 'p9', '2008-05-01', '2008-05-01', '2088-04-30'),
	('C10 grassland 60', 'v1', 'a10', 'Qingxi', 'grassland', 'p10', '2008-05-01', '2008-05-01', '2068-04-30'),
	('C11 arable 30', 'v1', 'a11', 'Qingxi', 'arable', 'p11', '1999-03-01', '1999-03-01', '2029-02-28'),
	('C12 arable 50', 'v1', 'a12', 'Qingxi', 'arable', 'p12', '2004-03-01', '2004-03-01', '2054-02-28'),
	('C13 waste 60', 'v1', 'a13', 'Qingxi', 'waste', 'p13', '2004-03-01', '2004-03-01', '2064-02-28'),
	('C14 transfer beyond', 'v1', 'a14', 'Qingxi', 'transfer', 'p14', '2018-03-01', '2018-03-01', '2032-02-28'),
	('C15 transfer within', 'v1', 'a15', 'Qingxi', 'transfer', 'p15', '2018-03-01', '2018-03-01', '2027-12-31'),
	('C16 transfer after extension', 'v2', 'a16', 'Qingxi', 'transfer', 'p16', '2023-03-01', '2023-03-01', '2037-02-28'),
	('C17 transfer before extension', 'v2', 'a17', 'Qingxi', 'transfer', 'p17', '2021-03-01', '2021-03-01', '2037-02-28'),
	('C18 no period', 'v3', 'a18', 'Qingxi', 'transfer', 'p18', '2021-03-01', '2021-03-01', '2037-02-28'),
	('C19 no end', 'v1', 'a19', 'Qingxi', 'lease', 'p19', '2021-03-01', '2021-03-01', NULL),
	('C20 not signed', 'v1', 'a20', 'Qingxi', 'lease', 'p20', NULL, '2021-03-01', '2051-03-01'),
	('C21 tenure', 'v1', 'a21', 'Qingxi', 'other', 'p21', '2021-03-01', '2021-03-01', '2051-03-01'),
	('C22 inverted', 'v1', 'a22', 'Qingxi', 'lease', 'p22', '2021-03-01', '2021-03-01', '2020-03-01'),
	('C23 twice', 'v1', 'a23', 'Qingxi', 'lease', 'p23', '2021-03-01', '2021-03-01', '2051-03-01'),
	('C23 twice', 'v1', 'a23', 'Qingxi', 'lease', 'p23', '2021-03-01', '2021-03-01', '2031-03-01'),
	('C24 another lessee follows', 'v1', 'a6', 'Qingxi', 'lease', 'p24', '2016-01-01', '2056-01-01', '2070-12-31'),
	('C25 grassland 50', 'v1', 'a25', 'Qingxi', 'grassland', 'p25', '2008-05-01', '2008-05-01', '2058-04-30'),
	(NULL, 'v1', 'a26', 'Qingxi', 'lease', 'p26', '2021-03-01', '2021-03-01', '2031-03-01');
CREATE TABLE round (collective text, valid daterange, confirmed_on date);
INSERT INTO round VALUES
	('v1', '[1998-01-01,2028-01-01)', '1998-06-01'),
	('v2', '[1998-01-01,2028-01-01)', '1998-06-01'), ('v2', '[2028-01-01,2058-01-01)', '2022-09-01');
CREATE TABLE expected (subject text, outcome text, excluded int, why text, during daterange);
INSERT INTO expected VALUES
	('C01 lease 25', 'hit', NULL, 'five years over', '[2036-01-01,2041-01-01)'),
	('C02 lease under the code', 'hit', NULL, 'one year over', '[2041-03-01,2042-03-01)'),
	('C03 lease 20', 'clean', NULL, 'twenty years', NULL),
	('C04 anniversary', 'clean', 5, 'one day over by the way it is written', NULL),
	('C05 first', 'clean', NULL, 'twenty years', NULL),
	('C05 renewed at the end', 'clean', 1, 'signed six weeks before the end', NULL),
	('C06 first', 'clean', NULL, 'twenty years', NULL),
	('C06 second, same day', 'hit', NULL, 'forty years in two papers', '[2036-01-01,2056-01-01)'),
	('C07 before 1999', 'not_applicable', NULL, 'no limit then', NULL),
	('C08 forest 70', 'clean', 3, 'seventy years', NULL),
	('C09 forest 80', 'hit', NULL, 'ten years over', NULL),
	('C10 grassland 60', 'hit', NULL, 'ten years over', NULL),
	('C11 arable 30', 'clean', NULL, 'thirty years', NULL),
	('C12 arable 50', 'hit', NULL, 'twenty years over', NULL),
	('C13 waste 60', 'hit', NULL, 'ten years over', NULL),
	('C14 transfer beyond', 'hit', NULL, 'beyond the second round', '[2028-01-01,2032-02-29)'),
	('C15 transfer within', 'clean', NULL, 'to its last day', NULL),
	('C16 transfer after extension', 'clean', 4, 'confirmed before', NULL),
	('C17 transfer before extension', 'hit', NULL, 'confirmed after', NULL),
	('C18 no period', 'insufficient_data', NULL, 'no round known', NULL),
	('C19 no end', 'insufficient_data', NULL, 'no end', NULL),
	('C20 not signed', 'insufficient_data', NULL, 'no day of signing', NULL),
	('C21 tenure', 'insufficient_data', NULL, 'no such tenure', NULL),
	('C22 inverted', 'insufficient_data', NULL, 'inverted', NULL),
	('C23 twice', 'insufficient_data', NULL, 'two ends', NULL),
	('C24 another lessee follows', 'clean', NULL, 'a contract of its own', NULL),
	('C25 grassland 50', 'clean', 3, 'fifty years', NULL),
	('(no number)', 'insufficient_data', NULL, 'no number', NULL);
-- Signed before there was a limit for its tenure: not_applicable covers it.
UPDATE expected SET excluded = 2 WHERE subject = 'C07 before 1999';
