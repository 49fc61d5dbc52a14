import type { TextPair } from '../text/text-pair.ts';
import type { Finding } from './verdict.ts';

interface Form {
  name: string;
  /** Asks for it. */
  asks: RegExp;
  /** Words that may ask for it too, in a text whose partner surely does. */
  hints?: RegExp;
  /** Counts only where something is to be made or told: "write a song", not "the best song". */
  creative?: true;
}

/** Kinds of poem: a haiku is no limerick, and not any poem. */
const poemKinds = ['haiku', 'limerick', 'sonnet', 'acrostic', 'villanelle', 'ode', 'ballad'];

/** Forms and lengths of an answer that a request may ask for; the same form in other words is the same. */
const forms: readonly Form[] = [
  {
    name: 'table',
    asks: /\b(?:in|as|make|create) (?:an? |one )?(?:(?!hash|lookup|database|sql|routing|periodic)\w+ )?table\b|\btabular\b|\btable (?:form|format)\b/iu,
    hints: /\btab(?:le|ulate)\b/iu,
  },
  {
    name: 'list',
    asks: /\bas (?:a |an )?(?:\w+ )?list\b(?! comprehension)|\bin list form\b|\bbullet(?:s|ed)?\b|\bnumbered list\b/iu,
    hints: /\blist(?:s|ed)?\b/iu,
  },
  {
    name: 'json',
    asks: /\b(?:in|as) (?:a |valid )?json\b|\bjson (?:format|object|output)\b/iu,
    hints: /\bjson\b/iu,
  },
  { name: 'yaml', asks: /\b(?:in|as) yaml\b|\byaml format\b/iu, hints: /\byaml\b/iu },
  { name: 'xml', asks: /\b(?:in|as) xml\b|\bxml format\b/iu, hints: /\bxml\b/iu },
  { name: 'csv', asks: /\b(?:in|as) (?:a )?csv\b|\bcsv format\b/iu, hints: /\bcsv\b/iu },
  {
    name: 'markdown',
    asks: /\b(?:in|as|using|with) markdown\b|\bmarkdown format\b/iu,
    hints: /\bmarkdown\b/iu,
  },
  {
    name: 'code only',
    asks: /\b(?:code only|only (?:the )?code|no explanation|without (?:any )?explanations?|just the (?:code|answer|number))\b/iu,
    hints: /\b(?:only|just|alone|nothing)\b/iu,
  },
  {
    name: 'long listing',
    asks: /\blong (?:listing|format|list)\b|\b(?:file|files'|their|its) (?:information|details)\b/iu,
    hints: /\b(?:details?|information|attributes|permissions|sizes?|ls -l)\b/iu,
  },
  {
    name: 'contents',
    asks: /\band (?:then |also )?(?:display|show|print|output|view) (?:all |only )?(?:the |their |its )?contents?\b/iu,
    hints: /\b(?:contents?|cat|print them|show them|inside|what is in)\b/iu,
  },
  { name: 'yes or no', asks: /\byes (?:or|\/) no\b|\byes\/no\b|\btrue or false\b/iu, hints: /\byes\b/iu },
  { name: 'one word', asks: /\b(?:one|single|1)[ -]word\b/iu },
  {
    name: 'one sentence',
    asks: /\b(?:one|single|1)[ -]sentence\b|\bin (?:one|a single|1) line\b/iu,
    hints: /\bsentence\b|\bone-liner\b/iu,
  },
  { name: 'one paragraph', asks: /\b(?:one|single|1|a|short)[ -]paragraph\b/iu, hints: /\bparagraph\b/iu },
  {
    name: 'short',
    asks: /\b(?:brief|(?<!as )briefly|shortly|concise|concisely|succinctly|in a nutshell|in short|quick (?:summary|overview|explanation)|few words|tl;?dr|(?:keep|make) it short|short (?:\w+ )?(?:summary|answer|explanation|definition|overview|description|account|version|note|message|history|essay|story|poem|dialogue|biography|bio|list|text|email|reply))\b|\bshort$/iu,
    hints: /\b(?:brief\w*|short\w*|concise\w*|quick\w*|few|small|one|single)\b/iu,
  },
  {
    name: 'long',
    asks: /\b(?:in (?:more |great )?(?:detail|depth)|detailed|in-depth|thorough|thoroughly|comprehensive(?! (?:\w+ )?(?:insurance|cover|coverage|exam|school))|extensively|elaborate|long(?:er)? (?:answer|explanation|version))\b/iu,
    hints: /\b(?:thorough\w*|detail\w*|depth|lengthy?|everything|fully|complete|exhaustive\w*)\b/iu,
  },
  {
    name: 'steps',
    asks: /\bstep[ -]by[ -]step\b/iu,
    hints: /\b(?:how (?:do|to|is|can|would)|steps?|walk|procedure|sequence|instructions|guide)\b/iu,
  },
  {
    name: 'simple',
    asks: /\b(?:eli5|(?:five|5)[ -]years?[ -]old|layman|lay ?person|(?:simple|plain) (?:terms|words|english|language)|explain (?:\w+ ){1,6}simply|for dummies|like i am (?:five|5)|(?:explain|explained|describe|described) (?:.* )?(?:for|to) (?:an? )?(?:beginner|child|kid|children|kids)s?)\b/iu,
    hints:
      /\b(?:simpl\w*|plain\w*|lay\w*|easy|easily|child\w*|kids?|kindergart\w*|beginner\w*|novice|newcomer|new to|dumm\w*|years?[ -]old|grader|eli5)\b/iu,
  },
  {
    name: 'example',
    asks: /\b(?:with|including|give|include|show me) (?:an? |one |some |a few )?(?:\w+ )?examples?\b/iu,
    hints: /\b(?:examples?|illustrat\w*|instances?|cases|one such|name an?|snippet|sample|demonstrat\w*|situation)\b/iu,
  },
  ...poemKinds.map((kind) => ({
    name: kind,
    asks: new RegExp(String.raw`\b${kind}\b`, 'iu'),
    creative: true as const,
  })),
  {
    name: 'poem',
    asks: new RegExp(String.raw`^(?!.*\b(?:${poemKinds.join('|')}|lullaby|song)\b).*\b(?:poem|verses)\b`, 'ius'),
    hints: /\b(?:poem|verses?|rhym\w*|quatrain|stanzas?|couplets?)\b/iu,
    creative: true,
  },
  { name: 'lullaby', asks: /\blullaby\b/iu, hints: /\b(?:bedtime|sleep|goodnight)\b/iu, creative: true },
  { name: 'song', asks: /\b(?:song|rap|lyrics)\b/iu, hints: /\blullaby\b/iu, creative: true },
  { name: 'story', asks: /\b(?:story|tale|fable)\b/iu, hints: /\b(?:narrat\w*|happened|anecdote)\b/iu, creative: true },
  { name: 'essay', asks: /\bessay\b/iu, creative: true },
  {
    name: 'script',
    asks: /\b(?:screenplay|dialogue)\b/iu,
    hints: /\b(?:script|conversation|chat|talk\w*|discuss\w*|exchange)\b/iu,
  },
  { name: 'tweet', asks: /\btweet\b/iu, hints: /\b(?:twitter|280)\b/iu, creative: true },
  { name: 'joke', asks: /\bjokes?\b/iu, hints: /\b(?:laugh|funny|humou?r\w*|pun)\b/iu, creative: true },
  { name: 'diagram', asks: /\b(?:diagram|flowchart|chart|graph of|plot of)\b/iu, hints: /\bgraph\b/iu, creative: true },
];

const making =
  /\b(?:write|compose|create|generate|make|give|tell|teach|draft|produce|explain|describe|sum up|summari[sz]e|summary|outline|list|show|display|print|provide|answer|reply|respond|return|output|format|compare|translate|overview|explanation|description|as an?|in the form of|what (?:is|are|does|do)|how (?:does|do|is|are))\b/iu;
const creating = /\b(?:write|compose|create|generate|make|give me|tell me|draft|produce|as an?|in the form of)\b/iu;

/** Vetoes another form or length of the answer asked for, and one that the other side does not so much as hint at. */
export function formatGuard({ stored, asked }: TextPair): Finding {
  const storedOnly = missing(stored.text, asked.text);
  const askedOnly = missing(asked.text, stored.text);
  return { veto: storedOnly.length + askedOnly.length > 0, stored: storedOnly, asked: askedOnly };
}

/** Forms that the first text asks for and the second has no word of. */
function missing(text: string, other: string): string[] {
  if (!making.test(text)) return [];
  return forms
    .filter(({ asks, creative }) => (!creative || creating.test(text)) && asks.test(text))
    .filter(({ asks, hints }) => !asks.test(other) && hints?.test(other) !== true)
    .map(({ name }) => name);
}
