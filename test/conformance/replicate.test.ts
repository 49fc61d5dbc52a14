import { replicate } from './samples/replicate.ts';
import { describeConformance } from './suite.ts';

describeConformance(replicate);
