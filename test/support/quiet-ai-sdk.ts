/** The AI SDK warns once a call that it does not know the model's name; names of tests are nobody's models. */
Object.assign(globalThis, { AI_SDK_LOG_WARNINGS: false });
