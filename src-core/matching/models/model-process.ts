import { performance } from 'node:perf_hooks';
import { assertNever } from '../../support/assert-never.ts';
import { errorText } from '../../support/error-text.ts';
import { openParentChannel, type ParentChannel } from './channel.ts';
import { createIdleCollection } from './idle-collection.ts';
import { loadModels, type Models } from './load-models.ts';
import { requestSchema, type LoadRequest, type ModelReply, type ModelRequest } from './protocol.ts';
import { createTurns } from './run-in-turn.ts';
import { modelNames, readIdentity } from './weights-identity.ts';

/**
 * Entry of the process that holds embedder and verifier, under child_process.fork and Electron's utilityProcess alike.
 * It holds nothing worth keeping: whoever started it may kill it at any time.
 */
function main(channel: ParentChannel): void {
  const inTurn = createTurns();
  const collectWhenQuiet = createIdleCollection();
  const reply = (message: ModelReply) => channel.send(message);
  let models: Models | null = null;

  const handle = async (request: ModelRequest): Promise<void> => {
    if (request.type === 'load') {
      models = await load(request, reply);
      return;
    }
    if (models === null) {
      reply({ type: 'rejected', id: request.id, message: 'the models are not loaded' });
      return;
    }
    try {
      reply(await answer(models, request));
    } catch (error) {
      reply({ type: 'rejected', id: request.id, message: errorText(error) });
    }
  };

  channel.onMessage((message) => {
    const request = requestSchema.parse(message);
    void inTurn(() => handle(request)).then(collectWhenQuiet);
  });
}

async function load(request: LoadRequest, reply: (message: ModelReply) => void): Promise<Models | null> {
  const started = performance.now();
  try {
    const [models, identity] = await Promise.all([
      loadModels(request),
      request.identity ?? readIdentity(request.modelsFolder, modelNames(request)),
    ]);
    reply({ type: 'ready', identity, loadMs: performance.now() - started });
    return models;
  } catch (error) {
    reply({ type: 'load-failed', message: errorText(error) });
    return null;
  }
}

async function answer(models: Models, request: Exclude<ModelRequest, LoadRequest>): Promise<ModelReply> {
  switch (request.type) {
    case 'embed':
      return { type: 'embedded', id: request.id, embedding: await models.embed(request.text) };
    case 'verify': {
      const logits: number[] = [];
      for (const { stored, asked } of request.pairs) logits.push(await models.verify(stored, asked));
      return { type: 'verified', id: request.id, logits };
    }
    default:
      return assertNever(request);
  }
}

const channel = openParentChannel();
if (channel === null) {
  process.stderr.write('This file is the process of the models: Semcache starts it itself.\n');
  process.exitCode = 2;
} else main(channel);
