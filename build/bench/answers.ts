const words = Array.from({ length: 180 }, (_, index) => `word${String(index)} of an answer`);

/** An answer of about 3 KB, as a chat model of ordinary length gives. */
export const answerText = JSON.stringify({
  id: 'chatcmpl-bench',
  object: 'chat.completion',
  created: 1_790_000_000,
  model: 'bench',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: words.join(' '), refusal: null },
      logprobs: null,
      finish_reason: 'stop',
    },
  ],
  usage: { prompt_tokens: 250, completion_tokens: 720, total_tokens: 970 },
});

const chunk = (delta: object, finish: string | null): string =>
  `data: ${JSON.stringify({ id: 'chatcmpl-bench', object: 'chat.completion.chunk', created: 1_790_000_000, model: 'bench', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;

export const streamChunks = [
  chunk({ role: 'assistant', content: '' }, null),
  ...words.slice(0, 40).map((word) => chunk({ content: `${word} ` }, null)),
  chunk({}, 'stop'),
  'data: [DONE]\n\n',
];

/** A request of about 2 KB: a system prompt, some history and a question. */
export function requestText(question: string, stream = false): string {
  return JSON.stringify({
    model: 'bench',
    messages: [
      { role: 'system', content: words.slice(0, 60).join(' ') },
      { role: 'user', content: 'And before that?' },
      { role: 'assistant', content: words.slice(60, 90).join(' ') },
      { role: 'user', content: question },
    ],
    temperature: 0.2,
    ...(stream ? { stream: true } : {}),
  });
}
