-- Letters: texts with {{words}} that letter() fills in.  Users may change them and
-- add kinds of their own.

CREATE TABLE letter_template (
	kind text,
	language text CHECK (language IN ('en', 'zh')),
	title text NOT NULL,
	body text NOT NULL,
	PRIMARY KEY (kind, language)
);
COMMENT ON TABLE letter_template IS 'Texts of letters 函件模板';
COMMENT ON COLUMN letter_template.kind IS 'Kind of letter 函件类型';
COMMENT ON COLUMN letter_template.language IS 'en or zh 语言';
COMMENT ON COLUMN letter_template.title IS 'Title, with {{words}} 标题';
COMMENT ON COLUMN letter_template.body IS 'Text, with {{words}} 正文';
INSERT INTO letter_template VALUES
('reminder', 'zh', '督办提醒函〔{{number}}〕', '{{department}}：

我办于{{first_seen}}向你单位交办的问题线索（编号{{number}}）“{{model}}”，涉及对象{{subject}}，目前状态为“{{state}}”，应于{{due_on}}前办理，{{lateness}}。

线索情况：{{reason}}
涉及金额：{{amount}}元
证据记录：{{records}}

请抓紧办理，并将结果书面反馈我办。

{{office}}
{{today}}'),
('reminder', 'en', 'Reminder [{{number}}]', 'To: {{department}}

On {{first_seen}} we found matter {{number}}, "{{model}}", concerning {{subject}}. Its state is "{{state}}". The next step was due on {{due_on}}; {{lateness}}.

What was found: {{reason}}
Amount: {{amount}}
Records: {{records}}

Please deal with it without delay and let us have the result in writing.

{{office}}
{{today}}'),
('advice', 'zh', '监督建议书〔{{number}}〕', '{{department}}：

经核实，“{{model}}”线索（编号{{number}}）属实，涉及对象{{subject}}，核实金额{{amount_confirmed}}元，已追回{{amount_recovered}}元。原因：{{cause}}。

为防止同类问题再次发生，现建议：
一、对照本线索全面自查，限期整改并追回资金；
二、查找制度和管理漏洞，完善相关规定和信息系统；
三、自收到本建议书之日起，于{{due_on}}前书面反馈落实情况。

{{office}}
{{today}}'),
('advice', 'en', 'Supervisory advice [{{number}}]', 'To: {{department}}

Matter {{number}}, "{{model}}", concerning {{subject}}, has been verified. The amount confirmed is {{amount_confirmed}}, of which {{amount_recovered}} has been recovered. Cause: {{cause}}.

So that it does not happen again, we advise you
1. to look for similar matters, to put them right and to recover the money;
2. to find the gap in rules or practice that let it happen, and to close it in the rules and in the systems;
3. to report on this in writing by {{due_on}}.

{{office}}
{{today}}');
