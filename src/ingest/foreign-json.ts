import { nodeUnder, type MapNode } from './node';

/** A document that is well formed and holds no objects to read. */
interface ForeignView {
  readonly message: string;
  readonly hint: string;
}

const EVIDENCE = 'Load the policies, pods and namespaces themselves: kubectl get ... -o yaml.';

interface Row extends ForeignView {
  /** Each leads to something in the document. */
  readonly paths: readonly (readonly string[])[];
}

/** Source: input-formats 0.4, 6, 9.3. */
const rows: readonly Row[] = [
  { paths: [['Key', 'SourceName']], message: 'These are flow logs of Goldmane, which are not read.', hint: EVIDENCE },
  { paths: [['flow', 'Key']], message: 'These are flow logs of Goldmane, which are not read.', hint: EVIDENCE },
  { paths: [['policies', 'enforced']], message: 'These are flow logs of Whisker, which are not read.', hint: EVIDENCE },
  {
    paths: [['source_name_aggr']],
    message: 'These are flow logs of Calico Enterprise, which are not read.',
    hint: EVIDENCE,
  },
  { paths: [['verdict'], ['IP']], message: 'These are flow logs of Hubble, which are not read.', hint: EVIDENCE },
  { paths: [['flow', 'verdict']], message: 'These are flow logs of Hubble, which are not read.', hint: EVIDENCE },
  { paths: [['nftables']], message: 'This is an nftables rule set, which is not read.', hint: EVIDENCE },
  {
    paths: [['columnDefinitions'], ['rows']],
    message: 'This is a table that the API server made, without the objects.',
    hint: 'Ask for the objects: kubectl get ... -o yaml.',
  },
];

/** What a document without objects is, when it is something that people load by mistake. */
export const foreignJsonOf = (node: MapNode): ForeignView | undefined => {
  const row = rows.find(({ paths }) => paths.every((path) => nodeUnder(node, path) !== undefined));
  return row === undefined ? undefined : { message: row.message, hint: row.hint };
};
