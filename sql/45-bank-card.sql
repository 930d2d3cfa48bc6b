--| ## bank_card
--| `supervise.bank_card(number text) → text`
--|
--| The number of a bank card in digits alone (13 to 19), or NULL where
--| `bank_card_problem` has something to say. Repairs full-width digits, white space,
--| hyphens and quotes.
--|
--| **Errors**: none. **Cost**: some 0.4 µs. The rule and its sources:
--| docs/keys/bank_card.md.
--|
--| ```sql
--| SELECT supervise.bank_card('6285 3287 1278 4428');
--| ```
CREATE OR REPLACE FUNCTION supervise.bank_card(number text)
RETURNS text
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_bank_card_canonical';
COMMENT ON FUNCTION supervise.bank_card(text) IS
'Bank card number in digits, null if not valid 规范的银行卡号，无效时为空';

--| ## bank_card_problem
--| `supervise.bank_card_problem(number text) → text`
--|
--| Why a text is no bank card number; NULL when it is one. NULL in gives NULL out.
--| `encoding`, `empty`, `masked`, `spreadsheet_number`, `several_values`, `character`
--| as for `resident_id_problem`; then `length` (not 13 to 19 digits), `placeholder` (one
--| digit throughout), `rounded_by_spreadsheet` (18 or 19 digits, wrong check, zeros
--| from the 16th on), `check_digit`.
--|
--| **When it is wrong**: accounts without a card (passbooks, companies) follow no
--| check; in a column that mixes both, `check_digit` and `length` say little.
--|
--| ```sql
--| SELECT v, supervise.bank_card_problem(v)
--| FROM (VALUES ('6285328712784428'), ('6285328712784429'), ('6.28533E+15')) t (v);
--| ```
CREATE OR REPLACE FUNCTION supervise.bank_card_problem(number text)
RETURNS text
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_bank_card_problem';
COMMENT ON FUNCTION supervise.bank_card_problem(text) IS
'Why a text is no bank card number, null if it is one 银行卡号的问题代码，有效时为空';
