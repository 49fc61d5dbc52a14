import { acquireDataLock } from '../../../../src-core/store/data-lock.ts';

/** Owns a data folder until it is killed, or gives it back when told so on stdin. */
const [, , dataDir = ''] = process.argv;
const attempt = acquireDataLock(dataDir);
if (!attempt.acquired) {
  console.log(JSON.stringify(attempt));
} else {
  attempt.lock.publish({ pid: process.pid, url: 'http://127.0.0.1:8080', token: 'secret', startedAt: 5 });
  console.log('acquired');
  process.stdin.resume();
}
