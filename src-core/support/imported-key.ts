/** Key of an entry from a cassette: no request of anybody's hashes to it, and it has no credential in it. */
export const importedKey = (portableKey: string, project: string): string => `imported ${project} ${portableKey}`;
