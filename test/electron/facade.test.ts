import { expectTypeOf, test } from 'vitest';
import type { ElectronFacade, RealElectron } from '../../electron/electron-facade.ts';
import type { FakeElectron } from './support/fake-electron.ts';

// Proven by the compiler (npm run types); at run time there is nothing left to do.
test('the real Electron and the fake both satisfy the facade', () => {
  expectTypeOf<RealElectron>().toExtend<ElectronFacade>();
  expectTypeOf<FakeElectron['electron']>().toExtend<ElectronFacade>();
});
