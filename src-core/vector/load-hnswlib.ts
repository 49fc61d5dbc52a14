import type { HierarchicalNSW } from 'hnswlib-node';

export type HnswConstructor = typeof HierarchicalNSW;

/** Constructor of native graphs, or why there is none on this machine. */
export type Hnswlib = { available: true; HierarchicalNSW: HnswConstructor } | { available: false; cause: unknown };

/** Imports hnswlib-node where it is installed: it is compiled at install, and optional for machines without compiler. */
export async function loadHnswlib(): Promise<Hnswlib> {
  try {
    // The package is CommonJS whose exports Node's lexer does not see; the default export is module.exports.
    const loaded: { default?: unknown } = await import('hnswlib-node');
    const exported = loaded.default ?? loaded;
    if (!hasConstructor(exported)) return { available: false, cause: new TypeError('hnswlib-node exports no index') };
    // Loading the binding is not enough to know that it runs.
    const probe = new exported.HierarchicalNSW('ip', 4);
    probe.initIndex({ maxElements: 1 });
    probe.addPoint([1, 0, 0, 0], 0, false);
    return { available: true, HierarchicalNSW: exported.HierarchicalNSW };
  } catch (cause) {
    return { available: false, cause };
  }
}

function hasConstructor(exported: unknown): exported is { HierarchicalNSW: HnswConstructor } {
  return typeof exported === 'object' && exported !== null && 'HierarchicalNSW' in exported;
}
