-- Last: nothing of a workspace is anyone's but its owner's and the roles'.
REVOKE ALL ON ALL ROUTINES IN SCHEMA @workspace@ FROM PUBLIC;
SELECT _grant();
