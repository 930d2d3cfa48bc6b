-- The extension is there, and owns what it should.
CREATE EXTENSION supervise;
SELECT supervise.version() = extversion AS module_and_extension_agree FROM pg_extension WHERE extname = 'supervise';
SELECT nspname, extrelocatable FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE extname = 'supervise';
-- Every object carries a comment.
SELECT pg_describe_object(d.classid, d.objid, 0) AS without_comment
FROM pg_depend d
WHERE d.refclassid = 'pg_extension'::regclass
  AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'supervise')
  AND d.deptype = 'e'
  AND NOT (d.classid = 'pg_type'::regclass AND EXISTS (
        SELECT FROM pg_type t WHERE t.oid = d.objid AND t.typcategory = 'A'))
  AND d.classid NOT IN ('pg_namespace'::regclass, 'pg_cast'::regclass, 'pg_operator'::regclass,
                        'pg_opclass'::regclass, 'pg_opfamily'::regclass, 'pg_amop'::regclass)
  AND obj_description(d.objid, d.classid::regclass::name) IS NULL
ORDER BY 1;
