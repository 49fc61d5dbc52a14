import { aiSdkAnthropic, anthropic, anthropicCountTokens, deepseekAnthropic } from './samples/anthropic.ts';
import { describeConformance } from './suite.ts';

describeConformance(anthropic);
describeConformance(aiSdkAnthropic);
describeConformance(deepseekAnthropic);
describeConformance(anthropicCountTokens);
