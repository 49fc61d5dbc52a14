import { describe, expect, it } from 'vitest';
import { defaultSettings, settingsPatchSchema } from '../../../src-core/contracts/settings.ts';
import { settingFields } from '../../../renderer/src/model/setting-fields.ts';
import { changeOf, draftOf, type SettingsDraft } from '../../../renderer/src/model/settings-draft.ts';

const change = (more: SettingsDraft) => changeOf({ ...draftOf(defaultSettings), ...more }, defaultSettings);

describe('settings form', () => {
  it('changes nothing until something is changed', () => {
    expect(change({})).toEqual({ patch: {}, changed: [], problems: {} });
  });

  it('has a value for every field of the contract but upstreams', () => {
    const sections = ['window', 'proxy', 'cache', 'matching', 'shadow', 'privacy', 'updates'] as const;
    const known = sections
      .flatMap((section) => Object.keys(defaultSettings[section]).map((key) => `${section}.${key}`))
      // Set by the checks, taken back by a command.
      .filter((id) => id !== 'shadow.stopped');
    expect(settingFields.map((field) => field.id).toSorted()).toEqual(known.toSorted());
  });

  it('saves only the fields that differ, as the contract wants them', () => {
    const { patch, changed, problems } = change({
      'proxy.port': '9090',
      'proxy.allowedOrigins': 'app://obsidian.md\n\n http://localhost:3000 ',
      'proxy.caFile': '/etc/ca.pem',
      'cache.enabled': false,
      'cache.ttlMs': '7 d',
      'cache.maxBytes': '2 GiB',
      'cache.modelTtls': 'gpt-*-mini 7 days\n\n* 1h',
      'cache.pace': '40',
      'cache.mode': 'refresh',
      'window.theme': 'dark',
      'matching.level': 'custom',
      'matching.target': '99.5',
    });
    expect({ patch, changed, problems }).toEqual({
      patch: {
        window: { theme: 'dark' },
        proxy: { port: 9090, allowedOrigins: ['app://obsidian.md', 'http://localhost:3000'], caFile: '/etc/ca.pem' },
        cache: {
          enabled: false,
          mode: 'refresh',
          ttlMs: 604_800_000,
          modelTtls: [
            { model: 'gpt-*-mini', ttlMs: 604_800_000 },
            { model: '*', ttlMs: 3_600_000 },
          ],
          pace: 40,
          maxBytes: 2 * 1024 ** 3,
        },
        matching: { level: 'custom', target: 0.995 },
      },
      changed: [
        'window.theme',
        'proxy.port',
        'proxy.allowedOrigins',
        'proxy.caFile',
        'cache.enabled',
        'cache.mode',
        'cache.ttlMs',
        'cache.modelTtls',
        'cache.pace',
        'cache.maxBytes',
        'matching.level',
        'matching.target',
      ],
      problems: {},
    });
    expect(settingsPatchSchema.safeParse(patch).success).toBe(true);
  });

  it.each([
    ['1 %', 0.01],
    ['0.5 %', 0.005],
    ['12', 0.12],
    ['0.25', 0.25],
  ])('reads the share %s as %d', (text, share) => {
    expect(change({ 'shadow.share': text }).patch).toEqual({ shadow: { share } });
  });

  it('takes an emptied optional text as none', () => {
    const settings = { ...defaultSettings, proxy: { ...defaultSettings.proxy, caFile: '/a.pem' } };
    expect(changeOf({ ...draftOf(settings), 'proxy.caFile': ' ' }, settings).patch).toEqual({
      proxy: { caFile: null },
    });
  });

  it('says what is wrong in the words and units of each field', () => {
    expect(
      change({
        'proxy.port': '99999',
        'proxy.host': '',
        'cache.ttlMs': '1 fortnight',
        'cache.maxBytes': '1 KiB',
        'cache.pace': 'slow',
        'cache.modelTtls': 'gpt-*',
        'proxy.connectTimeoutMs': '1 h',
        'privacy.logRetentionDays': 'ten',
        'matching.target': '50 %',
      }).problems,
    ).toEqual({
      'proxy.port': 'At most 65535.',
      'proxy.host': 'This must not be empty.',
      'cache.ttlMs': 'Write a length of time such as 30 days, 15 minutes or 10 s.',
      'cache.maxBytes': 'At least 1 MiB.',
      'cache.pace': 'Write instant, recorded, or a whole number of tokens a second.',
      'cache.modelTtls': 'Write a pattern and a time on each line, such as gpt-*-mini 7 days.',
      'proxy.connectTimeoutMs': 'At most 10 minutes.',
      'privacy.logRetentionDays': 'Write a whole number.',
      'matching.target': 'At least 90 %.',
    });
  });
});
