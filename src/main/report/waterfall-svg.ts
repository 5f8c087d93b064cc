/** The waterfall of a result as an inline picture that needs no script and no style sheet. */
import type { TimePart, TransferResult } from '../../shared/result.ts';
import { gui } from '../../shared/texts/gui.ts';
import { type Segment, waterfallOf } from '../../shared/waterfall.ts';
import { type Html, html } from './html.ts';
import type { Words } from './words.ts';

const texts = gui.verdict;

const COLORS: Readonly<Record<TimePart, string>> = {
  dns: '#7950f2',
  connect: '#e8590c',
  proxy: '#d6336c',
  tls: '#ae3ec9',
  login: '#0c8599',
  send: '#5c6670',
  wait: '#099268',
  receive: '#1c7ed6',
};

const WIDTH = 680;
const LANE = { x: 150, width: 440 };
const ROW = 22;
const LEAST = 2.5;

export function waterfallSvg(result: TransferResult, { t, format }: Words): Html {
  const { timings, redirects, outcome, phase, finalUrl } = result;
  const secure = /^(https|ftps):/.test(finalUrl);
  const rows = waterfallOf(timings, redirects, outcome === 'ok' ? null : phase, secure);
  const lines = [
    ...rows.hops.map(({ hop, segments, ms }, index) => ({
      label: t(texts.hop, { number: index + 1, status: hop.status }),
      segments,
      ms,
      ended: false,
    })),
    ...rows.steps.map((step) => ({
      label: t(texts.steps[step.step]),
      segments: [step],
      ms: step.ms,
      ended: step.ended,
    })),
  ];
  const height = (lines.length + 1) * ROW + 8;
  const summary = lines.map(({ label, ms }) => `${label} ${format.duration(ms)}`).join(', ');
  return html`<svg class="waterfall" role="img" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-size="12" fill="#1f2933" aria-label="${t(texts.waterfall)}: ${summary}">
${lines.map(({ label, segments, ms, ended }, index) => {
  const y = index * ROW;
  return html`<g data-step="${segments.length === 1 ? segments[0]!.step : 'hop'}"><text x="0" y="${y + 15}">${label}</text>
<rect x="${LANE.x}" y="${y + 4}" width="${LANE.width}" height="14" fill="#eef1f4"/>
${segments.map((segment) => bar(segment, rows.total, y))}
${ended && endMark(segments[0]!, rows.total, y, t(texts.endedHere))}
<text x="${WIDTH}" y="${y + 15}" text-anchor="end">${ms === 0 && !ended ? '–' : format.duration(ms)}</text></g>
`;
})}
<line x1="0" x2="${WIDTH}" y1="${lines.length * ROW + 3}" y2="${lines.length * ROW + 3}" stroke="#cbd2d9"/>
<text x="0" y="${lines.length * ROW + 20}" font-weight="600">${t(texts.total)}</text>
<text x="${LANE.x}" y="${lines.length * ROW + 20}" fill="#52606d">${timings.firstPacket > 0 && `${t(texts.firstPacket)} ${format.duration(timings.firstPacket)}`}</text>
<text x="${WIDTH}" y="${lines.length * ROW + 20}" text-anchor="end" font-weight="600">${format.duration(timings.total)}</text>
</svg>`;
}

function place({ start, ms }: Segment, total: number): { x: number; width: number } {
  const width = Math.max(LEAST, (ms / total) * LANE.width);
  const x = Math.min(LANE.x + (start / total) * LANE.width, LANE.x + LANE.width - width);
  return { x: Math.round(x * 10) / 10, width: Math.round(width * 10) / 10 };
}

function bar(segment: Segment, total: number, y: number): Html | null {
  if (segment.ms === 0) return null;
  const { x, width } = place(segment, total);
  return html`<rect x="${x}" y="${y + 4}" width="${width}" height="14" rx="2" fill="${COLORS[segment.step]}"/>`;
}

/** A cross and words, at the side of the bar where there is room. */
function endMark(segment: Segment, total: number, y: number, words: string): Html {
  const { x, width } = place(segment, total);
  const right = x + width + 6;
  const room = right < LANE.x + LANE.width - 110;
  return room
    ? html`<text x="${right}" y="${y + 15}" fill="#c92a2a">✕ ${words}</text>`
    : html`<text x="${x - 6}" y="${y + 15}" text-anchor="end" fill="#c92a2a">✕ ${words}</text>`;
}
