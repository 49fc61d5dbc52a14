import { deepseekFim, mistralFim, openaiCompletions } from './samples/completions.ts';
import { describeConformance } from './suite.ts';

describeConformance(openaiCompletions);
describeConformance(deepseekFim);
describeConformance(mistralFim);
