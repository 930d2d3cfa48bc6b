// DuckDB, with two threads and tables of its own in memory.  For every line of
// standard input, a statement, it answers "MS CPU ANSWER": the time it took, the
// processor's time, both in milliseconds, and the columns of its first row with
// a colon between them.
//
//   node duckdb.js		with NODE_PATH leading to @duckdb/node-api
'use strict';
const { DuckDBInstance } = require('@duckdb/node-api');
const readline = require('readline');

async function main() {
	const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
	const connection = await instance.connect();

	for await (const statement of readline.createInterface({ input: process.stdin })) {
		const started = process.hrtime.bigint();
		const used = process.cpuUsage();
		const rows = (await connection.runAndReadAll(statement)).getRows();
		const ms = Number(process.hrtime.bigint() - started) / 1e6;
		const { user, system } = process.cpuUsage(used);

		console.log(`${ms.toFixed(3)} ${((user + system) / 1e3).toFixed(3)} ${rows.length ? rows[0].join(':') : ''}`);
	}
}
main().catch((error) => { console.error(error.message); process.exit(1); });
