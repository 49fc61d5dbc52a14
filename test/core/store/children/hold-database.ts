import { DatabaseSync } from 'node:sqlite';

/** Holds the write lock of a database until it is killed. */
const [, , path = ''] = process.argv;
const connection = new DatabaseSync(path, { timeout: 2000 });
connection.exec('BEGIN IMMEDIATE');
console.log('held');
process.stdin.resume();
