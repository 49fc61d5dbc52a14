import { createDeepSeek } from '@ai-sdk/deepseek';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { createOpenRouter } from '@openrouter/ai-sdk-provider';
import type { LanguageModel } from 'ai';
import type { Answer, Sample, Target } from '../sample.ts';
import { aiSdkRaised, askAiSdk, type AiSdkMessage } from '../support/ai-sdk.ts';
import type { ChatMessage } from '../support/chat-message.ts';
import { chatBase } from './chat-base.ts';
import { deepseekAnswers, openrouterAnswers, openrouterRules } from './openai-vendors.ts';

/** The same answers as the vendor's row, as the AI SDK tells them; it never asks for several choices. */
function inItsTerms(answers: Sample['answers']): Sample['answers'] {
  const told = Object.entries(answers).filter(([, { asks }]) => asks?.['n'] === undefined);
  return Object.fromEntries(
    told.map(([name, answer]): [string, Answer] => [name, { ...answer, message: tell(answer) }]),
  );
}

function tell({ message }: Answer): AiSdkMessage {
  const { choices, usage } = message as ChatMessage;
  const { text = '', reasoning = '', calls = [], finish = '' } = choices[0] ?? {};
  return {
    text,
    reasoning,
    calls: calls.map(({ id, name, arguments: input }) => ({ id, name, input: JSON.parse(input) as unknown })),
    finish: finish.replace('_', '-'),
    usage: usage ?? [],
  };
}

function row(
  name: string,
  provider: string,
  base: string,
  upstreamBase: string,
  model: (baseURL: string, headers: Record<string, string>) => LanguageModel,
  more: Partial<Sample>,
): Sample {
  return {
    ...chatBase,
    row: name,
    packages: [provider, 'ai'],
    path: () => `${base}/chat/completions`,
    upstreamPath: () => `${upstreamBase}/chat/completions`,
    ask: (target: Target, mode, text, asks) =>
      askAiSdk(model(`${target.url}${base}`, target.headers), mode, text, asks),
    errors: { ...chatBase.errors, raised: aiSdkRaised },
    ...more,
    answers: inItsTerms(more.answers ?? chatBase.answers),
  };
}

const apiKey = 'sk-conformance';

export const aiSdkOpenai = row(
  'AI SDK, OpenAI chat',
  '@ai-sdk/openai',
  '/v1',
  '/v1',
  (baseURL, headers) => createOpenAI({ baseURL, apiKey, headers }).chat('sample-model'),
  {},
);

/** The provider for any compatible endpoint, here LM Studio's; usage in streams only when the user asks for it. */
export const aiSdkCompatible = row(
  'AI SDK, OpenAI-compatible',
  '@ai-sdk/openai-compatible',
  '/lmstudio/v1',
  '/v1',
  (baseURL, headers) =>
    createOpenAICompatible({ name: 'local', baseURL, apiKey, headers, includeUsage: true }).chatModel('sample-model'),
  {},
);

export const aiSdkDeepseek = row(
  'AI SDK, DeepSeek',
  '@ai-sdk/deepseek',
  '/deepseek',
  '',
  (baseURL, headers) => createDeepSeek({ baseURL, apiKey, headers })('sample-model'),
  { answers: deepseekAnswers },
);

export const aiSdkOpenrouter = row(
  'AI SDK, OpenRouter',
  '@openrouter/ai-sdk-provider',
  '/openrouter/v1',
  '/api/v1',
  (baseURL, headers) => createOpenRouter({ baseURL, apiKey, headers }).chat('sample-model'),
  { answers: openrouterAnswers, ...openrouterRules },
);
