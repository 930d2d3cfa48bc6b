-- postgres_fdw runs an aggregate remotely only if the type of its result belongs
-- to an extension that the foreign server is said to have.  Server 15 does not
-- make the array types of an extension's types its members: they are added here,
-- or collide() and its like, which return arrays, would never be pushed down.
DO $$
DECLARE
	array_type regtype;
BEGIN
	FOR array_type IN
		SELECT t.typarray
		FROM pg_catalog.pg_depend m
		JOIN pg_catalog.pg_extension e ON e.oid = m.refobjid AND e.extname = 'supervise'
		JOIN pg_catalog.pg_type t ON t.oid = m.objid AND t.typarray <> 0
		WHERE m.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
			AND m.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
			AND m.deptype = 'e'
			AND NOT EXISTS (
				SELECT FROM pg_catalog.pg_depend a
				WHERE a.classid = m.classid AND a.objid = t.typarray
					AND a.refclassid = m.refclassid AND a.deptype = 'e')
		ORDER BY t.typname
	LOOP
		EXECUTE pg_catalog.format('ALTER EXTENSION supervise ADD TYPE %s', array_type);
	END LOOP;
END $$;
