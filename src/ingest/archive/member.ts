import type { ByteSource } from '../../base/byte-source';

/** A file in an archive. */
export interface Member {
  /** Its path in there. */
  readonly name: string;
  readonly source: ByteSource;
}

/** What an archive may hold for us. Logs, tables and scripts in support bundles are many, and none is read from there. */
export const isWanted = (name: string): boolean =>
  /\.(?:ya?ml|json|jsonl|ndjson|csv|tsv)(?:\.gz)?$/i.test(name) &&
  !/(?:^|\/)(?:\.|__MACOSX\/|node_modules\/)/.test(name);
