-- The payments pack over the county's ledgers, as a finance bureau would adopt it.
-- What a template needs of an input is taken from it, the rest is left alone.
SELECT template, version, problem
FROM oversight.adopt_pack('PAY', '{
	"payment": {"relation": "finance.zfmx", "columns": {"record": "lsh", "org": "dwbm", "vendor": "gys", "payee": "skr", "account": "zh",
		"invoice_code": "fpdm", "invoice_no": "fph", "invoice_amount": "fpje", "at": "zfrq", "amount": "je", "item": "kmbm", "project": "xmbm",
		"approver": "spr", "contract": "hth", "purpose": "yt", "tariff": "dj"}},
	"approval_line": {"relation": "finance.approval_line", "columns": {"valid": ["first_day", "last_day"], "amount": "up_to"}},
	"budget": {"relation": "finance.ys", "columns": {"org": "dwbm", "project": "xmbm", "year": "nd", "amount": "ysje", "released": "xdrq", "carried": "jzje"}},
	"employee": {"relation": "finance.staff", "columns": {"record": "staff_no", "person": "id_card", "org": "unit"}},
	"vendor": {"relation": "finance.vendor", "columns": {"vendor": "code"}}
}');
