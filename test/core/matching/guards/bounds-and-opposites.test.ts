import { describe, expect, test } from 'vitest';
import type { GuardName } from '../../../../src-core/matching/guards/guards.ts';
import { vetoes } from './guard-cases.ts';

type Pairs = readonly (readonly [stored: string, asked: string])[];

interface Rule {
  guard: GuardName;
  rule: string;
  same: Pairs;
  different: Pairs;
}

const rules: readonly Rule[] = [
  {
    guard: 'direction',
    rule: 'reads bounds on numbers in words and in digits alike',
    same: [
      ['Do infants under 2 fly free?', 'Do babies younger than two fly free?'],
      ['Write at most 100 words about rain', 'Write up to a hundred words about rain'],
      ['Bullet points on rain, max 7', 'At most seven bullet points on rain'],
      ['Which chains have two or more shops?', 'Which chains have at least 2 shops?'],
      ['Nobody older than 30 may enter', 'Nobody over thirty may enter'],
    ],
    different: [
      ['Do infants under two fly free?', 'Do infants over two fly free?'],
      ['Write at most a hundred words', 'Write at least a hundred words'],
      ['Series with more than ten seasons', 'Series with exactly ten seasons'],
      ['Set the heap to a maximum of 2 GB', 'Set the heap to an initial size of 2 GB'],
      ['Is a number greater than 10?', 'Is a number greater than or equal to 10?'],
    ],
  },
  {
    guard: 'direction',
    rule: 'takes durations and times for bounds only against the opposite bound',
    same: [
      ['The monthly payment on 20k over 5 years', 'The monthly payment on 20k for 5 years'],
      ['Files changed in the last 2 days', 'Files that changed these past 2 days'],
      ['Close the popup after three seconds', 'Close the popup when 3 seconds are over'],
      ['Round half up to 2 decimals', 'Round to two decimals with halves rounded up'],
    ],
    different: [
      ['Refund it within 24 hours', 'Refund it after 24 hours'],
      ['Films since 1990', 'Films before 1990'],
    ],
  },
  {
    guard: 'direction',
    rule: 'turns a negated bound round',
    same: [['It takes no more than 80 kilos', 'It takes at most 80 kilos']],
    different: [['It takes no more than 80 kilos', 'It takes no less than 80 kilos']],
  },
  {
    guard: 'direction',
    rule: 'tells a bound that takes in its end from one that leaves it out',
    same: [
      ['Courses with no fewer than 4 credits', 'Courses with four or more credits'],
      ['A laptop under 800 dollars', 'A laptop for at most 800 dollars'],
      ['Upwards of 10 seasons', 'More than 10 seasons'],
    ],
    different: [
      ['Courses with at least 4 credits', 'Courses with more than 4 credits'],
      ['Values of 100 or less', 'Values less than 100'],
      ['Lines with no more than 80 characters', 'Lines with fewer than 80 characters'],
    ],
  },
  {
    guard: 'roles',
    rule: 'sees a way turned round though both ends share a word',
    same: [['Move $200 from my savings account to my checking account', 'Move 200 dollars to checking from savings']],
    different: [
      ['Move $200 from my savings account to my checking account', 'Move 200 dollars from checking to savings'],
      ['Going from network engineer to software engineer', 'Going from software engineer to network engineer'],
    ],
  },
  {
    guard: 'temporal',
    rule: 'lets a phrase of time go by when the other text may say it another way',
    same: [
      ['Is CS 1 a prerequisite for CS 2?', 'Do I have to take CS 1 before CS 2?'],
      ['Renaming my account after getting married', "Renaming my account now that I'm married"],
      ['Restore purchases after I reinstalled it', 'Restore purchases once I reinstalled it'],
      ['How can I repeat the last command?', 'How can I repeat the previous command?'],
      ['It will not be broadcast until Friday', 'It will not be broadcast before Friday'],
      ['Who looks after the garden?', 'Who tends the garden?'],
    ],
    different: [
      ['It rained on the day before our picnic', 'It rained on the day of our picnic'],
      ['Why do bees die after stinging?', 'Why do bees sting?'],
      ['Books to read before the trip', 'Books to read during the trip'],
      ['The bridge is closed until 12 March', 'The bridge is closed from 12 March'],
      ['He used to smoke a pack', 'He smokes a pack'],
      ['My next five payments', 'My last five payments'],
    ],
  },
  {
    guard: 'format',
    rule: 'knows a form in other words',
    same: [
      ['Sum up my contract in three bullet points', 'Summarize my contract in 3 bullets'],
      ['What is a black hole, in simple words?', 'Explain a black hole simply'],
      ['Explain recursion with a Python example', 'Explain recursion, with an example in Python'],
      ['Write a dialogue of two spies', 'Write a conversation of two spies'],
      ['Write an acrostic poem on RIVER', 'Write an acrostic on RIVER'],
      ['Summarize cats versus dogs in a table', 'Make a table of cats versus dogs'],
    ],
    different: [
      ['Sum up my contract in three bullet points', 'Sum up my contract in a sentence or a poem'],
      ['What is a black hole, in simple words?', 'What is a black hole, in formulas?'],
      ['Explain recursion with a Python example', 'Explain recursion with a Python history'],
      ['Write a dialogue of two spies', 'Write a report of two spies'],
      ['Write a haiku about rain', 'Write a poem about rain'],
      ['Write a haiku about rain', 'Write a limerick about rain'],
      ['Summarize the GDPR, max 7 points', 'Summarize the GDPR, max 7 points, short'],
    ],
  },
  {
    guard: 'format',
    rule: 'takes things of the same name for no form of an answer',
    same: [
      ['What does comprehensive insurance cover?', 'What is covered by my insurance?'],
      ['Show git log as one line per commit', 'Show the git log, a commit per row'],
      ['Give me the second largest number in a list', 'Give me the runner-up of several numbers'],
      ['What is the cost of a lookup in a hash table?', 'What does a lookup in a hash cost?'],
    ],
    different: [
      ['Give me a comprehensive answer on insurance', 'Give me an answer on insurance'],
      ['Explain the git log in one sentence', 'Explain the git log'],
      ['Give me my numbers as a list', 'Give me my numbers'],
    ],
  },
  {
    guard: 'antonyms',
    rule: 'weighs function words only at the same place',
    same: [
      ['When are the cases in stock?', 'The cases are sold out, when do you have more?'],
      ['Keeping COBRA after being laid off', 'Staying on COBRA after a layoff'],
      ['Does German law cover sick leave on Mondays?', 'Is someone who is off sick covered in Germany?'],
    ],
    different: [
      ['How do I log in to the shop?', 'How do I log out of the shop?'],
      ['Is coffee with sugar healthy?', 'Is coffee without sugar healthy?'],
      ['Put on your boots', 'Take off your boots'],
    ],
  },
  {
    guard: 'antonyms',
    rule: 'takes only real prefixes for negations',
    same: [
      ['Find an in-network dentist', 'Find a network dentist'],
      ['Men sitting around a table', 'Men sitting round a table'],
    ],
    different: [
      ['Is it a typical case?', 'Is it an atypical case?'],
      ['Make a synchronous call', 'Make an asynchronous call'],
      ['An insured driver', 'An uninsured driver'],
    ],
  },
  {
    guard: 'antonyms',
    rule: 'lets pass what a negation or the converse order turns back',
    same: [
      ['Which orders are not paid?', 'Which orders are unpaid?'],
      ['The girl on the pony is smaller than the woman', 'The woman is bigger than the girl on the pony'],
      ['Does the museum charge on Sundays?', 'Do I pay in the museum on Sundays?'],
    ],
    different: [
      ['Which orders are paid?', 'Which orders are unpaid?'],
      ['The girl is smaller than the woman', 'The girl is bigger than the woman'],
    ],
  },
  {
    guard: 'antonyms',
    rule: 'knows opposites that are asked for most',
    same: [['Turn off autoplay', 'Switch off autoplay']],
    different: [
      ['Turn off autoplay', 'Turn on autoplay'],
      ['List all branches', 'Delete all branches'],
    ],
  },
  {
    guard: 'classes',
    rule: 'takes ordinary words for no member of a class',
    same: [
      ['Can I get that refunded?', 'May I have that put back?'],
      ['Set out the steps for a raised bed', 'List the steps for a raised bed'],
      ['I was double billed in May', 'I was billed twice in May'],
      ['Follow symbolic links in /usr', 'Follow symlinks in /usr'],
      ['What to eat the evening before the race', 'What to eat the night before the race'],
      ['Who composed the score?', 'Who wrote the score?'],
      ['How far in 60 minutes?', 'How far in an hour?'],
      ['A rating of the professors', 'How students rate professors'],
    ],
    different: [
      ['Creams for the thighs', 'Creams for the knees'],
      ['Send a GET to the server', 'Send a PUT to the server'],
      ['Sort a list in Python', 'Sort a set in Python'],
      ['I was billed half in May', 'I was billed twice in May'],
      ['I was billed in May', 'I was billed in March'],
      ['What to eat in the evening', 'What to eat in the morning'],
      ['Who wrote the score?', 'Who sang the score?'],
      ['Water it twice a week', 'Water it twice a month'],
      ['Find files by time accessed', 'Find files by time modified'],
    ],
  },
  {
    guard: 'questionKind',
    rule: 'knows questions that are asked either way',
    same: [
      ['How many litres of water should I drink?', 'How much water in litres should I drink?'],
      ['How long does a transfer take?', 'When can I expect a transfer?'],
      ['At what age do babies crawl?', 'When do babies crawl?'],
      ['How often has the paper been cited?', 'How many citations does the paper have?'],
      ['Why are flamingos pink?', 'Where do flamingos get their pink from?'],
      ['How do I find my routing number?', 'Where is my routing number?'],
    ],
    different: [
      ['How many people vote?', 'How much do people vote for?'],
      ['How long does a transfer take?', 'How much does a transfer cost?'],
      ['At what age do babies crawl?', 'Why do babies crawl?'],
      ['Where do flamingos sleep?', 'Why do flamingos sleep?'],
      ['How do I renew my passport?', 'When do I renew my passport?'],
    ],
  },
  {
    guard: 'questionKind',
    rule: 'tells a question from a clause behind a noun',
    same: [['How many reviewers rejected it?', 'The number of referees who rejected it?']],
    different: [['Who rejected it?', 'How many reviewers rejected it?']],
  },
  {
    guard: 'direction',
    rule: 'reads bounds on spans, by whichever name',
    same: [
      ['Remove logs older than 7 days', 'Remove logs older than a week'],
      ['A project of over 12 months', 'A project of more than a year'],
    ],
    different: [
      ['Keep it for exactly 7 days', 'Keep it for at least 7 days'],
      ['A project of up to 12 months', 'A project of over 12 months'],
      ['At least a week of notice', 'Exactly a week of notice'],
    ],
  },
  {
    guard: 'format',
    rule: 'tells a listing with details, and contents shown beside',
    same: [
      ['Print a long listing of all files', 'List all files with their details'],
      ['Show the contents of notes.txt', 'Print notes.txt'],
    ],
    different: [
      ['Print a long listing of all files', 'Print a listing of all files'],
      ['Search all files and display the contents', 'Search all files'],
    ],
  },
  {
    guard: 'negation',
    rule: 'takes what is not done yet for what is still to do',
    same: [
      ['Which required classes have I not taken yet?', 'What required classes do I still have left?'],
      ['What sets an APR apart from an APY?', 'How does an APR differ from an APY?'],
    ],
    different: [
      ['Which required classes have I not taken yet?', 'Which required classes have I taken?'],
      ['Which classes have I not taken yet?', 'Which classes have I taken so far?'],
    ],
  },
  {
    guard: 'antonyms',
    rule: 'tells "and" from "or" where nothing else is different',
    same: [['Which is better, tea or coffee?', 'What is better, coffee or tea?']],
    different: [['Find files readable and writable by everyone', 'Find files readable or writable by everyone']],
  },
  {
    guard: 'names',
    rule: 'sees a name within a name',
    same: [['How did George Bush become president?', 'How did George W. Bush become president?']],
    different: [['How did John Adams become president?', 'How did John Quincy Adams become president?']],
  },
  {
    guard: 'antonyms',
    rule: 'knows opposites in irregular forms',
    same: [['The light goes on', 'The light comes on']],
    different: [
      ['The best gift you have given', 'The best gift you have received'],
      ['Which tickets were sold?', 'Which tickets were bought?'],
    ],
  },
  {
    guard: 'code',
    rule: 'takes no part of a pattern or path for a slip',
    same: [['List files below src/', 'Lsit files below src/']],
    different: [['List all files here', 'Find all *.plist files here']],
  },
  {
    guard: 'substitution',
    rule: 'knows one word in two parts of speech, and other names of one thing',
    same: [
      ['How long does account verification take?', 'How long will it take to verify my account?'],
      ['Which foods should I not feed a parrot?', 'What foods must a parrot not be fed?'],
      ['Disable telemetry in VS Code', 'Turn off VS Code telemetry'],
      ['Sort a Python dictionary by key', 'python sort dict by key'],
      ['Take a screenshot on macOS', 'Take a screenshot on a Mac'],
    ],
    different: [
      ['What is a sextant used for?', 'What is an astrolabe used for?'],
      ['Where is the notary?', 'Where is the notation?'],
    ],
  },
];

describe.each(rules)('guard $guard $rule', ({ guard, same, different }) => {
  test.each(same)('passes "%s" / "%s"', (stored, asked) => {
    expect(vetoes(stored, asked)).not.toContain(guard);
    expect(vetoes(asked, stored)).not.toContain(guard);
  });

  test.each(different)('vetoes "%s" / "%s"', (stored, asked) => {
    expect(vetoes(stored, asked)).toContain(guard);
    expect(vetoes(asked, stored)).toContain(guard);
  });
});
