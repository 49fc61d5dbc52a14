export type SettingSection = 'window' | 'proxy' | 'cache' | 'matching' | 'shadow' | 'privacy' | 'updates';

/** How a value is written: sizes and times with a unit, lists a line each; `caller` is how programs are told apart. */
export type SettingKind =
  | 'whole'
  | 'size'
  | 'time'
  | 'text'
  | 'optional text'
  | 'lines'
  | 'switch'
  | 'theme'
  | 'level'
  | 'percent'
  | 'mode'
  | 'pace'
  | 'model times'
  | 'caller'
  | 'dollars'
  | 'updates'
  | 'model'
  | 'upstream';

export interface SettingField {
  /** `section.key`, as in the settings file. */
  id: string;
  section: SettingSection;
  key: string;
  kind: SettingKind;
  label: string;
  help: string;
  /** Means something in the desktop app only. */
  desktopOnly?: boolean;
}

const field = (
  section: SettingSection,
  key: string,
  kind: SettingKind,
  label: string,
  help: string,
  desktopOnly = false,
): SettingField => ({ id: `${section}.${key}`, section, key, kind, label, help, desktopOnly });

export const sectionTitles: Record<SettingSection, string> = {
  window: 'General',
  proxy: 'Proxy',
  cache: 'Cache',
  matching: 'Matching',
  shadow: 'Shadow checks',
  privacy: 'Privacy',
  updates: 'Updates',
};

/** Every setting of the form, in its order. Upstreams have a screen of their own. */
export const settingFields: readonly SettingField[] = [
  field('window', 'theme', 'theme', 'Theme', 'Colours of this console.'),
  field('window', 'closeToTray', 'switch', 'Close to tray', 'Closing the window leaves the proxy running.', true),

  field('proxy', 'port', 'whole', 'Port', 'Your tools have it in their base URL. 0 takes any free one at each start.'),
  field(
    'proxy',
    'host',
    'text',
    'Address to listen on',
    '127.0.0.1 is this machine only. Anything else opens the cache to your network.',
  ),
  field('proxy', 'defaultUpstream', 'upstream', 'Default upstream', 'Gets the requests that name no upstream.'),
  field('proxy', 'connectTimeoutMs', 'time', 'Connect time-out', 'How long connecting to an upstream may take.'),
  field(
    'proxy',
    'responseTimeoutMs',
    'time',
    'Answer time-out',
    'The longest silence of an upstream, before its answer or within it.',
  ),
  field('proxy', 'maxRequestBytes', 'size', 'Largest request', 'Larger requests are refused with status 413.'),
  field(
    'proxy',
    'allowedOrigins',
    'lines',
    'Web pages that may call the proxy',
    'Origins such as app://obsidian.md, one a line. No other page may.',
  ),
  field(
    'proxy',
    'caFile',
    'optional text',
    'CA file',
    'PEM file with further certificate authorities, for upstreams behind your own.',
  ),
  field(
    'proxy',
    'callingProcess',
    'caller',
    'Calling program',
    'Find out which program asks. Only Linux can tell, and only of your own programs.',
  ),

  field('cache', 'enabled', 'switch', 'Cache answers', 'Switched off, every request passes through.'),
  field('cache', 'mode', 'mode', 'Mode', 'How stored answers are used, for every project without a mode of its own.'),
  field(
    'cache',
    'singleFlight',
    'switch',
    'Share calls under way',
    'Identical requests at the same time share one upstream call.',
  ),
  field('cache', 'ttlMs', 'time', 'Time to live', 'How long an answer is served after it was recorded.'),
  field(
    'cache',
    'modelTtls',
    'model times',
    'Times by model',
    'Times to live: a pattern and a time on each line, such as gpt-*-mini 7 days. The first that fits counts.',
  ),
  field(
    'cache',
    'staleOnErrorMs',
    'time',
    'Expired answers in an outage',
    'For so long after its time an answer still serves when the upstream fails. 0 is never.',
  ),
  field(
    'cache',
    'keepExpiredMs',
    'time',
    'Keep expired answers',
    'For the modes and requests that accept them. They go first when room is needed.',
  ),
  field(
    'cache',
    'pace',
    'pace',
    'Pace of replayed streams',
    'instant, recorded (over the time that the recorded call took), or tokens a second.',
  ),
  field('cache', 'maxBytes', 'size', 'Size on disk', 'Beyond it, the answers not used for longest go.'),
  field('cache', 'maxEntries', 'whole', 'Number of entries', 'Beyond it, the answers not used for longest go.'),
  field('cache', 'maxEntryBytes', 'size', 'Largest answer', 'Larger answers are not stored.'),
  field(
    'cache',
    'maxCacheableRequestBytes',
    'size',
    'Largest cached request',
    'Larger requests pass through without being read.',
  ),
  field(
    'cache',
    'storeLengthLimited',
    'switch',
    'Store answers cut by max_tokens',
    'The limit is part of the identity, so the same request would be cut there too.',
  ),

  field(
    'matching',
    'level',
    'level',
    'Answers by meaning',
    'How sure the models on this machine must be before a differently worded request gets a stored answer.',
  ),
  field(
    'matching',
    'target',
    'percent',
    'Own target',
    'Share of such answers that should be right; for the level Own.',
  ),
  field(
    'matching',
    'model',
    'model',
    'Model that finds candidates',
    'Which stored requests are compared. Whether one serves is decided by the shipped models all the same.',
  ),
  field('matching', 'threads', 'whole', 'Threads', 'Threads of each model: 1 or 2.'),
  field(
    'matching',
    'allowFreshness',
    'switch',
    'Where the moment may matter',
    'Answer by meaning even questions about today or the latest.',
  ),
  field(
    'matching',
    'allowPersonal',
    'switch',
    'Where the asker may matter',
    'Answer by meaning even questions such as “where is my order”.',
  ),

  field(
    'shadow',
    'share',
    'percent',
    'Share that is checked',
    'So many of the answers by meaning are asked of the upstream as well, after the client has its answer. 0 % is off. Checks cost what those requests cost.',
  ),
  field('shadow', 'maxRequestsPerDay', 'whole', 'Checks a day', 'No more than this, whatever the share.'),
  field(
    'shadow',
    'maxDollarsPerDay',
    'dollars',
    'Dollars a day',
    'No more money than this, as far as prices are known.',
  ),
  field(
    'shadow',
    'maxFalseRate',
    'percent',
    'Accepted share of wrong answers',
    'Answers by meaning stop when the checks have surely passed it, until you let them go on.',
  ),

  field(
    'privacy',
    'logRetentionDays',
    'whole',
    'Days of traffic kept',
    'The traffic log holds no answers or keys, and of prompts only the words that decided a comparison or that tell a miss from the stored request nearest to it.',
  ),
  field('privacy', 'maxLogRows', 'whole', 'Rows of traffic kept', 'Beyond it, the oldest go.'),
  field(
    'privacy',
    'encryptBodies',
    'switch',
    'Encrypt prompts and answers on disk',
    'Under a key of the system’s key store. What is there is rewritten, for which the proxy stands still for some seconds if it is much; search then knows the newest 20,000 entries of earlier runs. Names, models, paths, times and sizes stay readable.',
  ),

  field(
    'updates',
    'check',
    'updates',
    'Look for new versions',
    'Once a day, at the releases of this app. Nothing is installed without you.',
    true,
  ),
];
