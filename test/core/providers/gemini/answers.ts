import { FinishReason, type Candidate, type GenerateContentResponse, type Part } from '@google/genai';

type Answer = Partial<Omit<GenerateContentResponse, 'text' | 'data' | 'functionCalls'>>;

/** Shapes of @google/genai 3.3.0 `GenerateContentResponse`, as the Gemini API writes them. */
const envelope = { modelVersion: 'gemini-2.5-flash', responseId: 'n5-lZ_2xL4KpvdIPqYK' } as const;

export const usageMetadata = {
  promptTokenCount: 8,
  candidatesTokenCount: 12,
  totalTokenCount: 45,
  thoughtsTokenCount: 25,
} satisfies Answer['usageMetadata'];

/** Signatures are opaque: these hold characters that JSON may escape. */
export const signature = 'CpcBAVSoXO4/a+b/c=\u2028<&>';

const candidate = (parts: Part[], more: Candidate = {}): Candidate => ({
  content: { parts, role: 'model' },
  finishReason: FinishReason.STOP,
  index: 0,
  ...more,
});

export const textAnswer: Answer = {
  candidates: [candidate([{ text: 'A cache keeps things.' }], { avgLogprobs: -0.1234567890123456 })],
  usageMetadata,
  ...envelope,
};

/** JSON answers that every form must be able to say. */
export const jsonAnswers: Record<string, Answer> = {
  text: textAnswer,

  'text of many scripts': {
    ...textAnswer,
    candidates: [
      candidate([{ text: `${'Grüße 👋🏽 — 你好 \u2028 \u0000 "quoted" \\ '.repeat(40)}\n\ndata: [DONE]\r\n\r\n` }]),
    ],
  },

  'thoughts and signed text': {
    ...envelope,
    candidates: [
      candidate([
        { text: 'The user asks about caches.', thought: true },
        { text: 'A cache keeps things.', thoughtSignature: signature },
      ]),
    ],
    usageMetadata,
  },

  'two function calls, the first signed': {
    ...envelope,
    candidates: [
      candidate([
        { text: 'I will look.' },
        { functionCall: { name: 'weather', args: { city: 'Łódź', days: 2 }, id: 'a' }, thoughtSignature: signature },
        { functionCall: { name: 'time', args: {} } },
      ]),
    ],
    usageMetadata,
  },

  'an image between texts': {
    ...envelope,
    candidates: [
      candidate([
        { text: 'Here:' },
        { inlineData: { mimeType: 'image/png', data: 'iVBORw0KGgo=' } },
        { text: 'Done.' },
      ]),
    ],
    usageMetadata,
  },

  'two candidates': {
    ...envelope,
    candidates: [candidate([{ text: 'one' }]), candidate([{ text: 'two' }], { index: 1 })],
    usageMetadata,
  },

  'citations and ratings': {
    ...envelope,
    candidates: [
      candidate([{ text: 'quoted' }], {
        citationMetadata: { citations: [{ startIndex: 0, endIndex: 6, uri: 'https://example.org/' }] },
        groundingMetadata: { webSearchQueries: ['x'] },
        safetyRatings: [{ blocked: false }],
      }),
    ],
  },
};
