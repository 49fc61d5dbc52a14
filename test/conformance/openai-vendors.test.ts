import * as vendors from './samples/openai-vendors.ts';
import { describeConformance } from './suite.ts';

describeConformance(vendors.deepseek);
describeConformance(vendors.deepseekBeta);
describeConformance(vendors.groq);
describeConformance(vendors.together);
describeConformance(vendors.mistral);
describeConformance(vendors.openrouter);
describeConformance(vendors.xai);
describeConformance(vendors.lmstudio);
describeConformance(vendors.geminiCompatible);
describeConformance(vendors.azure);
