const whole: Readonly<Record<string, string>> = {
  "can't": 'can not',
  cant: 'can not',
  cannot: 'can not',
  "won't": 'will not',
  wont: 'will not',
  "shan't": 'shall not',
  "ain't": 'is not',
  dont: 'do not',
  doesnt: 'does not',
  didnt: 'did not',
  isnt: 'is not',
  arent: 'are not',
  wasnt: 'was not',
  werent: 'were not',
  shouldnt: 'should not',
  wouldnt: 'would not',
  couldnt: 'could not',
  hasnt: 'has not',
  havent: 'have not',
  whats: 'what is',
  thats: 'that is',
  hows: 'how is',
  whos: 'who is',
  wheres: 'where is',
  im: 'i am',
  ive: 'i have',
  "let's": 'let us',
  gonna: 'going to',
  wanna: 'want to',
  gotta: 'got to',
  u: 'you',
  r: 'are',
  wat: 'what',
  wats: 'what is',
  wht: 'what',
  hw: 'how',
  thx: 'thanks',
  ur: 'your',
  pls: 'please',
  plz: 'please',
};

const tails: readonly (readonly [string, string])[] = [
  ["n't", 'not'],
  ["'re", 'are'],
  ["'ve", 'have'],
  ["'ll", 'will'],
  ["'d", 'would'],
  ["'m", 'am'],
];

const isOpeners = new Set('what who where when how why that there here it he she which'.split(' '));

/** The words that a contraction stands for; a possessive 's is dropped. */
export function expandWord(word: string): readonly string[] {
  const known = Object.hasOwn(whole, word) ? whole[word] : undefined;
  if (known) return known.split(' ');
  for (const [tail, meaning] of tails) {
    if (word.endsWith(tail) && word.length > tail.length) return [word.slice(0, -tail.length), meaning];
  }
  if (word.endsWith("'s")) {
    const stem = word.slice(0, -2);
    return isOpeners.has(stem) ? [stem, 'is'] : [stem];
  }
  return [word.replaceAll("'", '')];
}
