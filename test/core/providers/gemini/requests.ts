import type { Content, GenerationConfig, Tool, ToolConfig } from '@google/genai';
import type { JsonObject } from '../../../../src-core/ports/dialect.ts';

/** Body of generateContent, as @google/genai 3.3.0 writes it (`generateContentParametersToMldev`). */
interface Body {
  contents: Content[];
  systemInstruction?: Content;
  generationConfig?: GenerationConfig;
  tools?: Tool[];
  toolConfig?: ToolConfig;
  safetySettings?: object[];
}

const typed = {
  'a question': { contents: [{ role: 'user', parts: [{ text: 'What is a cache?' }] }] },
  'a conversation with an image, a function and a schema': {
    systemInstruction: { role: 'user', parts: [{ text: 'Be brief.' }] },
    contents: [
      { role: 'user', parts: [{ text: 'What is this?' }, { inlineData: { mimeType: 'image/png', data: 'AAAA' } }] },
      { role: 'model', parts: [{ functionCall: { name: 'look', args: { at: 'it' } } }] },
      { role: 'user', parts: [{ functionResponse: { name: 'look', response: { seen: 'a cat' } } }] },
      { role: 'model', parts: [{ text: 'A cat.' }] },
      { role: 'user', parts: [{ text: 'Sure?' }] },
    ],
    generationConfig: {
      temperature: 0.2,
      responseMimeType: 'application/json',
      responseJsonSchema: { type: 'object', properties: { b: {}, a: { type: 'object', properties: {} } } },
    },
    tools: [
      {
        functionDeclarations: [
          { name: 'look', parametersJsonSchema: { type: 'object', properties: { at: {}, how: {} } } },
        ],
      },
    ],
    safetySettings: [{ category: 'HARM_CATEGORY_HATE_SPEECH', threshold: 'BLOCK_NONE' }],
  },
} satisfies Record<string, Body>;

export const requests: Record<string, JsonObject> = {
  ...(JSON.parse(JSON.stringify(typed)) as Record<string, JsonObject>),
  'snake case, and single items for lists': {
    system_instruction: { parts: { text: 'Be brief.' } },
    contents: { parts: { text: 'Hi' } },
    generation_config: { max_output_tokens: 5 },
  },
};

export const question: JsonObject = { contents: [{ role: 'user', parts: [{ text: 'What is a cache?' }] }] };
export const path = '/v1beta/models/gemini-2.5-flash:generateContent';
export const streamPath = '/v1beta/models/gemini-2.5-flash:streamGenerateContent';
