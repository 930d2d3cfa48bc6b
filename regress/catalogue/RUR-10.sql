-- Contracts, assets, receipts and entries.
CREATE TABLE as_of (day date);
INSERT INTO as_of VALUES ('2024-12-31');
CREATE TABLE contract (contract text, collective text, asset text, region text);
INSERT INTO contract VALUES
	('C01', 'v1', 'A01', 'Qingxi'), ('C02 no such asset', 'v1', 'A99', 'Qingxi'), ('C03 not booked', 'v1', 'A03', 'Qingxi'), ('C04 foreign account', 'v1', 'A04', 'Qingxi'),
	('C-05', 'v1', 'Ａ－０５', 'Qingxi'), ('C06 renumbered', 'v1', 'old 6', 'Qingxi'), ('C07 booked together', 'v1', 'A07', 'Qingxi'), ('C08 lately', 'v1', 'A08', 'Qingxi'),
	('C09 second account', 'v1', 'A09', 'Qingxi'), ('C10 nothing', 'v1', NULL, 'Qingxi'), ('C11 broken receipt', 'v1', 'A98', 'Qingxi'), (NULL, 'v1', 'A01', 'Qingxi'),
	('C12 no asset number', 'v1', NULL, 'Qingxi'), ('C13 half booked', 'v1', 'A13', 'Qingxi'), ('C14 accounts unknown', 'v2', 'A14', 'Qingxi'), ('C15 several', 'v1', 'A97', 'Qingxi');
CREATE TABLE asset (asset text, former text);
INSERT INTO asset VALUES
	('A01', NULL), ('A03', NULL), ('A04', NULL), ('A05', NULL), ('N06', 'old 6'), ('A07', NULL), ('A08', NULL), ('A09', NULL), ('A13', NULL), ('A14', NULL);
CREATE TABLE receipt (contract text, record text, paid_on date, amount numeric, account text);
INSERT INTO receipt VALUES
	('C01', 'r1', '2024-02-01', 1000, 'acc1'), ('C02 no such asset', 'r2', '2024-02-01', 1000, 'acc1'), ('C03 not booked', 'r3', '2024-02-01', 1000, 'acc1'),
	('C04 foreign account', 'r4', '2024-02-01', 1000, 'private'), ('ｃ05', 'r5', '2024-02-01', 1000, 'acc1'), ('C07 booked together', 'r7', '2024-02-01', 1000, 'acc1'),
	('C07 booked together', 'r7b', '2024-05-01', 500, 'acc1'), ('C08 lately', 'r8', '2024-12-20', 1000, 'acc1'), ('C09 second account', 'r9', '2024-02-01', 1000, 'acc2'),
	('C11 broken receipt', 'r11', NULL, 1000, 'acc1'), ('C12 no asset number', 'r12', '2024-02-01', 1000, NULL), ('C13 half booked', 'r13', '2024-02-01', 1000, 'acc1'),
	('C13 half booked', 'r13b', '2024-05-01', 500, 'acc1'), ('C14 accounts unknown', 'r14', '2024-02-01', 1000, 'acc9'), ('C99 unknown', 'r99', '2024-02-01', 1000, 'acc1'),
	('C15 several', 'r15', '2024-02-01', 1000, 'private');
CREATE TABLE ledger (record text, contract text, receipt text, booked_on date, amount numeric);
INSERT INTO ledger VALUES
	('v1', 'C01', 'r1', '2024-02-03', 1000), ('v2', NULL, 'r2', '2024-02-03', 1000), ('v4', NULL, 'r4', '2024-02-03', 1000), ('v5', NULL, 'r5', '2024-02-03', 1000),
	('v7', 'C07 booked together', NULL, '2024-06-03', 1500), ('v9', NULL, 'r9', '2024-02-03', 1000), ('v12', NULL, 'r12', '2024-02-03', 1000),
	('v13', 'C13 half booked', 'r13', '2024-02-03', 1000), ('v14', NULL, 'r14', '2024-02-03', 1000), ('v99', NULL, 'r99', '2024-02-03', 1000),
	('v98', 'C98 ledger only', NULL, '2024-02-03', 700);
CREATE TABLE account (collective text, account text);
INSERT INTO account VALUES ('v1', 'acc1'), ('v1', 'acc2');
CREATE TABLE expected (subject text, outcome text, excluded int, why text, score numeric);
INSERT INTO expected VALUES
	('C01', 'clean', NULL, 'in order', NULL), ('C02 no such asset', 'hit', NULL, 'asset not registered', 1), ('C03 not booked', 'hit', NULL, 'no entry', 1),
	('C04 foreign account', 'hit', NULL, 'a private account', 1), ('C-05', 'clean', 1, 'another way of writing', NULL), ('C06 renumbered', 'clean', 2, 'the former number', NULL),
	('C07 booked together', 'clean', 3, 'one entry for two', NULL), ('C08 lately', 'clean', 4, 'eleven days ago', NULL), ('C09 second account', 'clean', 5, 'its own', NULL),
	('C10 nothing', 'insufficient_data', NULL, 'nothing to compare', NULL), ('C11 broken receipt', 'insufficient_data', NULL, 'a receipt without day', NULL),
	('(no number)', 'insufficient_data', NULL, 'no number', NULL), ('C12 no asset number', 'clean', NULL, 'its money is booked', NULL),
	('C13 half booked', 'hit', NULL, '500 of 1,500 missing', 1), ('C14 accounts unknown', 'clean', NULL, 'the accounts of v2 are not on file', NULL),
	('C99 unknown', 'hit', NULL, 'contract not registered', 1), ('C98 ledger only', 'hit', NULL, 'contract not registered', 1), ('C15 several', 'hit', NULL, 'three things', 3);
