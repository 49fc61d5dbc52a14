/**
 * An ONNX model made by hand that gives each word piece a vector of its own: the smallest embedder there is, with as many
 * numbers as a test wants. Field numbers are those of onnx.proto3.
 */
export function tinyEmbedder(vocabulary: number, dimensions: number): Buffer {
  const table = new Float32Array(vocabulary * dimensions);
  let state = 1;
  for (let at = 0; at < table.length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    table[at] = state / 2 ** 32 - 0.5;
  }
  const tensor = Buffer.concat([
    number(1, vocabulary),
    number(1, dimensions),
    number(2, float),
    text(8, 'table'),
    bytes(9, Buffer.from(table.buffer)),
  ]);
  const gather = Buffer.concat([
    text(1, 'table'),
    text(1, 'input_ids'),
    text(2, 'last_hidden_state'),
    text(4, 'Gather'),
  ]);
  const graph = Buffer.concat([
    bytes(1, gather),
    text(2, 'tiny'),
    bytes(5, tensor),
    bytes(11, value('input_ids', int64, ['batch', 'length'])),
    bytes(12, value('last_hidden_state', float, ['batch', 'length', dimensions])),
  ]);
  return Buffer.concat([number(1, 8), bytes(7, graph), bytes(8, Buffer.concat([text(1, ''), number(2, 13)]))]);
}

const float = 1;
const int64 = 7;

function value(name: string, type: number, shape: (string | number)[]): Buffer {
  const dims = shape.map((dim) => bytes(1, typeof dim === 'string' ? text(2, dim) : number(1, dim)));
  const tensorType = Buffer.concat([number(1, type), bytes(2, Buffer.concat(dims))]);
  return Buffer.concat([text(1, name), bytes(2, bytes(1, tensorType))]);
}

const number = (field: number, value: number): Buffer => Buffer.concat([varint(field * 8), varint(value)]);
const text = (field: number, value: string): Buffer => bytes(field, Buffer.from(value));
const bytes = (field: number, value: Buffer): Buffer =>
  Buffer.concat([varint(field * 8 + 2), varint(value.length), value]);

function varint(value: number): Buffer {
  const out: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) out.push((rest % 128) + 128);
  return Buffer.from([...out, rest]);
}
