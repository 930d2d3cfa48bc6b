-- A workspace whose owner reads the county, but not the answers.
SET client_min_messages = warning;
CREATE ROLE bench_owner LOGIN;
DO $$
DECLARE
	ledger name;
BEGIN
	EXECUTE format('GRANT CREATE ON DATABASE %I TO bench_owner', current_database());
	FOR ledger IN SELECT nspname FROM pg_namespace
		WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public', 'supervise', 'county_truth')
	LOOP
		EXECUTE format('GRANT USAGE ON SCHEMA %I TO bench_owner', ledger);
		EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO bench_owner', ledger);
	END LOOP;
END
$$;
SELECT format('GRANT CONNECT ON DATABASE %I TO bench_owner', current_database()) \gexec
SET SESSION AUTHORIZATION bench_owner;
SELECT supervise.create_workspace('oversight') \g /dev/null
