import { aiSdkResponses, aiSdkXaiResponses, responses } from './samples/responses.ts';
import { describeConformance } from './suite.ts';

describeConformance(responses);
describeConformance(aiSdkResponses);
describeConformance(aiSdkXaiResponses);
