import { APICallError, generateText, jsonSchema, streamText, tool, type LanguageModel, type ToolSet } from 'ai';
import type { JsonObject } from '../../../src-core/ports/dialect.ts';
import type { Mode, Sample } from '../sample.ts';

/** What the Vercel AI SDK makes of an answer, in its own terms. */
export interface AiSdkMessage {
  text: string;
  reasoning: string;
  calls: { id: string; name: string; input: unknown }[];
  finish: string;
  /** Input, output and total tokens. */
  usage: unknown[];
}

interface Result {
  text: string;
  reasoningText: string | undefined;
  toolCalls: readonly { toolCallId: string; toolName: string; input: unknown }[];
  finishReason: string;
  usage: { inputTokens: number | undefined; outputTokens: number | undefined; totalTokens: number | undefined };
}

/** Calls a model of an AI SDK provider with the tools that the asks hold in OpenAI's shape. */
export async function askAiSdk(
  model: LanguageModel,
  mode: Mode,
  prompt: string,
  asks: JsonObject,
): Promise<AiSdkMessage> {
  const options = { model, system: 'Be brief.', prompt, maxRetries: 0, tools: toolsOf(asks) };
  if (mode === 'json') return messageOf(await generateText(options));
  const result = streamText({ ...options, onError: () => undefined });
  for await (const part of result.fullStream) if (part.type === 'error') throw part.error;
  return messageOf({
    text: await result.text,
    reasoningText: await result.reasoningText,
    toolCalls: await result.toolCalls,
    finishReason: await result.finishReason,
    usage: await result.usage,
  });
}

function messageOf({ text, reasoningText, toolCalls, finishReason, usage }: Result): AiSdkMessage {
  return {
    text,
    reasoning: reasoningText ?? '',
    calls: toolCalls.map(({ toolCallId, toolName, input }) => ({ id: toolCallId, name: toolName, input })),
    finish: finishReason,
    usage: [usage.inputTokens, usage.outputTokens, usage.totalTokens],
  };
}

function toolsOf(asks: JsonObject): ToolSet {
  const list = (asks['tools'] ?? []) as { function: { name: string; parameters: JsonObject } }[];
  return Object.fromEntries(
    list.map(({ function: { name, parameters } }) => [name, tool({ inputSchema: jsonSchema(parameters) })]),
  );
}

/** The AI SDK raises one class for every status; our words are in the body it keeps. */
export const aiSdkRaised: Sample['errors']['raised'] = (error) =>
  APICallError.isInstance(error)
    ? { status: error.statusCode, text: `${error.message} ${error.responseBody ?? ''}` }
    : undefined;
