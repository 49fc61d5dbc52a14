import { describeAnswerStore } from './answer-store-conformance.ts';
import { openTestStore } from './store-support.ts';

describeAnswerStore('SQLite store', (limits = {}) => openTestStore({ limits }));
