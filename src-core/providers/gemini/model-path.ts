/**
 * `…/{models|tunedModels}/{name}:{verb}` (@google/genai 3.3.0 builds `{version}/models/{name}:{verb}`; Vertex AI's paths
 * end the same way). The model is named in the path alone, tuned ones with their collection.
 */
const modelPath = /^(.*\/(?:(tunedModels)|models)\/([^/:]+)):([a-zA-Z]+)\/?$/;

export interface ModelPath {
  model: string;
  verb: string;
  /** The path with another verb: Gemini's choice between JSON and stream. */
  withVerb: (verb: string) => string;
}

/** Model and verb of a path; undefined when it is no call of a model. */
export function readModelPath(path: string): ModelPath | undefined {
  const match = modelPath.exec(path);
  if (match === null) return undefined;
  const [, base = '', tuned, name = '', verb = ''] = match;
  return { model: tuned === undefined ? name : `${tuned}/${name}`, verb, withVerb: (other) => `${base}:${other}` };
}
