import { describeAnswerLists } from './answer-list-conformance.ts';
import { describeAnswerStore } from './answer-store-conformance.ts';
import type { CreateStore } from './store-under-test.ts';
import { openTestStore } from './store-support.ts';

const create: CreateStore = (limits = {}) => openTestStore({ limits });

describeAnswerStore('SQLite store', create);
describeAnswerLists('SQLite store', create);
