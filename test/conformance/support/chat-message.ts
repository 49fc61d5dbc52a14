/** What people and programs read from a chat answer, however it came; made without any code of the product. */
export interface ChatMessage {
  choices: ChatChoice[];
  /** Input, output and total tokens. */
  usage: [number, number, number] | null;
}

interface ChatChoice {
  text: string;
  reasoning: string;
  /** Signed or structured reasoning, whole. */
  details: WireDetail[];
  /** Name, arguments, id, and whatever a vendor hangs on a call. */
  calls: { id: string; name: string; arguments: string; extra: unknown }[];
  finish: string;
}

interface WireCall {
  index?: number;
  id?: string;
  function?: { name?: string; arguments?: string | object };
  extra_content?: unknown;
}

interface WireMessage {
  content?: string | { type: string; text?: string; thinking?: { text?: string }[] }[] | null;
  reasoning_content?: string | null;
  reasoning?: string | null;
  reasoning_details?: WireDetail[];
  tool_calls?: WireCall[] | null;
}

interface WireDetail {
  type: string;
  text?: string;
  index?: number;
}

interface WireUsage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
}

interface WireAnswer {
  choices: { index: number; message?: WireMessage; delta?: WireMessage; finish_reason?: string | null }[];
  usage?: WireUsage | null;
  x_groq?: { usage?: WireUsage } | null;
}

/** A JSON answer, or the chunks of a stream, put together: texts concatenated, calls by their index, last usage. */
export function chatMessage(answers: readonly unknown[]): ChatMessage {
  const choices: ChatChoice[] = [];
  let usage: WireUsage | null = null;
  for (const answer of answers as WireAnswer[]) {
    usage = answer.usage ?? answer.x_groq?.usage ?? usage;
    for (const { index, message, delta, finish_reason } of answer.choices) {
      const choice = (choices[index] ??= { text: '', reasoning: '', details: [], calls: [], finish: '' });
      add(choice, message ?? delta ?? {}, message === undefined);
      choice.finish = finish_reason ?? choice.finish;
    }
  }
  return {
    choices,
    usage: usage === null ? null : [usage.prompt_tokens, usage.completion_tokens, usage.total_tokens],
  };
}

function add(choice: ChatChoice, message: WireMessage, isDelta: boolean): void {
  if (typeof message.content === 'string') choice.text += message.content;
  // Mistral's reasoning models answer in parts.
  else
    for (const part of message.content ?? []) {
      choice.text += part.text ?? '';
      for (const thought of part.thinking ?? []) choice.reasoning += thought.text ?? '';
    }
  choice.reasoning += message.reasoning_content ?? message.reasoning ?? '';
  for (const detail of message.reasoning_details ?? []) addDetail(choice.details, detail);
  for (const [position, call] of (message.tool_calls ?? []).entries()) {
    // Mistral's SDK says index 0 of every call of a JSON answer.
    const index = isDelta ? (call.index ?? position) : position;
    const known = (choice.calls[index] ??= { id: '', name: '', arguments: '', extra: null });
    known.id = call.id ?? known.id;
    known.name += call.function?.name ?? '';
    const text = call.function?.arguments ?? '';
    known.arguments += typeof text === 'string' ? text : JSON.stringify(text);
    known.extra = call.extra_content ?? known.extra;
  }
}

/** OpenRouter's rule for streams: pieces of text that follow each other are one detail, signed by its last piece. */
function addDetail(details: WireDetail[], detail: WireDetail): void {
  const last = details.at(-1);
  if (last?.type === 'reasoning.text' && detail.type === last.type && detail.index === last.index) {
    Object.assign(last, detail, { text: `${last.text ?? ''}${detail.text ?? ''}` });
  } else details.push({ ...detail });
}
