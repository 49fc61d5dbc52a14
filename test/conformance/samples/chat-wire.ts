import type { JsonObject } from '../../../src-core/ports/dialect.ts';
import type { Answer } from '../sample.ts';
import type { ChatMessage } from '../support/chat-message.ts';

/** Pieces of chat completions and their streams: openai 7.57.0 `ChatCompletion` and `ChatCompletionChunk`. */
export const usage = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };

const envelope = { id: 'chatcmpl-7', created: 1_790_000_000, model: 'sample-model' };

export const event = (data: unknown): string => `data: ${JSON.stringify(data)}\n\n`;
export const done = 'data: [DONE]\n\n';

export interface WireChoice {
  message: JsonObject;
  /** Deltas in the order they are sent. */
  deltas: readonly JsonObject[];
  finish: string;
  /** Further members of the choice with its finish reason. */
  more?: JsonObject;
}

export interface WireOptions {
  /** Further members of the JSON answer and of each chunk. */
  top?: JsonObject;
  /** Where a stream says its usage: a chunk of its own, the last chunk with choices, or Groq's own member. */
  usageAt?: 'chunk' | 'finish' | 'x_groq';
  usage?: typeof usage & JsonObject;
  /** Events before the first chunk. */
  opening?: readonly string[];
  done?: boolean;
}

/** A chat completion in both of its forms. */
export function chatWire(
  choices: readonly WireChoice[],
  options: WireOptions = {},
): { json: JsonObject; stream: string[] } {
  const { top = {}, usageAt = 'chunk', opening = [] } = options;
  const counted = options.usage ?? usage;
  const chunk = (list: JsonObject[], more: JsonObject = {}): string =>
    event({ ...envelope, object: 'chat.completion.chunk', ...top, choices: list, ...more });
  const stream = [...opening];
  for (const [index, { deltas }] of choices.entries()) {
    for (const delta of deltas) stream.push(chunk([{ index, delta, finish_reason: null }]));
  }
  for (const [index, { finish, more = {} }] of choices.entries()) {
    const last = index === choices.length - 1;
    const ending = [{ index, delta: {}, finish_reason: finish, ...more }];
    if (last && usageAt === 'finish') stream.push(chunk(ending, { usage: counted }));
    else if (last && usageAt === 'x_groq') stream.push(chunk(ending, { x_groq: { id: 'req_01', usage: counted } }));
    else stream.push(chunk(ending));
  }
  if (usageAt === 'chunk') stream.push(chunk([], { usage: counted }));
  if (options.done !== false) stream.push(done);
  const json = {
    ...envelope,
    object: 'chat.completion',
    ...top,
    choices: choices.map(({ message, finish, more = {} }, index) => ({
      index,
      message: { role: 'assistant', ...message },
      finish_reason: finish,
      ...more,
    })),
    usage: counted,
  };
  return { json, stream };
}

export const plainText = 'A cache kéeps 🐿 — 你好.';
const pieces = ['A cache ', 'kéeps 🐿', ' — 你好.'];

export const textChoice: WireChoice = {
  message: { content: plainText },
  deltas: [{ role: 'assistant', content: '' }, ...pieces.map((content) => ({ content }))],
  finish: 'stop',
};

const city = (name: string): string => JSON.stringify({ city: name });

export const toolChoice: WireChoice = {
  message: {
    content: null,
    tool_calls: [
      { id: 'call_a01', type: 'function', function: { name: 'weather', arguments: city('Łódź') } },
      { id: 'call_b02', type: 'function', function: { name: 'time', arguments: '{}' } },
    ],
  },
  deltas: [
    { role: 'assistant', content: null },
    { tool_calls: [{ index: 0, id: 'call_a01', type: 'function', function: { name: 'weather', arguments: '' } }] },
    { tool_calls: [{ index: 0, function: { arguments: '{"city":' } }] },
    { tool_calls: [{ index: 0, function: { arguments: '"Łódź"}' } }] },
    { tool_calls: [{ index: 1, id: 'call_b02', type: 'function', function: { name: 'time', arguments: '{}' } }] },
  ],
  finish: 'tool_calls',
};

export const tools: JsonObject[] = ['weather', 'time'].map((name) => ({
  type: 'function',
  function: { name, parameters: { type: 'object', properties: { city: { type: 'string' } } } },
}));

/** A choice that reasons first, in the member that its vendor uses. */
export function reasoningChoice(member: string, more: JsonObject = {}): WireChoice {
  return {
    message: { content: plainText, [member]: 'First, think. Then… answer.', ...more },
    deltas: [
      { role: 'assistant', content: '' },
      { [member]: 'First, think. ' },
      { [member]: 'Then… answer.' },
      ...(Object.keys(more).length === 0 ? [] : [more]),
      ...pieces.map((content) => ({ content })),
    ],
    finish: 'stop',
  };
}

const nothing = { text: '', reasoning: '', details: [], calls: [], finish: 'stop' };
export const counted: [number, number, number] = [11, 7, 18];

export const textMessage: ChatMessage = { choices: [{ ...nothing, text: plainText }], usage: counted };
export const reasoningMessage: ChatMessage = {
  choices: [{ ...nothing, text: plainText, reasoning: 'First, think. Then… answer.' }],
  usage: counted,
};
export const toolMessage: ChatMessage = {
  choices: [
    {
      ...nothing,
      finish: 'tool_calls',
      calls: [
        { id: 'call_a01', name: 'weather', arguments: city('Łódź'), extra: null },
        { id: 'call_b02', name: 'time', arguments: '{}', extra: null },
      ],
    },
  ],
  usage: counted,
};

/** Text, tool calls and two choices, as every compatible vendor answers them. */
export function usualAnswers(options: WireOptions = {}): Record<string, Answer> {
  const other: WireChoice = {
    message: { content: 'Another 🦊.' },
    deltas: [{ role: 'assistant', content: '' }, { content: 'Another ' }, { content: '🦊.' }],
    finish: 'stop',
  };
  return {
    text: { ...chatWire([textChoice], options), message: textMessage },
    'tool calls': { ...chatWire([toolChoice], options), asks: { tools }, message: toolMessage },
    'two choices': {
      ...chatWire([textChoice, other], options),
      asks: { n: 2 },
      message: { choices: [...textMessage.choices, { ...nothing, text: 'Another 🦊.' }], usage: counted },
    },
  };
}

/** A finished answer with one choice of another finish reason or message. */
export function endingWith(
  finish: string | null,
  message: JsonObject = { content: 'a' },
  more: JsonObject = {},
): JsonObject {
  return {
    ...envelope,
    object: 'chat.completion',
    choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: finish, ...more }],
    usage,
  };
}
