-- The trail: rows are added, never changed, and each carries the hash of the row
-- before.  Event numbers have no gaps; trail_head serialises the writers.

CREATE TABLE finding_event (
	event_id bigint PRIMARY KEY,
	at timestamptz NOT NULL,
	actor name NOT NULL,
	login name NOT NULL,
	kind text NOT NULL,
	finding_id bigint REFERENCES finding,
	model text REFERENCES model,
	run_id bigint,
	from_state text,
	to_state text,
	note text,
	detail jsonb,
	previous_hash bytea NOT NULL,
	hash bytea NOT NULL,
	algorithm text NOT NULL CHECK (algorithm IN ('sha256', 'sm3'))
);
CREATE INDEX finding_event_finding ON finding_event (finding_id, event_id);
COMMENT ON TABLE finding_event IS 'Trail of findings and models, append-only and chained 留痕,只增不改,逐行链式哈希';
COMMENT ON COLUMN finding_event.event_id IS 'Number, from 1 without gaps 事件编号,连续';
COMMENT ON COLUMN finding_event.at IS 'When 时间';
COMMENT ON COLUMN finding_event.actor IS 'Role that acted 操作角色';
COMMENT ON COLUMN finding_event.login IS 'User who was logged in 登录用户';
COMMENT ON COLUMN finding_event.kind IS 'What happened 事件类型';
COMMENT ON COLUMN finding_event.finding_id IS 'Finding, if about one 线索编号';
COMMENT ON COLUMN finding_event.model IS 'Model 模型';
COMMENT ON COLUMN finding_event.run_id IS 'Run, if it happened in one 运行编号';
COMMENT ON COLUMN finding_event.from_state IS 'State before 前状态';
COMMENT ON COLUMN finding_event.to_state IS 'State after 后状态';
COMMENT ON COLUMN finding_event.note IS 'What was said 说明';
COMMENT ON COLUMN finding_event.detail IS 'Particulars 详情';
COMMENT ON COLUMN finding_event.previous_hash IS 'Hash of the event before 前一事件的哈希';
COMMENT ON COLUMN finding_event.hash IS 'Hash of previous_hash and this row 本行与前行哈希的哈希值';
COMMENT ON COLUMN finding_event.algorithm IS 'How it was computed: sha256 or sm3 哈希算法';

CREATE TABLE trail_head (
	only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
	event_id bigint NOT NULL,
	hash bytea NOT NULL
) WITH (fillfactor = 50);
COMMENT ON TABLE trail_head IS 'Last event of the trail, one row; writers lock it 留痕链的末端,仅一行';
COMMENT ON COLUMN trail_head.only_row IS 'Always true 恒为真';
COMMENT ON COLUMN trail_head.event_id IS 'Number of the last event, 0 for none 末事件编号';
COMMENT ON COLUMN trail_head.hash IS 'Its hash 末事件哈希';
INSERT INTO trail_head (event_id, hash) VALUES (0, sha256(''::bytea));
