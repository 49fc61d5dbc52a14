import { openai } from './samples/openai-chat.ts';
import { describeConformance } from './suite.ts';

describeConformance(openai);
