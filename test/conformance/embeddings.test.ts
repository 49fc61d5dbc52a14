import { mistralEmbeddings, openaiEmbeddings, togetherEmbeddings } from './samples/embeddings.ts';
import { describeConformance } from './suite.ts';

describeConformance(openaiEmbeddings);
describeConformance(togetherEmbeddings);
describeConformance(mistralEmbeddings);
