import { wilsonInterval } from '../../src-core/support/wilson.ts';
import type { NeighboursReport } from './evaluate-neighbours.ts';
import type { PairsReport } from './evaluate-pairs.ts';
import type { StreamReport } from './evaluate-stream.ts';

export function describePairs(report: PairsReport & { target: number; milliseconds: number }): string {
  const lines = [
    `pairs ${count(report.pairs)}, of them ${count(report.positives)} labelled the same; target ${String(report.target)}`,
    `served ${count(report.served)}: right ${ratio(report.servedRight, report.served)}; found ${ratio(report.servedRight, report.positives)} of the same`,
    ...Object.entries(report.baselines).map(
      ([name, { served, servedRight }]) =>
        `  ${name}: served ${count(served)}: right ${ratio(servedRight, served)}; found ${ratio(servedRight, report.positives)}`,
    ),
  ];
  const kinds = Object.entries(report.byKind).filter(([, { n }]) => n > 0);
  if (kinds.length > 2) {
    lines.push('served by kind:');
    for (const [kind, { n, served }] of kinds.sort(([one], [other]) => one.localeCompare(other)))
      lines.push(`  ${kind}: ${ratio(served, n)}`);
  }
  return `${lines.join('\n')}\n${seconds(report.milliseconds)}\n`;
}

export function describeStream(report: StreamReport & { target: number; milliseconds: number }): string {
  const { requests, exact, semantic, semanticRight, baselines } = report;
  const lines = [
    `requests ${count(requests)}, exact repeats ${count(exact)}; target ${String(report.target)}`,
    `semantic hits ${count(semantic)}: right ${ratio(semanticRight, semantic)}; wrong hits per request ${percent(report.falseHitRate)}`,
    ...Object.entries(baselines).map(
      ([name, { semantic, semanticRight, threshold }]) =>
        `  ${name}${threshold === undefined ? '' : ` (${String(threshold)})`}: hits ${count(semantic)}: right ${ratio(semanticRight, semantic)}`,
    ),
  ];
  return `${lines.join('\n')}\n${seconds(report.milliseconds)}\n`;
}

export function describeNeighbours(report: NeighboursReport & { milliseconds: number }): string {
  return [
    `${count(report.queries)} texts ask among ${count(report.texts)} (${report.kind})`,
    `of the five nearest found: ${percent(report.recall)}; a search takes ${report.searchMs.toFixed(2)} ms`,
    `of those near enough to be compared found: ${ratio(Math.round(report.recallOfCandidates * report.candidates), report.candidates)}`,
    `${seconds(report.milliseconds)}\n`,
  ].join('\n');
}

function ratio(hits: number, cases: number): string {
  if (cases === 0) return 'none';
  const { rate, low, high } = wilsonInterval(hits, cases);
  return `${count(hits)} of ${count(cases)} = ${percent(rate)} (${percent(low)} to ${percent(high)})`;
}

const percent = (share: number): string => `${(share * 100).toFixed(share < 0.01 ? 2 : 1)} %`;
const count = (value: number): string => value.toLocaleString('en');
const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
