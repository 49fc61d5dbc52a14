import { cohereChat, cohereEmbed, cohereRerank } from './samples/cohere.ts';
import { describeConformance } from './suite.ts';

describeConformance(cohereChat);
describeConformance(cohereEmbed);
describeConformance(cohereRerank);
