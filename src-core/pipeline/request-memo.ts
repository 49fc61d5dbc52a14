import type { IncomingMessage } from 'node:http';
import type { Settings } from '../contracts/settings.ts';
import type { Lookup } from './record-answer.ts';

export interface RequestMemo {
  /** The name under which a request is remembered: all that any later step reads of it, and whose it is. */
  nameOf: (request: IncomingMessage, body: Buffer, owner: string) => string;
  recall: (name: string, settings: Settings) => Lookup | undefined;
  remember: (name: string, settings: Settings, lookup: Lookup) => void;
}

const maxRequests = 256;
/** Larger bodies are identified anew each time; most prompts of tools that repeat themselves are far smaller. */
export const maxMemorableBytes = 64 * 1024;

/**
 * Remembers what identifying a request found, under its head and body byte for byte. A tool that repeats itself sends
 * the same bytes, and then parsing, canonicalising and hashing them again would find the same. Held in memory only, and
 * only for the settings it was found under.
 */
export function createRequestMemo(): RequestMemo {
  let known = new Map<string, Lookup>();
  let older = new Map<string, Lookup>();
  let validFor: Settings | undefined;

  const forSettings = (settings: Settings): void => {
    if (settings === validFor) return;
    validFor = settings;
    known = new Map();
    older = new Map();
  };

  return {
    nameOf: (request, body, owner) =>
      `${owner}\n${request.url ?? ''}\n${request.rawHeaders.join('\n')}\n\n${body.toString('latin1')}`,
    recall: (name, settings) => {
      forSettings(settings);
      return known.get(name) ?? older.get(name);
    },
    remember: (name, settings, lookup) => {
      forSettings(settings);
      // Two generations forget the least recent without keeping an order on every recall.
      if (known.size >= maxRequests) {
        older = known;
        known = new Map();
      }
      known.set(name, lookup);
    },
  };
}
