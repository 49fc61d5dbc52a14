import { describe, expect, test } from 'vitest';
import type { GuardName } from '../../../../src-core/matching/guards/guards.ts';
import { vetoes, wordsOf } from './guard-cases.ts';

const different: Record<GuardName, readonly (readonly [string, string])[]> = {
  numbers: [
    ['How long do I roast 3 pounds of pork?', 'How long do I roast 6 pounds of pork?'],
    ['Name five rivers', 'Name six rivers'],
    ['What is 1,000 plus 5?', 'What is 1.000 plus 5?'],
    ['Summarize chapter I of the book', 'Summarize chapter II of the book'],
    ['Show me the first page', 'Show me the third page'],
    ['Upgrade from Python 3.9 to 3.11', 'Upgrade from Python 3.11 to 3.9'],
    ['Give me two hundred examples', 'Give me two thousand examples'],
  ],
  units: [
    ['How far is 10 miles?', 'How far is 10 km?'],
    ['Raise it by 5%', 'Raise it by $5'],
    ['Files of 20 MB', 'Files of 20 GB'],
  ],
  dates: [
    ['Is the shop open at 5pm?', 'Is the shop open at 5am?'],
    ['Meetings of next week', 'Meetings of last week'],
  ],
  quoted: [['What does "break a leg" mean?', 'What does "hit the sack" mean?']],
  code: [
    ['List *.txt files', 'List *.csv files'],
    ['Open /var/log/a.log', 'Open /var/log/b.log'],
    ['copy a.txt to b.txt', 'copy b.txt to a.txt'],
    ['What does git log --oneline do?', 'What does git log --graph do?'],
    ['Who is behind example.com?', 'Who is behind sample.org?'],
  ],
  symbols: [['Close the brackets: [ { (', 'Close the brackets: [ ( {']],
  negation: [
    ['Is it legal to smoke in Spain?', 'Is it not legal to smoke in Spain?'],
    ['Why do people vote?', "Why don't people vote?"],
  ],
  antonyms: [
    ['How do I enable two-factor login?', 'How do I disable two-factor login?'],
    ['Why is my house too humid?', 'Why is my house too dry?'],
    ['Is she happy at work?', 'Is she unhappy at work?'],
  ],
  classes: [
    ['Sort a list in Python', 'Sort a list in Rust'],
    ['Weather in general in Paris', 'Weather in general in Rome'],
    ['Symptoms of the flu', 'Symptoms of malaria'],
    ['Delete all empty files', 'Delete all empty directories'],
  ],
  names: [
    ['Is Zachary a journalist?', 'Is Timothy a journalist?'],
    ['who is jordan kettleby', 'who is martin grubworth'],
  ],
  temporal: [
    ['Can I exercise before surgery?', 'Can I exercise after surgery?'],
    ['Is Ann a nurse?', 'Is Ann becoming a nurse?'],
  ],
  direction: [
    ['Which files are at most 20 MB?', 'Which files are larger than 20 MB?'],
    ['Find files under 10 MB', 'Find files over 10 MB'],
  ],
  roles: [
    ['How do I move from Redux to Zustand?', 'How do I move from Zustand to Redux?'],
    ['Can I study algebra after geometry?', 'Can I study geometry after algebra?'],
    ['Did Emma call Noah?', 'Did Noah call Emma?'],
    ['Why are cats better than dogs?', 'Why are dogs better than cats?'],
    ['Was Emma hired by Noah?', 'Did Emma hire Noah?'],
  ],
  format: [
    ['Explain recursion in one sentence', 'Explain recursion in detail'],
    ['Write a poem about rain', 'Write a story about rain'],
    ['Summarize the plot as a table', 'Summarize the plot'],
  ],
  questionKind: [
    ['Who founded Rome?', 'When was Rome founded?'],
    ['Why are they leaving the club?', 'Are they leaving the club?'],
  ],
  qualifier: [
    ['Delete all *.log files in the current folder', 'Remove all *.log files from the current directory tree'],
    ['List the files in this directory recursively', 'List the files in the current directory'],
    ['What is the best course?', 'What is the best course for a future job?'],
    ['How do I set up integration tests?', 'How do I set up integration tests without Docker?'],
  ],
  payload: [
    ['Translate to French: the dog barks loudly', 'Translate to French: the dog sleeps quietly'],
    [
      'Sam had 12 pens and 7 books. How many pens does he have?',
      'Sam had 12 pens and 7 books. How many more pens does he have?',
    ],
  ],
  substitution: [
    ['How can I become a loved person?', 'How can I become a loving person?'],
    ['What is autonomic tinkering?', 'What is heliocentric tinkering?'],
  ],
};

describe.each(Object.entries(different))('guard %s', (guard, pairs) => {
  test.each(pairs)('vetoes "%s" / "%s"', (stored, asked) => {
    expect(vetoes(stored, asked)).toContain(guard);
    expect(vetoes(asked, stored)).toContain(guard);
  });
});

const same: readonly (readonly [string, string])[] = [
  ["What's the capital of Norway?", 'What is the capital of Norway?'],
  ['What is the captial of Norway?', 'What is the capital of Norway?'],
  ['What i sthe capital of Norway?', 'What is the capital of Norway?'],
  ['How do I use Postgres on Mac OS?', 'how do I use PostgreSQL on macOS'],
  ['Who is the president of the United States?', 'Who is the president of the USA?'],
  ['Which foods should I avoid with gout?', 'Which foods should be avoided with gout?'],
  ["Why is Finland's education system so good?", 'Why is the Finnish education system so good?'],
  ['Why are Swiss banks so popular?', 'Why are banks in Switzerland so popular?'],
  ['Who controls the Federal Reserve?', 'Who controls the Fed?'],
  ['What does the United Nations do?', 'What does the UN do?'],
  ['Is Kiev worth a visit?', 'Is Kyiv worth a visit?'],
  ['Which is the best crypto exchange?', 'Which is the best cryptocurrency exchange?'],
  ['What is the difference between TCP and UDP?', 'What is the difference between UDP and TCP?'],
  ['Using Node, how do I read a file?', 'How do I read a file using Node?'],
  ['Show 5 examples', 'show five examples'],
  ['What does "idk" mean?', 'what does idk mean'],
  ['Find *.log files', 'Find .log files'],
  ['Is Ann married to Bob?', 'Is Bob married to Ann?'],
  ["Why can't I log in?", 'Why can I not log in?'],
  ['List all files in this folder', 'Please list all files in this directory, thanks'],
  ['Did Emma hire Noah?', 'Was Noah hired by Emma?'],
];

test.each(same)('no guard vetoes "%s" / "%s"', (stored, asked) => {
  expect(vetoes(stored, asked)).toEqual([]);
  expect(vetoes(asked, stored)).toEqual([]);
});

test('verdicts name the words that differ on each side', () => {
  expect({
    numbers: wordsOf('numbers', 'Name five rivers', 'Name 6 rivers'),
    classes: wordsOf('classes', 'Sort a list in Python', 'Sort a list in Rust'),
    antonyms: wordsOf('antonyms', 'How do I enable it?', 'How do I disable it?'),
    qualifier: wordsOf('qualifier', 'What is the best course?', 'What is the best course for lawyers?'),
  }).toEqual({
    numbers: { stored: ['five'], asked: ['6'] },
    classes: { stored: ['python'], asked: ['rust'] },
    antonyms: { stored: ['enable'], asked: ['disable'] },
    qualifier: { stored: [], asked: ['for', 'lawyers'] },
  });
});
