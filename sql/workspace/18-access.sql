-- Who may see which rows, and the key of the pseudonyms.

CREATE TABLE membership (
	member name NOT NULL,
	department text REFERENCES department,
	region text REFERENCES region,
	granted_by name NOT NULL,
	granted_at timestamptz NOT NULL DEFAULT now(),
	UNIQUE NULLS NOT DISTINCT (member, department, region)
);
COMMENT ON TABLE membership IS 'Rows a role may see: of a department, a region, both, or all 角色可见的数据范围';
COMMENT ON COLUMN membership.member IS 'Role; its members have the same 角色';
COMMENT ON COLUMN membership.department IS 'Department and those below it, null for all 部门(含下级),空为全部';
COMMENT ON COLUMN membership.region IS 'Region and those below it, null for all 区划(含下级),空为全部';
COMMENT ON COLUMN membership.granted_by IS 'Who granted it 授权人';
COMMENT ON COLUMN membership.granted_at IS 'When 授权时间';

-- HMAC-SHA-256 wants the key xor two constants, each one block long.
CREATE TABLE pseudonym_key (
	only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
	inner_key bytea NOT NULL CHECK (octet_length(inner_key) = 64),
	outer_key bytea NOT NULL CHECK (octet_length(outer_key) = 64)
);
COMMENT ON TABLE pseudonym_key IS 'Key of the pseudonyms; whoever has it can test guesses 假名密钥,须由专人保管';
COMMENT ON COLUMN pseudonym_key.only_row IS 'Always true 恒为真';
COMMENT ON COLUMN pseudonym_key.inner_key IS 'Key xor 0x36 密钥异或 0x36';
COMMENT ON COLUMN pseudonym_key.outer_key IS 'Key xor 0x5c 密钥异或 0x5c';
