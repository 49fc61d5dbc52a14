const irregular: Readonly<Record<string, string>> = {
  men: 'man',
  women: 'woman',
  children: 'child',
  people: 'person',
  feet: 'foot',
  teeth: 'tooth',
  mice: 'mouse',
  geese: 'goose',
  went: 'go',
  gone: 'go',
  made: 'make',
  got: 'get',
  gotten: 'get',
  took: 'take',
  taken: 'take',
  found: 'find',
  bought: 'buy',
  thought: 'think',
  taught: 'teach',
  wrote: 'write',
  written: 'write',
  chose: 'choose',
  chosen: 'choose',
  ran: 'run',
  won: 'win',
  lost: 'lose',
  said: 'say',
  told: 'tell',
  knew: 'know',
  known: 'know',
  built: 'build',
  sent: 'send',
  kept: 'keep',
  left: 'left',
  analyses: 'analysis',
  sat: 'sit',
  sitting: 'sit',
  stood: 'stand',
  ate: 'eat',
  eaten: 'eat',
  drank: 'drink',
  drove: 'drive',
  driven: 'drive',
  rode: 'ride',
  ridden: 'ride',
  swam: 'swim',
  sang: 'sing',
  sung: 'sing',
  slept: 'sleep',
  spoke: 'speak',
  spoken: 'speak',
  gave: 'give',
  given: 'give',
  saw: 'see',
  seen: 'see',
  held: 'hold',
  threw: 'throw',
  thrown: 'throw',
  caught: 'catch',
  cutting: 'cut',
  putting: 'put',
  began: 'begin',
  begun: 'begin',
  sold: 'sell',
  paid: 'pay',
  met: 'meet',
  led: 'lead',
  felt: 'feel',
  grew: 'grow',
  grown: 'grow',
  drew: 'draw',
  drawn: 'draw',
  broke: 'break',
  broken: 'break',
  stole: 'steal',
  stolen: 'steal',
  came: 'come',
  became: 'become',
  using: 'use',
  used: 'use',
  uses: 'use',
  does: 'do',
  did: 'do',
  done: 'do',
  has: 'have',
  had: 'have',
  is: 'be',
  are: 'be',
  was: 'be',
  were: 'be',
  been: 'be',
  being: 'be',
  am: 'be',
};

const britishTails: readonly (readonly [RegExp, string])[] = [
  [/isation/u, 'ization'],
  [/is(e|es|ed|ing|er)$/u, 'iz$1'],
  [/our(s|ed|ing|ite|able)?$/u, 'or$1'],
  [/ll(ed|ing|er)$/u, 'l$1'],
  [/(cent|met|lit|theat|fib|kilomet)re(s?)$/u, '$1er$2'],
  [/ogue$/u, 'og'],
];

/** A light stem: plural, -ing, -ed, -ly and British spellings folded; made to compare words, not to be read. */
export function stemWord(word: string): string {
  if (Object.hasOwn(irregular, word)) return irregular[word] ?? word;
  if (word.length < 4 || /\d/u.test(word)) return word;
  let stem = word;
  if (word.length > 5) for (const [tail, plain] of britishTails) stem = stem.replace(tail, plain);
  if (stem.endsWith('ies') && stem.length > 4) stem = `${stem.slice(0, -3)}y`;
  else if (/(?:ss|sh|ch|x|z)es$/u.test(stem)) stem = stem.slice(0, -2);
  else if (/[^suai]s$/u.test(stem)) stem = stem.slice(0, -1);
  if (stem.length > 5 && stem.endsWith('ing')) stem = undouble(stem.slice(0, -3));
  else if (stem.length > 4 && stem.endsWith('ied')) stem = `${stem.slice(0, -3)}y`;
  else if (stem.length > 4 && stem.endsWith('ed')) stem = undouble(stem.slice(0, -2));
  else if (stem.length > 5 && stem.endsWith('ly')) stem = stem.slice(0, -2);
  return stem.length > 4 && stem.endsWith('e') && !keepsE.has(word) ? stem.slice(0, -1) : stem;
}

/** Words that would become another word without their e. */
const keepsE = new Set(['plane', 'plate', 'state', 'quite', 'stare', 'scare', 'spare', 'prime', 'stripe', 'globe']);

/** What is left of "running" is "run", of "hired" "hire". */
function undouble(stem: string): string {
  if (stem.length > 3 && /([bdgmnprt])\1$/u.test(stem)) return stem.slice(0, -1);
  return /^[^aeiou][aeiou][^aeiouwxy]$/u.test(stem) ? `${stem}e` : stem;
}
