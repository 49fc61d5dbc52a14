import { aiSdkGoogle, gemini, geminiCountTokens, geminiEmbed } from './samples/gemini.ts';
import { describeConformance } from './suite.ts';

describeConformance(gemini);
describeConformance(aiSdkGoogle);
describeConformance(geminiEmbed);
describeConformance(geminiCountTokens);
