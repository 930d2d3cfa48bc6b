// DuckDB's side: reads the rows that PostgreSQL wrote into a table of its own,
// then, for every line "SIDE" on standard input, answers "MS ANSWER".
//
//   node duckdb.js ROWS.csv PAIRS.csv	with NODE_PATH leading to @duckdb/node-api
//
// PAIRS.csv is empty where any two sources collide.
'use strict';
const { DuckDBInstance } = require('@duckdb/node-api');
const fs = require('fs');
const readline = require('readline');

const [rows, pairs] = process.argv.slice(2);
const paired = fs.statSync(pairs).size > 0;

// The same definition as in sides.sql: the days of every pair, joined to
// episodes; first is the first day, past the day after the last.
const pairsOf = (suspects) => `
	SELECT subject, greatest(a.first, b.first) AS first, least(a.past, b.past) AS past
	FROM ${suspects} JOIN payment AS b USING (subject)
	WHERE a.first < b.past AND b.first < a.past AND ${paired
		? '(a.source, b.source) IN (SELECT (source_a, source_b) FROM exclusion)'
		: 'a.source < b.source'}`;
const answerOf = (suspects) => `
	WITH together AS (${pairsOf(suspects)}),
	begun AS (SELECT *, coalesce(first > max(past) OVER (PARTITION BY subject ORDER BY first, past
		ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS begins FROM together),
	numbered AS (SELECT *, sum(begins::int) OVER (PARTITION BY subject ORDER BY first, past
		ROWS UNBOUNDED PRECEDING) AS episode FROM begun),
	episode AS (SELECT subject, min(first) AS first, max(past) AS past FROM numbered GROUP BY subject, episode)
	SELECT count(*) || ':' || coalesce(sum(past - first), 0) || ':'
		|| coalesce(sum(substr(subject, 1, 17)::bigint % 1000003 * (first - date '2000-01-01')), 0) AS answer
	FROM episode`;
const sides = {
	'self-join': answerOf('payment AS a'),
	'running maximum, then self-join': answerOf(`(SELECT DISTINCT subject FROM (
		SELECT subject, first < max(past) OVER (PARTITION BY subject ORDER BY first
			ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS begins_before FROM payment) WHERE begins_before) AS s
		JOIN payment AS a USING (subject)`),
};

async function main() {
	const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
	const connection = await instance.connect();
	const types = (list) => `{${list.map(([name, type]) => `'${name}': '${type}'`).join(', ')}}`;

	await connection.run(`CREATE TABLE payment AS SELECT * FROM read_csv('${rows}', header = false, columns = ${types([
		['subject', 'VARCHAR'], ['record', 'VARCHAR'], ['source', 'VARCHAR'],
		['first', 'DATE'], ['past', 'DATE'], ['amount', 'DECIMAL(18, 2)']])})`);
	if (paired) {
		await connection.run(`CREATE TABLE exclusion AS SELECT * FROM read_csv('${pairs}', header = false, columns = ${types([
			['source_a', 'VARCHAR'], ['source_b', 'VARCHAR']])})`);
	}
	console.log((await connection.runAndReadAll('SELECT version()')).getRows()[0][0]);
	for await (const side of readline.createInterface({ input: process.stdin })) {
		const started = process.hrtime.bigint();
		const answer = (await connection.runAndReadAll(sides[side])).getRows()[0][0];
		const ms = Number(process.hrtime.bigint() - started) / 1e6;

		console.log(`${ms.toFixed(3)} ${answer}`);
	}
}
main().catch((error) => { console.error(error.message); process.exit(1); });
