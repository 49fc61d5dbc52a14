const quotes: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201a\u201b\u02bc\u00b4]/gu, "'"],
  [/[\u201c\u201d\u201e\u201f\u00ab\u00bb]/gu, '"'],
  [/[\u2010-\u2015\u2212]/gu, '-'],
  [/\u00d7/gu, 'x'],
  [/""/gu, '"'],
  [/(?<![\w/.~-])w\/o(?=\s)/giu, 'without'],
  [/(?<![\w/.~-])w\/(?=\s)/giu, 'with'],
];

/** One form of Unicode (NFKC), straight quotes and plain dashes; case and accents stay. */
export function normaliseText(text: string): string {
  let result = text.normalize('NFKC');
  for (const [pattern, plain] of quotes) result = result.replace(pattern, plain);
  return result;
}

/** Lower case without accents: the form in which words are compared. */
export function foldWord(word: string): string {
  return word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
}
