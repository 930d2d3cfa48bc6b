-- The approvals pack over the county: the service centre names things in English, the
-- industry bureau in Chinese, law enforcement by pinyin initials.
SELECT template, model, problem FROM oversight.adopt_pack('APV', '{
	"matter": {"relation": "government_service.matter", "columns": {"matter": "matter_no", "accepted": "accepted_at", "finished": "finished_at",
		"department": "dept", "region": "town"}},
	"promise": {"relation": "government_service.promise", "columns": {"valid": ["valid_from", "valid_to"]}},
	"extension": {"relation": "government_service.extension", "columns": {"matter": "matter_no", "approved": "approved_on"}},
	"suspension": {"relation": "government_service.suspension", "columns": {"record": "stop_no", "matter": "matter_no", "reason": "ground",
		"valid": ["first_day", "last_day"], "recorded": "entered_on"}},
	"suspension_rule": {"relation": "government_service.stop_ground", "columns": {"reason": "ground", "valid": ["valid_from", "valid_to"]}},
	"step": {"relation": "government_service.step", "columns": {"record": "step_no", "matter": "matter_no", "began": "began_at", "ended": "ended_at"}},
	"step_limit": {"relation": "government_service.step_limit", "columns": {"valid": ["valid_from", "valid_to"]}},
	"process": {"relation": "government_service.process", "columns": {"valid": ["valid_from", "valid_to"]}},
	"action": {"relation": "government_service.action", "columns": {"matter": "matter_no", "actor": "account", "at": "acted_at"}},
	"correction": {"relation": "government_service.correction", "columns": {"matter": "matter_no", "asked": "asked_on", "applicant_changed": "changed"}},
	"agent_register": {"relation": "government_service.agent_register", "columns": {"valid": ["qualified_from", "qualified_to"]}},
	"fee": {"relation": "government_service.fee", "columns": {"record": "receipt_no", "charged": "charged_on", "matter": "matter_no"}},
	"fee_list": {"relation": "government_service.fee_list", "columns": {"ceiling": "is_ceiling", "valid": ["valid_from", "valid_to"]}},
	"award": {"relation": "industry.奖补名单", "columns": {"record": "明细号", "award": "奖补编号", "firm": "企业编号", "amount": "应兑金额", "listed": "下达日期",
		"due_on": "约定兑付日", "cancelled": "取消日期", "programme": "政策项目"}},
	"award_payment": {"relation": "industry.拨付明细", "columns": {"record": "流水号", "award": "奖补编号", "paid_on": "拨付日期", "amount": "金额", "returned_by_bank": "银行退回"}},
	"invoice": {"relation": "industry.应付账款", "columns": {"invoice": "单据号", "buyer": "付款单位", "firm": "企业编号", "firm_size": "企业规模", "delivered": "交付日期",
		"accepted": "验收合格日", "amount": "金额", "agreed_days": "约定付款天数", "disputed": "争议金额", "retained": "质保金", "retained_until": "质保期满"}},
	"invoice_payment": {"relation": "industry.付款记录", "columns": {"record": "付款流水", "invoice": "单据号", "paid_on": "付款日期", "amount": "金额"}},
	"inspection": {"relation": "law_enforcement.jc_jl", "columns": {"record": "jcbh", "firm": "qyid", "department": "bm", "at": "jcrq", "kind": "jclx", "plan": "lhjh"}},
	"penalty": {"relation": "law_enforcement.cf_jd", "columns": {"record": "cfbh", "clause": "tk", "grade": "dc", "amount": "je", "base": "hzje", "decided": "jdrq", "department": "bm"}}
}');
