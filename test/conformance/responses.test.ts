import { aiSdkResponses, aiSdkXaiResponses, azureResponses, responses } from './samples/responses.ts';
import { describeConformance } from './suite.ts';

describeConformance(responses);
describeConformance(azureResponses);
describeConformance(aiSdkResponses);
describeConformance(aiSdkXaiResponses);
