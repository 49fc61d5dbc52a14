import { createHash } from 'node:crypto';
import type { KeyPart } from '../contracts/outcome.ts';
import { isSecretHeader } from './credential.ts';

/**
 * Headers in which gateways between here and the provider are told whom to ask and what to do with the answer: Portkey
 * (`x-portkey-provider`, `x-portkey-config`), Helicone (`helicone-target-url`, `helicone-fallbacks`), Cloudflare AI Gateway
 * (`cf-aig-…`), LiteLLM, and Azure Machine Learning's choice of a deployment and of what becomes of unknown parameters.
 */
const gatewayHeader = /^(?:x-portkey-|helicone-|cf-aig-|x-litellm-|azureml-model-deployment$|extra-parameters$)/;

/** Of those, what is written down about a request, and how long the gateway itself keeps its answer. */
const aboutRequest = /trace|span|session|request|metadata|propert|user|tag|event|log|cache|retr|timeout/;

/** What gateways are told, as parts of the identity; digests, since a gateway's configuration may hold keys. */
export function gatewayParts(header: (name: string) => string | undefined, names: readonly string[]): KeyPart[] {
  const told = names.filter((name) => gatewayHeader.test(name) && !aboutRequest.test(name) && !isSecretHeader(name));
  return told.toSorted().map((name) => ({ name, value: digest(header(name) ?? '') }));
}

const digest = (value: string): string => createHash('sha256').update(value).digest('hex').slice(0, 16);
