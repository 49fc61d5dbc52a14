import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { extractFile, getRawHeader } from '@electron/asar';
import { z } from 'zod';

export interface PackedFile {
  /** Inside the archive, with forward slashes. */
  path: string;
  unpacked: boolean;
  bytes: Buffer;
  /** Whether the hash in the archive's header, which Electron checks on macOS and Windows, is that of the bytes. */
  intact: boolean;
}

export interface PackedApp {
  /** What the archive holds, natives beside it included. */
  files: PackedFile[];
  /** What lies beside the archive in `resources`: path and size. */
  resources: { path: string; bytes: number }[];
}

const integritySchema = z.object({ algorithm: z.literal('SHA256'), hash: z.string() });
interface Node {
  files?: Record<string, Node> | undefined;
  unpacked?: boolean | undefined;
  integrity?: z.infer<typeof integritySchema> | undefined;
}
const nodeSchema: z.ZodType<Node> = z.lazy(() =>
  z.object({
    files: z.record(z.string(), nodeSchema).optional(),
    unpacked: z.boolean().optional(),
    integrity: integritySchema.optional(),
  }),
);

/** Reads a packed app from its `resources` folder. */
export function readPacked(resources: string): PackedApp {
  const archive = join(resources, 'app.asar');
  const files: PackedFile[] = [];
  const visit = (node: Node, path: string): void => {
    for (const [name, child] of Object.entries(node.files ?? {})) {
      const inner = path === '' ? name : `${path}/${name}`;
      if (child.files === undefined) files.push(readFile(archive, inner, child));
      else visit(child, inner);
    }
  };
  visit(nodeSchema.parse(getRawHeader(archive).header), '');
  const beside = globSync('**/*', { cwd: resources })
    .filter((path) => statSync(join(resources, path)).isFile())
    .map((path) => ({ path: path.replaceAll('\\', '/'), bytes: statSync(join(resources, path)).size }));
  return { files, resources: beside };
}

function readFile(archive: string, path: string, { unpacked = false, integrity }: Node): PackedFile {
  const bytes = unpacked ? readFileSync(join(`${archive}.unpacked`, path)) : extractFile(archive, path);
  const hash = createHash('sha256').update(bytes).digest('hex');
  return { path, unpacked, bytes, intact: integrity?.hash === hash };
}
