/**
 * `@peculiar/x509` brings a container that refuses to load without the Reflect metadata proposal.
 * It registers everything explicitly and never finds metadata, so an answer of "none" is all it needs.
 * Import this before `@peculiar/x509`.
 */

interface MetadataReader {
  getMetadata?: () => undefined;
  getOwnMetadata?: () => undefined;
}

const reflect = Reflect as MetadataReader;
reflect.getMetadata ??= () => undefined;
reflect.getOwnMetadata ??= () => undefined;
