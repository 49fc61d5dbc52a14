import type { AnswerMode } from '../contracts/views.ts';

/** The form of an answer by its content type; undefined for what no dialect here sends. */
export function formOfContentType(contentType: string): AnswerMode | undefined {
  const type = contentType.toLowerCase();
  if (type.startsWith('text/event-stream')) return 'sse';
  if (type.startsWith('application/x-ndjson')) return 'ndjson';
  return type.startsWith('application/json') ? 'json' : undefined;
}
