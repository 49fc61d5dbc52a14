import type { Sample } from '../sample.ts';
import { chatBase, openaiAsk } from './chat-base.ts';

export const openai: Sample = {
  ...chatBase,
  row: 'OpenAI chat',
  packages: ['openai'],
  path: () => '/v1/chat/completions',
  upstreamPath: () => '/v1/chat/completions',
  ask: openaiAsk('/v1'),
};
