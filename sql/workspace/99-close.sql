-- Last: nothing of a workspace is anyone's but its owner's until roles are made.
REVOKE ALL ON ALL ROUTINES IN SCHEMA @workspace@ FROM PUBLIC;
