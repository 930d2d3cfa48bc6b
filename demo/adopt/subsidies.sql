-- The subsidies pack over the county. One object binds all of it: what a template does
-- not read, it does not look at.
SELECT template, model, problem FROM oversight.adopt_pack('SUB', '{
	"payment": {"relation": "county.benefit", "columns": {"person": "id_card", "record": "pay_id", "item": "programme",
		"valid": "period", "department": "dept"}},
	"death": {"relation": "county.death", "columns": {"person": "id_card"}},
	"survivor_item": "county.survivor_item",
	"custody": {"relation": "public_security.custody", "columns": {"person": "id_card", "valid": ["held_from", "held_to"], "record": "custody_no"}},
	"payroll": {"relation": "human_resources.财政供养人员", "columns": {"person": "证件号码", "post": "人员类别", "unit": "单位", "valid": ["起始日期", "终止日期"]}},
	"insured": {"relation": "human_resources.参保登记", "columns": {"person": "证件号码", "kind": "参保类别", "employer": "单位名称", "valid": ["起始日期", "终止日期"]}},
	"wage": {"relation": "human_resources.declared_wage", "columns": {"person": "id_card", "valid": "month", "amount": "wage"}},
	"status_event": {"relation": "civil_affairs.status_event", "columns": {"person": "id_card", "record": "event_no"}},
	"item_rule": {"relation": "county.item_rule", "columns": {"clause": "clause_zh"}},
	"exclusion": {"relation": "county.exclusion", "columns": {"item_a": "source_a", "item_b": "source_b"}},
	"item_class": "county.item_class"
}', '{
	"SUB-13": {"wage_status": "职工"}
}');
