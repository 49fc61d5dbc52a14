import type { TextPair } from '../text/text-pair.ts';
import { differAsSets, type Finding } from './verdict.ts';

/** Forms and lengths of an answer that a request may ask for; the same form in other words is the same. */
const forms: readonly (readonly [string, RegExp])[] = [
  ['table', /\b(?:in|as) (?:a |an )?(?:\w+ )?table\b|\btabular\b|\btable (?:form|format)\b/iu],
  ['list', /\b(?:in|as) (?:a |an )?(?:\w+ )?list\b|\bbullet(?:ed)?[ -](?:points?|list)\b|\bnumbered list\b/iu],
  ['json', /\b(?:in|as) (?:a |valid )?json\b|\bjson (?:format|object|output)\b/iu],
  ['yaml', /\b(?:in|as) yaml\b|\byaml format\b/iu],
  ['xml', /\b(?:in|as) xml\b|\bxml format\b/iu],
  ['csv', /\b(?:in|as) (?:a )?csv\b|\bcsv format\b/iu],
  ['markdown', /\b(?:in|as|using|with) markdown\b|\bmarkdown format\b/iu],
  [
    'code only',
    /\b(?:code only|only (?:the )?code|no explanation|without (?:any )?explanations?|just the (?:code|answer|number|name))\b/iu,
  ],
  ['yes or no', /\byes (?:or|\/) no\b|\byes\/no\b|\btrue or false\b/iu],
  ['one word', /\b(?:one|single|1)[ -]word\b/iu],
  ['one sentence', /\b(?:one|single|1)[ -](?:sentence|line)\b|\bone-liner\b/iu],
  ['one paragraph', /\b(?:one|single|1|a|short)[ -]paragraph\b/iu],
  [
    'short',
    /\b(?:brief|briefly|short|shortly|concise|concisely|succinctly|in a nutshell|in short|quick (?:summary|overview|explanation)|few words|tl;?dr)\b/iu,
  ],
  [
    'long',
    /\b(?:in (?:more |great )?(?:detail|depth)|detailed|in-depth|thorough|thoroughly|comprehensive|extensively|elaborate|long(?:er)? (?:answer|explanation|version))\b/iu,
  ],
  ['steps', /\bstep[ -]by[ -]step\b/iu],
  [
    'simple',
    /\b(?:eli5|(?:five|5)[ -]years?[ -]old|layman|lay person|simple (?:terms|words|english|language)|plain english|for dummies|like i am (?:five|5)|for (?:a )?(?:beginner|child|kid|children|kids)s?)\b/iu,
  ],
  ['example', /\b(?:with|including|give|include|show me) (?:an |some |a few |code )?examples?\b/iu],
  ['poem', /\b(?:poem|haiku|limerick|sonnet|rhyme|rhymes|verses?)\b/iu],
  ['song', /\b(?:song|rap|lyrics)\b/iu],
  ['story', /\b(?:story|tale|fable)\b/iu],
  ['essay', /\bessay\b/iu],
  ['script', /\b(?:screenplay|dialogue)\b/iu],
  ['tweet', /\btweet\b/iu],
  ['joke', /\bjokes?\b/iu],
  ['diagram', /\b(?:diagram|flowchart|chart|graph of|plot of)\b/iu],
];

/** A form counts where something is to be made or told: "write a song", not "the best song". */
const making =
  /\b(?:write|compose|create|generate|make me|give|tell me|draft|produce|explain|describe|summari[sz]e|summary|outline|list|show|provide|answer|reply|respond|return|output|format|compare|translate|overview|explanation|description|as an?|in the form of|what (?:is|are|does|do)|how (?:does|do|is|are))\b/iu;
const creative = new Set(['poem', 'song', 'story', 'essay', 'script', 'tweet', 'joke', 'diagram']);
const creating = /\b(?:write|compose|create|generate|make|give me|tell me|draft|produce|as an?|in the form of)\b/iu;

/** Vetoes another form or length of the answer asked for, on either side. */
export function formatGuard({ stored, asked }: TextPair): Finding {
  return differAsSets(readForms(stored.text), readForms(asked.text));
}

function readForms(text: string): string[] {
  if (!making.test(text)) return [];
  return forms
    .filter(([form, pattern]) => (!creative.has(form) || creating.test(text)) && pattern.test(text))
    .map(([form]) => form);
}
