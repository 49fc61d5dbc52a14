import * as rows from './samples/ai-sdk-chat.ts';
import { describeConformance } from './suite.ts';

describeConformance(rows.aiSdkOpenai);
describeConformance(rows.aiSdkCompatible);
describeConformance(rows.aiSdkDeepseek);
describeConformance(rows.aiSdkOpenrouter);
