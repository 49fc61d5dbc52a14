import { describe, expect, test } from 'vitest';
import type { GuardName } from '../../../../src-core/matching/guards/guards.ts';
import { vetoes } from './guard-cases.ts';

/** What two texts may differ in, and the near miss beside it. */
interface Rule {
  guards: readonly GuardName[];
  same: readonly (readonly [string, string])[];
  different: readonly (readonly [string, string])[];
}

const rules: Readonly<Record<string, Rule>> = {
  'numbers in another order agree when each keeps its own neighbour': {
    guards: ['numbers'],
    same: [
      ['Who taught EECS 280 in Fall 2015?', 'In Fall 2015, who taught EECS 280?'],
      ['Listen on port 443 on 192.168.1.10', 'Listen on 192.168.1.10 on port 443'],
      ['Nine miners were trapped for two days', 'For two days nine miners were trapped'],
      ['A shirt costs $40 and is reduced by 30%', 'With thirty per cent off, what is a shirt of forty dollars?'],
      ['Do spiders have six or eight legs?', 'Do spiders have eight or six legs?'],
      ['Compare EECS 203 and EECS 280', 'Compare EECS 280 and EECS 203'],
      ['I passed EECS 203, can I enroll in EECS 376?', 'Can I enroll in EECS 376 once I have passed EECS 203?'],
    ],
    different: [
      ['Can I take MATH 115 before 116?', 'Can I take MATH 116 before 115?'],
      ['Can I take MATH 115 before STATS 250?', 'Can I take STATS 250 before MATH 115?'],
      ['Count from 10 to 20', 'Count from 20 to 10'],
      ['She bought 3 apples and 5 pears', 'She bought 5 apples and 3 pears'],
      ['I want EECS 281 after I passed EECS 280', 'I want EECS 280 after I passed EECS 281'],
      ['The exam has four parts and lasts three hours', 'The exam has three parts and lasts four hours'],
    ],
  },
  'times and spans have other names: noon, a week, a decade, a column by its number': {
    guards: ['numbers', 'dates', 'substitution'],
    same: [
      ['Classes that end before noon', 'Classes that end before 12 pm'],
      ['Is it dark in Tokyo at noon in London?', 'At 12:00 in London, is it dark in Tokyo?'],
      ['The shop opens at nine on Saturdays', 'On Saturdays the shop opens at 9 a.m.'],
      ['Show the first five lines', 'Show the top 5 lines'],
      ['Remove logs older than 7 days', 'Remove logs older than a week'],
      ['What happened in the last ten years?', 'What happened in the last decade?'],
      ['Convert 60 minutes to seconds', 'Convert an hour to seconds'],
      ['Sum the values in column 4', 'Add up the numbers of the fourth field'],
    ],
    different: [
      ['Classes that end before noon', 'Classes that end before 1 pm'],
      ['The shop opens at 9:30', 'The shop opens at 9:00'],
      ['Remove logs older than 7 days', 'Remove logs older than 7 weeks'],
      ['Remove logs older than 7 days', 'Remove logs older than 8 days'],
      ['What happened in the last ten years?', 'What happened in the last ten decades?'],
      ['Sum the values in column 4', 'Sum the values in the third column'],
    ],
  },
  'a number joined to a noun counts like the number before it': {
    guards: ['numbers', 'units', 'code'],
    same: [
      ['Which board games are good for two players?', 'What are good two-player board games?'],
      ['An account for my son who is 12', 'An account for my 12-year-old son'],
      ['Are 500-level classes open to me?', 'Are classes at the 500 level open to me?'],
      ['Plan a 3-day trip', 'Plan a trip of three days'],
      ['What is the cost over two years?', 'What is the two-year cost?'],
      ['Does my ten-year-old need a visa?', 'Does my 10-year-old need a visa?'],
    ],
    different: [
      ['What are good two-player board games?', 'What are good four-player board games?'],
      ['An account for my 12-year-old son', 'An account for my 17-year-old son'],
      ['Plan a 3-day trip', 'Plan a 3-week trip'],
    ],
  },
  'an ordinal agrees in words and in digits': {
    guards: ['numbers'],
    same: [['On the twenty-first of May', 'On May 21st']],
    different: [['On the twenty-first of May', 'On May 22nd']],
  },
  'compounds that count nothing are no numbers': {
    guards: ['numbers'],
    same: [['A one-way street', 'A street with traffic in a single direction']],
    different: [['A two-way street', 'A three-way street']],
  },
  'a 1 agrees with the word and the article that count the same thing': {
    guards: ['numbers'],
    same: [
      ['A hotel for 2 adults and 1 infant', 'A hotel for two adults and one infant'],
      ['How many cups is 1 lb of flour?', 'How many cups is a lb of flour?'],
      ['Collapse blanks to 1 space', 'Collapse blanks to a single space'],
    ],
    different: [
      ['Buy one share of class B stock', 'Buy $1 of class B stock'],
      ['A hotel for 2 adults and 1 infant', 'A hotel for 2 adults and 2 infants'],
    ],
  },
  'words of multitude say their number': {
    guards: ['numbers'],
    same: [
      ['I was charged twice', 'I was charged 2 times'],
      ['Two men are shaking hands', 'A pair of men are shaking hands'],
      ['Three tips for posture', 'A trio of tips for posture'],
      ['Write an FAQ with 6 entries', 'Write an FAQ with half a dozen entries'],
      ['Find the line common to a.txt and b.txt', 'Find the line common to the two files a.txt and b.txt'],
      ['What is 15% of 240?', 'What is fifteen percent of two hundred and forty?'],
    ],
    different: [
      ['I was charged twice', 'I was charged three times'],
      ['Both doors are locked', 'Only one of the two doors is locked'],
      ['Compare the two files', 'Compare the three files'],
      ['Repeat it every week', 'Repeat it every two weeks'],
    ],
  },
  'places count like labels': {
    guards: ['numbers'],
    same: [
      ['The editor shortened the second chapter', 'The editor shortened chapter two'],
      ['The tenant on the third floor', 'The tenant on floor three'],
      ['Was he born on December 25?', 'Was he born on the 25th of December?'],
      ['What was her first publication?', 'What was her earliest publication?'],
    ],
    different: [
      ['The editor shortened the second chapter', 'The editor shortened chapter three'],
      ['Show the 3rd book', 'Show 3 books'],
      ['Was he born on December 25?', 'Was he born on the 24th of December?'],
    ],
  },
  'sort order is no place': {
    guards: ['numbers'],
    same: [
      ['List the files, biggest first', 'List the files in descending size'],
      ['List the words, most common first', 'List the words by falling frequency'],
    ],
    different: [['Show the first file', 'Show the third file']],
  },
  'scales and decades read as what they mean': {
    guards: ['numbers', 'code', 'units'],
    same: [
      ['Apply for a $25,000 loan', 'Apply for a $25k loan'],
      ['A loan of $25k', 'A loan of 25 thousand dollars'],
      ['A firm worth $5m', 'A firm worth $5 million'],
      ['Mix nuts at $9/kg', 'Mix nuts at $9 per kg'],
    ],
    different: [
      ['Apply for a $25,000 loan', 'Apply for a $20k loan'],
      ['Music of the 1920s', 'Music of 1920'],
      ['Music of the 1920s', 'Music of the 1930s'],
    ],
  },
  'one unit has many spellings': {
    guards: ['units', 'code'],
    same: [
      ['Is 60 miles per hour fast?', 'Is 60 mph fast?'],
      ['Add 2 tbsp of oil', 'Add 2 tablespoons of oil'],
      ['A flat of 900 sq ft', 'A flat of 900 square feet'],
      ['A flat of 80 m2', 'A flat of 80 square metres'],
      ['Convert 70 degrees Fahrenheit', 'Convert 70 F'],
      ['Top up my card with 20 pounds', 'Add £20 to my card'],
      ['Eat 1800 calories', 'Eat 1800 kcal'],
      ['Carry a 5000 mAh power bank', 'Carry a 5000mAh power bank'],
    ],
    different: [
      ['Is 60 miles per hour fast?', 'Is 60 km/h fast?'],
      ['Add 2 tbsp of oil', 'Add 2 tsp of oil'],
      ['Convert 70 degrees Fahrenheit', 'Convert 70 degrees Celsius'],
      ['Lift 20 pounds', 'Lift 20 kg'],
      ['A flat of 80 square feet', 'A flat of 80 square metres'],
    ],
  },
  'a full hour agrees with the bare number of the other text': {
    guards: ['dates'],
    same: [
      ['Move my 2 pm meeting', "Move my 2 o'clock meeting"],
      ['The shop opens at 9 a.m.', 'The shop opens at nine in the morning'],
      ['Who teaches next semester?', 'Who teaches in the coming term?'],
    ],
    different: [
      ['The shop opens at 9 p.m.', 'The shop opens at nine in the morning'],
      ['The shop opens at 9 a.m.', 'The shop opens at ten in the morning'],
      ['Who teaches next semester?', 'Who taught last term?'],
    ],
  },
  'identifiers agree in any case and under any of their names': {
    guards: ['code'],
    same: [
      ['List S3 buckets', 'list s3 buckets'],
      ['Is HTTP/1.1 slow?', 'is http/1.1 slow'],
      ['Is SHA-1 safe?', 'Is SHA1 safe?'],
      ['Explain taints in K8s', 'Explain taints in Kubernetes'],
      ['Fix flaky e2e tests', 'Fix flaky end to end tests'],
      ['Find *.py files', 'Find Python files'],
      ['How does sorted() work?', 'How does sorted work?'],
    ],
    different: [
      ['List S3 buckets', 'List EC2 buckets'],
      ['Is HTTP/1.1 slow?', 'Is HTTP/1.0 slow?'],
      ['Find *.py files', 'Find *.rb files'],
      ['Run ls -r', 'Run ls -R'],
      ['Open /var/log/A.log', 'Open /var/log/a.log'],
    ],
  },
  'code in another order differs only when two of a kind changed places': {
    guards: ['code'],
    same: [
      ['Use find -exec to run chmod on every *.pem', 'Run chmod on every *.pem with find -exec'],
      ['Copy from a.txt to b.txt', 'Copy to b.txt from a.txt'],
    ],
    different: [
      ['Move a.txt to b.txt', 'Move b.txt to a.txt'],
      ['Diff /etc/a against /etc/b', 'Diff /etc/b against /etc/a'],
    ],
  },
  'a quoted message may be retold without quotes': {
    guards: ['quoted'],
    same: [
      ["Why does it say 'Your connection is not private'?", "Why does it warn the connection isn't private?"],
      ["Who wrote 'Pride & Prejudice'?", "Who wrote 'Pride and Prejudice'?"],
    ],
    different: [
      ["Why does it say 'Your connection is not private'?", 'Why does it say the connection is private?'],
      ["Rewrite: 'The gardener pruned roses'", "Rewrite: 'The gardener prunes roses'"],
    ],
  },
  'an arrow of one text stands for words': {
    guards: ['symbols'],
    same: [['Convert YAML -> JSON', 'Convert YAML to JSON']],
    different: [['What does -> mean in C?', 'What does => mean in C?']],
  },
  'w/ and w/o are words': {
    guards: ['code', 'negation'],
    same: [
      ['Sharpen a knife w/ a whetstone', 'Sharpen a knife with a whetstone'],
      ['Coffee w/o sugar', 'Coffee without sugar'],
    ],
    different: [['Coffee w/ sugar', 'Coffee w/o sugar']],
  },
};

describe.each(Object.entries(rules))('%s', (_, { guards, same, different }) => {
  const found = (stored: string, asked: string): GuardName[] =>
    vetoes(stored, asked).filter((guard) => guards.includes(guard));

  test.each(same)('no veto for "%s" / "%s"', (stored, asked) => {
    expect([found(stored, asked), found(asked, stored)]).toEqual([[], []]);
  });

  test.each(different)('a veto for "%s" / "%s"', (stored, asked) => {
    expect(found(stored, asked)).not.toEqual([]);
    expect(found(asked, stored)).not.toEqual([]);
  });
});
