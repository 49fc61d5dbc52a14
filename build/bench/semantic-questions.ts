/** Pairs that mean the same: every one asked is a hit by meaning on the one stored. */
const topics = [
  'rename a git branch',
  'reset my password',
  'list docker containers',
  'sort a list in Python',
  'boil an egg',
  'change a tyre',
  'write a cover letter',
  'open a csv file in Excel',
  'center a div',
  'undo the last commit',
];
export const stored = topics.map((topic) => `How do I ${topic}?`);
export const asked = topics.map((topic) => `How can I ${topic}?`);

export const chatPath = '/v1/chat/completions';

export const chatBody = (text: string): string =>
  JSON.stringify({ model: 'bench', messages: [{ role: 'user', content: text }] });
