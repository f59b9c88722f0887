/** Who can talk to whom, counted class by class: quadratic in classes, and plain enough to check faster ways by. */
import type { Reach } from '../../engine/reach/reach';
import { intersect } from '../../net/intervals';

/** Ordered pairs of endpoints with at least one connection that both sides allow; nobody counts with itself. */
export function reachablePairs(reach: Reach): number {
  const { classes, sizes } = reach;
  const allows = bothAllow(reach);
  let pairs = 0;
  for (let from = 0; from < classes; from += 1) {
    const senders = sizes[from] ?? 0;
    if (senders === 0) continue;
    for (let to = 0; to < classes; to += 1) {
      const receivers = (sizes[to] ?? 0) - (from === to ? 1 : 0);
      if (receivers > 0 && allows(from, to)) pairs += senders * receivers;
    }
  }
  return pairs;
}

/** How many others one endpoint can talk to. */
export function reachableFrom(reach: Reach, endpoint: number): number {
  const from = reach.classOf[reach.peers.peerOf[endpoint] ?? -1] ?? -1;
  const allows = bothAllow(reach);
  let count = 0;
  for (let to = 0; to < reach.classes; to += 1) {
    const others = (reach.sizes[to] ?? 0) - (from === to ? 1 : 0);
    if (others > 0 && allows(from, to)) count += others;
  }
  return count;
}

/** Whether two classes have a connection that both sides allow; remembers what two sides allow together. */
export function bothAllow({ rows, egressVerdict, ingressVerdict }: Reach): (from: number, to: number) => boolean {
  const known: (boolean | undefined)[][] = [];
  return (from, to) => {
    const out = egressVerdict(from, to);
    const into = ingressVerdict(from, to);
    const own = (known[out] ??= []);
    return (own[into] ??= intersect(rows.verdict(out).allow, rows.verdict(into).allow).length > 0);
  };
}
