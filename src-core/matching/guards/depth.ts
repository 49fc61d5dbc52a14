import type { TextPair } from '../text/text-pair.ts';
import type { Finding } from './verdict.ts';

/** Whatever lies below a directory, at any depth. */
const deep =
  /\b(?:recurs\p{L}+|(?:directory|folder|file) (?:tree|hierarchy)|sub-?(?:directory|directories|dirs?|folders?)|(?:and|or) (?:below|beneath|deeper)|below it|at any (?:depth|level)|all levels)\b/iu;
/** What lies in a directory itself. */
const flat = /\bin (?:the |this |my |our )?(?:current |present |working |same )+(?:directory|dir|folder)\b/iu;
/** Words that leave open how deep: "files under the current directory". */
const open = /\b(?:under|below|beneath|within|inside|throughout|anywhere|everywhere|tree|starting|descend\p{L}*)\b/iu;

/** "In the current directory" and "in the current directory tree": a command for one lists or deletes other files for the other. */
export function findDepth({ stored, asked }: TextPair): Finding | null {
  const [one, other] = [findDeep(stored.text), findDeep(asked.text)];
  if (one && !other && isFlat(asked.text)) return { veto: true, stored: [one[0]], asked: [] };
  if (other && !one && isFlat(stored.text)) return { veto: true, stored: [], asked: [other[0]] };
  return null;
}

/** "Without subdirectories" says the opposite. */
const findDeep = (text: string): RegExpExecArray | null =>
  /\b(?:without|no|not|excluding|except|ignoring)\b[^.;]{0,30}\bsub/iu.test(text) ? null : deep.exec(text);

const isFlat = (text: string): boolean => flat.test(text) && !open.test(text);
