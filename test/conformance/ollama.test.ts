import { ollamaChat, ollamaEmbed, ollamaGenerate } from './samples/ollama.ts';
import { describeConformance } from './suite.ts';

describeConformance(ollamaChat);
describeConformance(ollamaGenerate);
describeConformance(ollamaEmbed);
