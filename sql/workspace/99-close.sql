-- Last: nothing of a workspace is anyone's but its owner's and the roles'.
REVOKE ALL ON ALL ROUTINES IN SCHEMA @workspace@ FROM PUBLIC;
SELECT _grant();
-- Lists this short are never analysed by autovacuum, and taken for hundreds of rows.
ANALYZE setting, severity, cause, state, step, trail_head, pseudonym_key;
