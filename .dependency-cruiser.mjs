/**
 * Layers and directions of ARCHITECTURE.md, as rules. Each comment says how to mend what it catches.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const core = (...folders) => `^src-core/(${folders.join('|')})/`;

/** A part of the core may import itself, what is listed, and packages. */
const partMayImport = (part, ...others) => ({
  name: `core-${part}`,
  severity: 'error',
  comment: `src-core/${part} may import only ${[...others, 'packages'].join(', ')}. Put a shared type into ports/, a shared function into support/, or pass the thing in as an argument from core.ts.`,
  from: { path: core(part) },
  to: { path: '^(src-core|electron|renderer|build|test)/', pathNot: core(part, ...others) },
});

const shared = ['contracts', 'ports', 'support'];

export default {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Two files need each other: move what both need into a third one that imports neither.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      comment: 'The import leads nowhere: mend the path or add the package.',
      from: {},
      to: { couldNotResolve: true, pathNot: '^electron$' },
    },
    {
      name: 'contracts-stand-alone',
      severity: 'error',
      comment: 'Contracts run in every process and browser: they import zod and each other, nothing else.',
      from: { path: core('contracts') },
      to: { pathNot: [core('contracts'), '^node_modules/zod/'] },
    },
    partMayImport('ports', 'contracts'),
    partMayImport('support', 'contracts', 'ports'),
    partMayImport('wire', ...shared),
    partMayImport('request', ...shared),
    partMayImport('store', ...shared),
    partMayImport('vector', ...shared),
    partMayImport('matching', ...shared),
    partMayImport('settings', ...shared),
    partMayImport('metrics', ...shared),
    partMayImport('savings', ...shared),
    partMayImport('exports', ...shared),
    partMayImport('lab', ...shared),
    partMayImport('cassette', ...shared, 'request'),
    partMayImport('providers', ...shared, 'wire', 'request'),
    partMayImport('pipeline', ...shared, 'wire', 'request', 'providers'),
    partMayImport('admin', ...shared),
    partMayImport('server', ...shared, 'wire', 'request', 'providers', 'pipeline', 'admin'),
    {
      name: 'sqlite-only-in-store',
      severity: 'error',
      comment: 'Only store/ talks to SQLite; others take AnswerStore or RequestLog from ports/.',
      from: { path: '^(src-core|electron|renderer)/', pathNot: core('store') },
      to: { path: '^(node:)?sqlite$' },
    },
    {
      name: 'core-without-electron',
      severity: 'error',
      comment:
        'Only electron/ may import electron or electron-store: anywhere else plain Node would try to download it.',
      from: { pathNot: '^electron/' },
      to: { path: '^(node_modules/(electron|electron-store)(/|$)|(electron|electron-store)$)' },
    },
    {
      name: 'core-without-renderer',
      severity: 'error',
      comment: 'The core runs without a window: let the host pass the folder of built console files.',
      from: { path: '^src-core/' },
      to: { path: '^(renderer|electron)/' },
    },
    {
      name: 'shell-through-the-index',
      severity: 'error',
      comment: 'electron/ sees the core through src-core/index.ts and contracts/ only: export what it needs there.',
      from: { path: '^electron/' },
      to: { path: '^src-core/', pathNot: ['^src-core/index\\.ts$', core('contracts')] },
    },
    {
      name: 'renderer-sees-contracts',
      severity: 'error',
      comment: 'The console imports contracts only and asks the core through its client.',
      from: { path: '^renderer/' },
      to: { path: '^(src-core|electron|build|test)/', pathNot: core('contracts') },
    },
    {
      name: 'renderer-without-node',
      severity: 'error',
      comment: 'The console runs in a sandboxed page: no Node built-ins.',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'product-without-tests',
      severity: 'error',
      comment: 'Shipped code never imports tests or build scripts.',
      from: { path: '^(src-core|electron|renderer)/' },
      to: { path: '^(test|build)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
