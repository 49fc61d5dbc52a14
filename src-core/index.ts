/** What hosts may use of the core. */
export { startCore } from './core.ts';
export type { Core, CoreOptions } from './core-options.ts';
export { createNodeHost, type LogLevel } from './node-host.ts';
export type { Host } from './ports/host.ts';
export type { SecretBox } from './ports/secret-box.ts';
export { confBackend } from './settings/conf-backend.ts';
export type { SettingsBackend } from './settings/settings-service.ts';
export { readInstance } from './store/data-lock.ts';
export { environmentLines, type Shell } from './contracts/environment.ts';
export { defaultDataDir, findPackage } from './cli/paths.ts';
export {
  modelProcessEnvironment,
  modelProcessPath,
  modelProcessV8Options,
} from './matching/models/fork-model-process.ts';
export type { SpawnModelProcess } from './matching/models/model-worker.ts';
export { contentSecurityPolicy } from './server/console-files.ts';
