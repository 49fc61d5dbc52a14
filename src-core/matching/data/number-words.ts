/** Place in the list is the value. */
export const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
export const tens: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
export const scales: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  lakh: 1e5,
  lakhs: 1e5,
  crore: 1e7,
  crores: 1e7,
  dozen: 12,
  millions: 1e6,
  billions: 1e9,
  thousands: 1e3,
  hundreds: 100,
};
export const ordinals: Readonly<Record<string, number>> = {
  first: 1,
  firstly: 1,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  thirteenth: 13,
  fourteenth: 14,
  fifteenth: 15,
  sixteenth: 16,
  seventeenth: 17,
  eighteenth: 18,
  nineteenth: 19,
  twentieth: 20,
  thirtieth: 30,
  fortieth: 40,
  fiftieth: 50,
  sixtieth: 60,
  seventieth: 70,
  eightieth: 80,
  ninetieth: 90,
  hundredth: 100,
};
export const roman: Readonly<Record<string, number>> = {
  II: 2,
  III: 3,
  IV: 4,
  VI: 6,
  VII: 7,
  VIII: 8,
  IX: 9,
  XI: 11,
  XII: 12,
  XIII: 13,
  XIV: 14,
  XV: 15,
  XVI: 16,
  XX: 20,
  ii: 2,
  iii: 3,
};
export const shortScales: Readonly<Record<string, number>> = { k: 1e3, bn: 1e9, mn: 1e6 };
/** Scales only behind a sign of money: "5m" is a length as well. */
export const moneyScales: Readonly<Record<string, number>> = { m: 1e6, b: 1e9 };

/** Whether a word is a number by itself, in digits or spelled out. */
export const isNumber = (word: string): boolean =>
  /^\d/u.test(word) || small.includes(word) || Object.hasOwn(tens, word) || Object.hasOwn(scales, word);
