import { FinishReason, type Candidate, type Part } from '@google/genai';
import type { Recording } from '../../../../src-core/ports/answer-store.ts';
import { signature, usageMetadata } from './answers.ts';

/** A chunk of `streamGenerateContent?alt=sse` (@google/genai 3.3.0 `GenerateContentResponse`). */
export const chunk = (parts: Part[], more: Candidate = {}, top: object = {}): object => ({
  candidates: [{ content: { parts, role: 'model' }, index: 0, ...more }],
  usageMetadata: { promptTokenCount: 8, totalTokenCount: 8 },
  modelVersion: 'gemini-2.5-flash',
  responseId: 'n5-lZ_2xL4KpvdIPqYK',
  ...top,
});

export const stop = { finishReason: FinishReason.STOP };
export const lastChunk = (parts: Part[], more: Candidate = {}): object =>
  chunk(parts, { ...stop, ...more }, { usageMetadata });

/** Google frames with CRLF, names no event and writes no `[DONE]`. */
export function streamOf(chunks: readonly unknown[], lineEnd = '\r\n'): Recording {
  const events = chunks.map((each) =>
    typeof each === 'string' ? each : `data: ${JSON.stringify(each)}${lineEnd}${lineEnd}`,
  );
  return { mode: 'sse', contentType: 'text/event-stream', body: Buffer.from(events.join('')) };
}

export const helloChunks = [chunk([{ text: 'A cache ' }]), chunk([{ text: 'keeps 🐿' }]), lastChunk([{ text: '.' }])];

export const streams: Record<string, Recording> = {
  text: streamOf(helloChunks),
  'text framed with LF': streamOf(helloChunks, '\n'),
  'thoughts, then text, and a signature on an empty part': streamOf([
    chunk([{ text: 'First, ', thought: true }]),
    chunk([{ text: 'think.', thought: true }]),
    chunk([{ text: 'A cache ' }]),
    chunk([{ text: 'keeps.' }]),
    lastChunk([{ text: '', thoughtSignature: signature }]),
  ]),
  'a signed call after text': streamOf([
    chunk([{ text: 'I will ' }]),
    chunk([{ text: 'look.' }]),
    chunk([{ functionCall: { name: 'weather', args: { city: 'Łódź' } }, thoughtSignature: signature }]),
    lastChunk([{ functionCall: { name: 'time', args: { zone: 'CET' } } }]),
  ]),
  'an image between texts': streamOf([
    chunk([{ text: 'Here:' }]),
    chunk([{ inlineData: { mimeType: 'image/png', data: 'iVBORw0KGgo=' } }]),
    lastChunk([{ text: 'Done.' }]),
  ]),
  'two candidates interleaved': streamOf([
    chunk([{ text: 'a' }]),
    chunk([{ text: 'x' }], { index: 1 }),
    chunk([{ text: 'y' }], { index: 1, ...stop }),
    lastChunk([{ text: 'b' }]),
  ]),
  'a finish without content, and usage on a chunk of its own': streamOf([
    chunk([{ text: 'A cache.' }]),
    { candidates: [{ ...stop, index: 0 }], modelVersion: 'gemini-2.5-flash', responseId: 'n5-lZ_2xL4KpvdIPqYK' },
    { usageMetadata, modelVersion: 'gemini-2.5-flash', responseId: 'n5-lZ_2xL4KpvdIPqYK' },
  ]),
  'comments between events': streamOf([': keep-alive\r\n\r\n', ...helloChunks, ': bye\r\n\r\n']),
};

/** Up to the end of the blank line behind the last chunk with a finish reason: what comes then may be lost. */
export function meaningfulBytes({ mode, body }: Recording): number {
  const text = Buffer.from(body).toString();
  if (mode === 'json') return Buffer.byteLength(text.trimEnd());
  const rest = text.slice(text.lastIndexOf('finishReason'));
  const end = /\r\n\r\n|\n\n/.exec(rest);
  return Buffer.byteLength(text.slice(0, text.length - rest.length + (end?.index ?? 0) + (end?.[0].length ?? 0)));
}
