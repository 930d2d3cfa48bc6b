--| ## mask
--| `supervise.mask(value text, kind text) → text`
--|
--| A key with its middle hidden, for screens and letters.
--|
--| | kind | shown |
--| |---|---|
--| | `resident_id` | first 6 and last 4 characters |
--| | `bank_card` | last 4 |
--| | `mobile_number` | first 3 and last 4 (without +86) |
--| | `plate_number` | first 2 and last |
--| | `person_name` | surname, compound ones too |
--| | `all` | nothing |
--|
--| A value too short for its kind, of invalid bytes, or longer than any key shows
--| nothing. NULL value gives NULL. **Errors**: 22023 for an unknown kind, 22004 for a null
--| one. **When it is wrong**: a mask is no pseudonym; do not publish masked lists, and do
--| not join on them.
--|
--| ```sql
--| SELECT supervise.mask('110102199101010078', 'resident_id'), supervise.mask('欧阳娜娜', 'person_name'),
--|        supervise.mask('13812345678', 'mobile_number');
--| ```
CREATE OR REPLACE FUNCTION supervise.mask(value text, kind text)
RETURNS text
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_mask_key';
COMMENT ON FUNCTION supervise.mask(text, text) IS
'Key with its middle hidden 脱敏显示';
