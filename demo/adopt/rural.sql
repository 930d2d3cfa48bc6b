-- The rural pack over the county. One object binds all of it: what a template does
-- not read, it does not look at.
SELECT template, model, problem FROM oversight.adopt_pack('RUR', '{
	"contract": {"relation": "collective.合同", "columns": {
		"contract": "合同编号", "collective": "组织代码", "region": "乡镇", "asset": "资产编号", "kind": "类别", "grade": "等级", "tenure": "权利类型",
		"lessee": "承租方证件", "signed_on": "签订日期", "starts": "起始日期", "ends": "截止日期", "ended_on": "提前解除日", "area": "面积", "rent": "年租金",
		"first_due": "首付日", "every_months": "付款间隔月", "step": "递增比例", "step_months": "递增间隔月", "price_basis": "计价方式",
		"holds_over": "按月顺延", "sublet_of": "转租自", "replaces": "替代合同", "investment_approved": "投入经批准", "public_use": "公益用途",
		"prepaid_years": "预付年数", "prepaid_approved": "预付经决议", "end_compensation": "期满补偿", "outsider": "非本集体成员"}},
	"asset": {"relation": "collective.资产", "columns": {
		"asset": "资产编号", "former": "原编号", "collective": "组织代码", "region": "乡镇", "kind": "类别", "purpose": "用途", "value": "账面价值",
		"area": "面积", "acquired_on": "取得日期", "disposed_on": "处置日期", "seasonal": "季节性"}},
	"asset_status": {"relation": "collective.资产状态", "columns": {"asset": "资产编号", "status": "状态", "valid": ["起", "止"]}},
	"instalment": {"relation": "collective.应收", "columns": {"contract": "合同编号", "record": "应收编号", "due_on": "应付日", "amount": "金额"}},
	"receipt": {"relation": "collective.收款", "columns": {
		"contract": "合同编号", "record": "收据号", "paid_on": "收款日期", "valid": ["所属期起", "所属期止"], "amount": "金额", "account": "收款账号"}},
	"deferral": {"relation": "collective.缓缴", "columns": {
		"contract": "合同编号", "valid": ["应付日起", "应付日止"], "until": "缓缴至", "agreed_on": "决议日期"}},
	"revision": {"relation": "collective.调价", "columns": {"contract": "合同编号", "from_day": "生效日", "rent": "年租金"}},
	"renewal": {"relation": "collective.续期", "columns": {"contract": "合同编号", "until": "续期至"}},
	"handover": {"relation": "collective.交还", "columns": {"contract": "合同编号", "handed_back_on": "交还日期"}},
	"use": {"relation": "power_company.抄表", "columns": {"asset": "资产编号", "record": "抄表编号", "valid": ["起", "止"], "quantity": "用电量"}},
	"round": {"relation": "collective.承包期", "columns": {"collective": "组织代码", "valid": ["起", "止"], "confirmed_on": "确认日期"}},
	"resolution": {"relation": "collective.决议", "columns": {
		"record": "编号", "collective": "组织代码", "contract": "合同编号", "asset": "资产编号", "step": "环节", "held_on": "日期", "body": "会议类型",
		"entitled": "应到", "present": "实到", "agreed": "同意"}},
	"platform_rule": {"relation": "rural_exchange.限额", "columns": {"kind": "类别", "valid": ["起", "止"], "min_amount": "总额", "min_years": "年限"}},
	"deal": {"relation": "rural_exchange.成交", "columns": {
		"record": "成交编号", "collective": "组织代码", "contract": "合同编号", "asset": "资产编号", "lessee": "竞得人证件", "closed_on": "成交日期",
		"bidders": "竞价人数"}},
	"exemption": {"relation": "rural_exchange.豁免", "columns": {"contract": "合同编号", "approved_on": "批准日期"}},
	"ledger": {"relation": "collective.总账", "columns": {
		"record": "凭证号", "contract": "合同编号", "receipt": "收据号", "booked_on": "记账日期", "amount": "金额"}},
	"account": {"relation": "collective.账户", "columns": {"collective": "组织代码", "account": "账号"}},
	"cadre": {"relation": "collective.村干部任期", "columns": {"person": "证件号", "collective": "组织代码", "valid": ["任职", "离任"]}},
	"kin": {"relation": "collective.亲属申报", "columns": {"person": "干部证件", "relative": "亲属证件"}},
	"company_role": {"relation": "collective.企业任职", "columns": {"company": "信用代码", "person": "证件号", "valid": ["起", "止"]}},
	"plan": {"relation": "collective.分红方案", "columns": {
		"plan": "方案编号", "collective": "组织代码", "record_day": "认定日", "pay_by": "应付日", "deferred_until": "延期至"}},
	"share": {"relation": "collective.应分", "columns": {"plan": "方案编号", "person": "证件号", "amount": "金额"}},
	"payout": {"relation": "collective.分红发放", "columns": {
		"plan": "方案编号", "person": "证件号", "record": "流水号", "paid_on": "发放日期", "amount": "金额"}},
	"member": {"relation": "collective.成员", "columns": {"collective": "组织代码", "person": "证件号", "valid": ["起", "止"]}},
	"death": {"relation": "county.death", "columns": {"person": "id_card"}},
	"succession": {"relation": "collective.继承", "columns": {"person": "被继承人", "heir": "继承人"}}
}');
