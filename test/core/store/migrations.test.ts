import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { migrate, migrations, readSchemaVersion, schemaVersion } from '../../../src-core/store/migrate.ts';

function openEmpty(): DatabaseSync {
  const connection = new DatabaseSync(':memory:');
  onTestFinished(() => connection.close());
  return connection;
}

const tablesOf = (connection: DatabaseSync) =>
  connection
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'entry_text_%' ORDER BY name")
    .all()
    .map((row) => row['name']);

describe('migrations', () => {
  test('are numbered from one without gaps', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
    expect(schemaVersion).toBe(migrations.length);
  });

  test('0001 makes entries, bodies, hits and the text index, and deleting an entry takes all of it', () => {
    const connection = openEmpty();
    migrate(connection, 1);
    expect(readSchemaVersion(connection)).toBe(1);
    expect(tablesOf(connection)).toEqual(['bodies', 'entries', 'entry_text', 'hits']);
    connection.exec(`
      INSERT INTO entries (seq, id, key, created_at, expires_at, mode, upstream, dialect, path, model, project,
        prompt_preview, size_bytes) VALUES (7, 'e', 'k', 1.5, 2, 'json', '', '', '', '', '', '', 3);
      INSERT INTO bodies VALUES (7, 'e', 1, 2, 3, 'json', '', NULL, NULL, NULL, 'raw', 'raw', x'00', x'00');
      INSERT INTO hits VALUES ('e', 'r', 1, 'exact', 1);
      INSERT INTO entry_text (rowid, prompt, answer) VALUES (7, 'hello', 'world');
      DELETE FROM entries;
    `);
    const left = ['bodies', 'hits', 'entry_text'].flatMap((table) =>
      connection
        .prepare(`SELECT count(*) AS count FROM ${table}`)
        .all()
        .map((row) => row['count']),
    );
    expect(left).toEqual([0, 0, 0]);
    expect(connection.prepare("SELECT rowid FROM entry_text WHERE entry_text MATCH 'hello'").all()).toEqual([]);
  });

  test('0001 allows one live entry of a key and any number of removed ones', () => {
    const connection = openEmpty();
    migrate(connection, 1);
    const insert = connection.prepare(`
      INSERT INTO entries (id, key, created_at, expires_at, mode, upstream, dialect, path, model, project,
        prompt_preview, size_bytes, removed_at) VALUES (?, 'k', 1, 2, 'json', '', '', '', '', '', '', 3, ?)`);
    insert.run('a', 5);
    insert.run('b', 5);
    insert.run('c', null);
    expect(() => insert.run('d', null)).toThrow(/UNIQUE/);
  });

  test('0002 adds the request log to a file of version 1 and leaves its entries', () => {
    const connection = openEmpty();
    migrate(connection, 1);
    connection.exec(`INSERT INTO entries (id, key, created_at, expires_at, mode, upstream, dialect, path, model, project,
      prompt_preview, size_bytes) VALUES ('e', 'k', 1, 2, 'json', '', '', '', '', '', '', 3)`);
    migrate(connection, 2);
    expect(readSchemaVersion(connection)).toBe(2);
    expect(tablesOf(connection)).toEqual(['bodies', 'entries', 'entry_text', 'hits', 'request_details', 'requests']);
    expect(connection.prepare('SELECT id FROM entries').all()).toEqual([{ id: 'e' }]);
  });

  test('0003 adds vectors to a file of version 2, and a vector goes with its entry', () => {
    const connection = openEmpty();
    migrate(connection, 2);
    connection.exec(`INSERT INTO entries (seq, id, key, created_at, expires_at, mode, upstream, dialect, path, model,
      project, prompt_preview, size_bytes) VALUES (7, 'e', 'k', 1, 2, 'json', '', '', '', '', '', '', 3)`);
    migrate(connection, 3);
    expect(readSchemaVersion(connection)).toBe(3);
    connection.exec(`INSERT INTO vectors VALUES (7, 'e', 'm', 'p', 'text', x'0000803f'); DELETE FROM entries`);
    expect(connection.prepare('SELECT count(*) AS count FROM vectors').get()).toEqual({ count: 0 });
  });

  test('0004 adds marks, and the asked text to hits, to a file of version 3', () => {
    const connection = openEmpty();
    migrate(connection, 3);
    connection.exec(`INSERT INTO entries (seq, id, key, created_at, expires_at, mode, upstream, dialect, path, model,
      project, prompt_preview, size_bytes) VALUES (7, 'e', 'k', 1, 2, 'json', '', '', '', '', '', '', 3);
      INSERT INTO hits VALUES ('e', 'r', 1, 'exact', 1)`);
    migrate(connection, 4);
    expect(readSchemaVersion(connection)).toBe(4);
    expect(connection.prepare('SELECT * FROM hits').all()).toEqual([
      { entry_id: 'e', request_id: 'r', at: 1, match: 'exact', count: 1, asked: null },
    ]);
    const insert = connection.prepare(`INSERT INTO marks (at, verdict, partition, stored, asked, request_id)
      VALUES (1, 'wrong', 'p', 's', 'a', 'r')`);
    insert.run();
    expect(() => insert.run()).toThrow(/UNIQUE/);
  });

  test('0008 says of a file of version 7 that nothing in it is sealed', () => {
    const connection = openEmpty();
    migrate(connection, 7);
    migrate(connection, 8);
    expect(readSchemaVersion(connection)).toBe(8);
    expect(connection.prepare('SELECT * FROM encryption').all()).toEqual([{ state: 'plain' }]);
  });

  test('a step that fails leaves nothing of itself behind', () => {
    const connection = openEmpty();
    migrate(connection, 1);
    connection.exec('CREATE TABLE request_details (in_the_way)');
    expect(() => migrate(connection)).toThrow(/already exists/);
    expect(readSchemaVersion(connection)).toBe(1);
    expect(tablesOf(connection)).toEqual(['bodies', 'entries', 'entry_text', 'hits', 'request_details']);
  });

  test('running them again changes nothing', () => {
    const connection = openEmpty();
    migrate(connection);
    const before = connection.prepare('SELECT sql FROM sqlite_schema').all();
    migrate(connection);
    expect(connection.prepare('SELECT sql FROM sqlite_schema').all()).toEqual(before);
  });
});
