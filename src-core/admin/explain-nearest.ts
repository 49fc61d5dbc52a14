import { differenceKinds, type Difference, type Nearest } from '../contracts/differences.ts';
import { assertNever } from '../support/assert-never.ts';

/** What kept a miss from the nearest stored request, in words, one line a difference. */
export function explainNearest(nearest: Nearest | null): string[] {
  if (nearest === null) return [];
  const where = nearest.entryId === null ? 'an earlier request' : `entry ${nearest.entryId}`;
  return [
    `Nearest: ${where}, "${nearest.promptPreview}".`,
    ...nearest.differences.map((one) => `Differs: ${inWords(one)}`),
  ];
}

function inWords(difference: Difference): string {
  const { kind, name, stored, asked, changes } = difference;
  switch (kind) {
    case 'expired':
      return `the stored answer expired at ${stored ?? 'an unknown time'}.`;
    case 'not_stored':
      return `the same request was answered before, but not stored: ${stored ?? name}`;
    case 'credential':
      return name === 'credential' ? `${differenceKinds.credential}.` : `${name}: ${against(stored, asked)}.`;
    case 'system':
    case 'conversation':
    case 'text':
      return changes === null ? `${name}: ${against(stored, asked)}.` : `${name}: ${marked(changes)}`;
    case 'project':
    case 'upstream':
    case 'dialect':
    case 'model':
    case 'version':
    case 'parameter':
      return `${name}: ${against(stored, asked)}.`;
    case 'tool':
      return stored === null
        ? `tool ${name} was added.`
        : asked === null
          ? `tool ${name} was taken away.`
          : `tool ${name} was changed.`;
    default:
      return assertNever(kind);
  }
}

const against = (stored: string | null, asked: string | null): string =>
  `${stored === null ? 'absent' : stored} in the stored request, ${asked === null ? 'absent' : asked} in this one`;

/** A text with its changes marked as `[-stored-]` and `{+asked+}`, as `git diff --word-diff` writes them. */
function marked(changes: NonNullable<Difference['changes']>): string {
  return changes
    .map(({ op, text }) => (op === 'same' ? text : op === 'stored' ? `[-${text}-]` : `{+${text}+}`))
    .join('');
}
